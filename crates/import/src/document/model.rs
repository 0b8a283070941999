//! The blocks of a page, the same for every form.

use std::fmt;

use super::Form;

/// The blocks of a page, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The form in which the page was saved.
    pub form: Form,
    /// The URL of the page, if the file contains it.
    pub address: Option<String>,
    /// The last line of the file, if the file is cut off: it ends within a code block or the row of a table.
    pub truncated: Option<u32>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A heading, a paragraph, an item of a list, a table or a code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The line of the saved file in which it begins, from 1; of a code block, the line in which its text begins.
    pub line: u32,
    /// The kind of the block, with its content.
    pub kind: BlockKind,
}

/// The kind of a block, with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading. Reader modes lose the levels and make each of them 1.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        text: Inline,
    },
    /// A paragraph, also one within a quote.
    Paragraph(Inline),
    /// An item of a list, without its mark.
    Item(Inline),
    /// A table.
    Table(Table),
    /// A code block: fenced, indented, or text that can only be code, such as a line with nothing but `}`.
    Code {
        /// The language that the fence names, such as `json`.
        language: Option<String>,
        /// Its lines, without a line break after the last one.
        text: String,
    },
}

/// Text without marks: no `**`, no `\_`, no entities. A run of white space is one space, and a line break of the page
/// is `\n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// The links in the text.
    pub links: Vec<Link>,
    /// The parts of the text that are marked as code, such as `Query String Parameters` in a heading.
    pub code: Vec<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its text.
    pub text: String,
    /// Its target, as written.
    pub target: String,
}

/// A table, read from Markdown, from HTML or from a JSON array of objects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: Vec<Inline>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether the file has no separators between the cells, so that they were split by their text.
    ///
    /// A row that could not be split has a single cell. In the column that says whether a parameter is required, an
    /// empty cell means that the file doesn't say so.
    pub run_together: bool,
}

/// A row of a table. It may have fewer cells than the header, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the saved file in which it begins, from 1.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<Inline>,
}

impl Inline {
    /// Text without links and code.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Shows each block after the line of the file in which it begins. Links and code follow the text that contains them;
/// a line break within a text is `⏎`.
impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for block in &self.blocks {
            let line = block.line;
            match &block.kind {
                BlockKind::Heading { level, text } => {
                    writeln!(f, "{line:>4} {} {}", "#".repeat(usize::from(*level)), shown(text))?;
                }
                BlockKind::Paragraph(text) => writeln!(f, "{line:>4} {}", shown(text))?,
                BlockKind::Item(text) => writeln!(f, "{line:>4} - {}", shown(text))?,
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
            Some(line) => writeln!(f, "{line:>4} the file is cut off"),
            None => Ok(()),
        }
    }
}

fn cells(cells: &[Inline]) -> String {
    cells.iter().map(shown).collect::<Vec<_>>().join(" | ")
}

fn shown(inline: &Inline) -> String {
    let mut all = inline.text.replace('\n', "⏎");
    for link in &inline.links {
        all += &format!(" <{} → {}>", link.text, link.target);
    }
    for code in &inline.code {
        all += &format!(" `{code}`");
    }
    all
}
