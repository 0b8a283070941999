//! Blocks in the making, and how many of them there may be.

use super::{Block, BlockKind, Inline};
use crate::Problem;

/// More blocks, rows and cells than any page has; a file with more is no page, and would take memory
/// many times its size.
const LIMIT: usize = 250_000;

/// How many links and codes of a paragraph are kept when it is taken apart.
const FEW: usize = 32;

/// A block whose words may still turn out to be a listing or a table.
pub(super) struct RawBlock {
    pub(super) block: Block,
    /// The lines of the file in which the second and each later line of its words stand.
    pub(super) breaks: Vec<u32>,
    /// Whether a mark in the file made it what it is, such as a fence.
    pub(super) marked: bool,
}

impl RawBlock {
    /// The lines of its words, each with the line of the file.
    pub(super) fn lines<'w>(&self, words: &'w Inline) -> impl Iterator<Item = (u32, &'w str)> {
        let numbers = std::iter::once(self.block.line).chain(self.breaks.iter().copied());
        numbers.zip(words.text.split('\n'))
    }

    /// Some of a paragraph's lines, with the links among them; none where there are no lines.
    ///
    /// Of a paragraph's links and code only the first few are looked for: each part of it costs that.
    pub(super) fn part(lines: &[(u32, &str)], whole: &Inline) -> Option<Self> {
        let (&(line, _), more) = lines.split_first()?;
        let texts: Vec<_> = lines.iter().map(|(_, text)| *text).collect();
        let mut words = Inline::plain(texts.join("\n"));
        if words.text.len() == whole.text.len() {
            words = whole.clone();
        } else {
            let text = &words.text;
            let among = |part: &str| text.contains(part);
            words.links =
                whole.links.iter().take(FEW).filter(|link| among(&link.text)).cloned().collect();
            words.code = whole.code.iter().take(FEW).filter(|code| among(code)).cloned().collect();
        }
        let block = Block { line, kind: BlockKind::Paragraph(words) };
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
    /// Adds a block that is what its mark says.
    pub(super) fn push(&mut self, line: u32, kind: BlockKind) -> Result<(), Problem> {
        self.add(RawBlock { block: Block { line, kind }, breaks: Vec::new(), marked: true })
    }

    /// Adds a paragraph of the lines given.
    pub(super) fn paragraph(&mut self, lines: &[u32], words: Inline) -> Result<(), Problem> {
        let Some((&line, breaks)) = lines.split_first() else { return Ok(()) };
        let block = Block { line, kind: BlockKind::Paragraph(words) };
        self.add(RawBlock { block, breaks: breaks.to_vec(), marked: false })
    }

    /// Adds a listing that only its indentation marks.
    pub(super) fn indented(&mut self, line: u32, text: String) -> Result<(), Problem> {
        let kind = BlockKind::Code { language: None, text };
        self.add(RawBlock { block: Block { line, kind }, breaks: Vec::new(), marked: false })
    }

    /// Counts a row's cells, before they are made.
    pub(super) fn count(&mut self, pieces: usize, line: u32) -> Result<(), Problem> {
        self.pieces = self.pieces.saturating_add(pieces);
        if self.pieces <= LIMIT {
            return Ok(());
        }
        Err(Problem {
            message: format!("the file has more than {LIMIT} paragraphs and cells of tables"),
            line: Some(line),
            help: "pages about endpoints have a few hundred: save the page itself".to_owned(),
        })
    }

    fn add(&mut self, raw: RawBlock) -> Result<(), Problem> {
        self.count(1, raw.block.line)?;
        self.all.push(raw);
        Ok(())
    }
}
