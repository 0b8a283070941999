//! A document as a maintainer looks at it: a line for each block, row and line of a listing.

use std::fmt;

use super::{BlockKind, Document, Inline};

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
