//! Listings that nothing marks as such: paragraphs become code where they can only be that.

mod kind;
mod run;

use super::raw_block::{RawBlock, RawBlocks};
use super::{Block, BlockKind, Inline, inline};
use crate::Problem;
use run::Run;

/// The blocks, with the listings among their paragraphs found; and whether the last one is still open.
///
/// # Errors
///
/// Taken apart, the paragraphs are more blocks than any page has.
pub(super) fn find(raw_blocks: &mut RawBlocks) -> Result<(Vec<Block>, bool), Problem> {
    let all = std::mem::take(&mut raw_blocks.all);
    let mut finder = Finder { blocks: Vec::with_capacity(all.len()), run: None };
    for raw in all {
        let (line, before) = (raw.block.line, finder.blocks.len());
        finder.raw(raw);
        // The raw itself has been counted.
        raw_blocks.count((finder.blocks.len() - before).saturating_sub(1), line)?;
    }
    let open = finder.is_open();
    finder.end();
    Ok((finder.blocks, open))
}

struct Finder {
    blocks: Vec<Block>,
    run: Option<Run>,
}

impl Finder {
    fn raw(&mut self, raw: RawBlock) {
        match &raw.block.kind {
            BlockKind::Paragraph(words) if !raw.marked => self.paragraph(&raw, words),
            // What is indented within a listing is part of it.
            BlockKind::Code { text, .. } if !raw.marked && self.is_open() => {
                for (number, text) in (raw.block.line..).zip(text.lines()) {
                    if !self.takes(number, text) {
                        self.leave(&[(number, text)], &Inline::default());
                    }
                }
            }
            _ => {
                self.end();
                self.blocks.push(raw.block);
            }
        }
    }

    /// Takes a paragraph's lines as those of listings, and leaves the rest of it as it is.
    fn paragraph(&mut self, raw: &RawBlock, words: &Inline) {
        let mut rest = Vec::new();
        for (number, text) in raw.lines(words) {
            if self.takes(number, text) {
                self.leave(&std::mem::take(&mut rest), words);
            } else {
                rest.push((number, text));
            }
        }
        self.leave(&rest, words);
    }

    fn leave(&mut self, lines: &[(u32, &str)], words: &Inline) {
        self.blocks.extend(RawBlock::part(lines, words).map(|raw| raw.block));
    }

    fn is_open(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_open)
    }

    /// Whether a line is one of a listing; what it doesn't continue has ended.
    fn takes(&mut self, number: u32, text: &str) -> bool {
        let text: String = text.chars().filter(|c| !inline::invisible(*c)).collect();
        if self.run.as_mut().is_some_and(|run| run.takes(number, &text)) {
            return true;
        }
        self.end();
        self.run = Run::begin(number, &text);
        self.run.is_some()
    }

    fn end(&mut self) {
        if let Some(run) = self.run.take() {
            self.blocks.push(run.block());
        }
    }
}
