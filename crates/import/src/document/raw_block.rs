//! Blocks before their final kind is known, and the limit on their number.

use super::{Block, BlockKind, Inline};
use crate::Problem;

/// Maximum number of blocks, rows and cells. No page has as many, and a file with more would take many times its size
/// in memory.
const LIMIT: usize = 250_000;

/// How many links and pieces of code of a paragraph are kept when it is split.
const FEW: usize = 32;

/// A block whose text may turn out to be code or a table.
pub(super) struct RawBlock {
    pub(super) block: Block,
    /// The lines of the file of the second and each further line of its text.
    pub(super) breaks: Vec<u32>,
    /// Whether its kind is given by a mark in the file, such as a fence.
    pub(super) marked: bool,
}

impl RawBlock {
    /// The lines of its text, each with its line number in the file.
    pub(super) fn lines<'t>(&self, inline: &'t Inline) -> impl Iterator<Item = (u32, &'t str)> {
        let numbers = std::iter::once(self.block.line).chain(self.breaks.iter().copied());
        numbers.zip(inline.text.split('\n'))
    }

    /// A paragraph of some lines of another one, with the links in them; `None` if there are no lines.
    ///
    /// Only the first links and pieces of code are searched for, because the search is repeated for each part.
    pub(super) fn part(lines: &[(u32, &str)], whole: &Inline) -> Option<Self> {
        let (&(line, _), more) = lines.split_first()?;
        let texts: Vec<_> = lines.iter().map(|(_, text)| *text).collect();
        let mut inline = Inline::plain(texts.join("\n"));
        if inline.text.len() == whole.text.len() {
            inline = whole.clone();
        } else {
            let text = &inline.text;
            let among = |part: &str| text.contains(part);
            inline.links =
                whole.links.iter().take(FEW).filter(|link| among(&link.text)).cloned().collect();
            inline.code = whole.code.iter().take(FEW).filter(|code| among(code)).cloned().collect();
        }
        let block = Block { line, kind: BlockKind::Paragraph(inline) };
        Some(Self { block, breaks: more.iter().map(|(line, _)| *line).collect(), marked: false })
    }
}

/// The blocks read so far.
#[derive(Default)]
pub(super) struct RawBlocks {
    pub(super) all: Vec<RawBlock>,
    pub(super) truncated: Option<u32>,
    pub(super) address: Option<String>,
    pub(super) has_json_tables: bool,
    pieces: usize,
}

impl RawBlocks {
    /// Adds a block whose kind is given by a mark.
    pub(super) fn push(&mut self, line: u32, kind: BlockKind) -> Result<(), Problem> {
        self.add(RawBlock { block: Block { line, kind }, breaks: Vec::new(), marked: true })
    }

    /// Adds a paragraph whose lines have these line numbers.
    pub(super) fn paragraph(&mut self, lines: &[u32], text: Inline) -> Result<(), Problem> {
        let Some((&line, breaks)) = lines.split_first() else { return Ok(()) };
        let block = Block { line, kind: BlockKind::Paragraph(text) };
        self.add(RawBlock { block, breaks: breaks.to_vec(), marked: false })
    }

    /// Adds a code block that is marked only by its indentation.
    pub(super) fn indented(&mut self, line: u32, text: String) -> Result<(), Problem> {
        let kind = BlockKind::Code { language: None, text };
        self.add(RawBlock { block: Block { line, kind }, breaks: Vec::new(), marked: false })
    }

    /// Counts blocks, rows or cells before they are created.
    pub(super) fn count(&mut self, pieces: usize, line: u32) -> Result<(), Problem> {
        self.pieces = self.pieces.saturating_add(pieces);
        if self.pieces <= LIMIT {
            return Ok(());
        }
        Err(Problem {
            message: format!("the file has more than {LIMIT} paragraphs and table cells"),
            line: Some(line),
            help: "the page of an endpoint has a few hundred: save only that page".to_owned(),
        })
    }

    fn add(&mut self, raw: RawBlock) -> Result<(), Problem> {
        self.count(1, raw.block.line)?;
        self.all.push(raw);
        Ok(())
    }
}
