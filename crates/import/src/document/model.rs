//! What a page consists of, whatever form it was saved in.

use std::fmt;

use super::Form;

/// A page's blocks, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The form that the file has.
    pub form: Form,
    /// The page's address, where the file tells it.
    pub address: Option<String>,
    /// The file's last line, where it ends in the middle of something: a listing, a table's row.
    pub truncated: Option<u32>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A heading, a paragraph, an item of a list, a table or a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of the saved file that it begins in, from 1; of a listing, where its text does.
    pub line: u32,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; reader modes lose the levels and make each of them 1.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: Inline,
    },
    /// Running text, that of quotes included.
    Paragraph(Inline),
    /// An item of a list, without its mark.
    Item(Inline),
    /// A table.
    Table(Table),
    /// A listing: fenced, indented, or text that can only be one, such as a line with nothing but `}`.
    Code {
        /// What the fence calls it, such as `json`.
        language: Option<String>,
        /// Its text, line for line, without an end of line at its end.
        text: String,
    },
}

/// Words without the marks around them: no `**`, no `\_`, no entities. White space is one space,
/// a line that the page breaks off is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// The links among them.
    pub links: Vec<Link>,
    /// What of it is marked as code, such as `Query String Parameters` in a heading.
    pub code: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads, as written.
    pub target: String,
}

/// A table, as pipes, as HTML or as a JSON array of objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<Inline>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether the cells had nothing between them, so that their words had to tell where one ends.
    /// A row that doesn't tell is a single cell; an empty cell of the column that says whether a
    /// parameter is required means that the file doesn't tell.
    pub run_together: bool,
}

/// A row of a table. It may have fewer cells than the header, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line that it begins in, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Inline>,
}

impl Inline {
    /// Words in which nothing is marked.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Each block with the line of the file that it begins in; the targets of links and what is marked as
/// code stand behind the words, the end of a line within words is `⏎`.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for block in &self.blocks {
            let line = block.line;
            match &block.kind {
                BlockKind::Heading { level, text } => {
                    writeln!(f, "{line:>4} {} {}", "#".repeat(usize::from(*level)), words(text))?;
                }
                BlockKind::Paragraph(text) => writeln!(f, "{line:>4} {}", words(text))?,
                BlockKind::Item(text) => writeln!(f, "{line:>4} - {}", words(text))?,
                BlockKind::Table(table) => {
                    let mark = if table.run_together { " (run together)" } else { "" };
                    writeln!(f, "{line:>4} | {}{mark}", cells(&table.header))?;
                    for row in &table.rows {
                        writeln!(f, "{:>4} | {}", row.line, cells(&row.cells))?;
                    }
                }
                BlockKind::Code { language, text } => {
                    writeln!(f, "{line:>4} ```{}", language.as_deref().unwrap_or_default())?;
                    text.lines().try_for_each(|line| writeln!(f, "     {line}"))?;
                }
            }
        }
        match self.truncated {
            Some(line) => writeln!(f, "{line:>4} the file ends in the middle"),
            None => Ok(()),
        }
    }
}

fn cells(cells: &[Inline]) -> String {
    cells.iter().map(words).collect::<Vec<_>>().join(" | ")
}

fn words(words: &Inline) -> String {
    let mut all = words.text.replace('\n', "⏎");
    for link in &words.links {
        all += &format!(" <{} → {}>", link.text, link.target);
    }
    for code in &words.code {
        all += &format!(" `{code}`");
    }
    all
}
