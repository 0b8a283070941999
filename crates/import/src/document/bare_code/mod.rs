//! Code blocks without a fence: finds the lines of paragraphs that can only be code.

mod kind;
mod run;

use super::raw_block::{RawBlock, RawBlocks};
use super::{Block, BlockKind, Inline, inline};
use crate::Problem;
use run::Run;

/// Returns the blocks, with code found among the paragraphs, and whether the last code block is incomplete.
///
/// # Errors
///
/// Returns an error if there are more blocks than a page can have.
pub(super) fn find(raw_blocks: &mut RawBlocks) -> Result<(Vec<Block>, bool), Problem> {
    let all = std::mem::take(&mut raw_blocks.all);
    let mut finder = Finder { blocks: Vec::with_capacity(all.len()), run: None };
    for raw in all {
        let (line, before) = (raw.block.line, finder.blocks.len());
        finder.raw(raw);
        // The raw block itself has been counted already.
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
            BlockKind::Paragraph(inline) if !raw.marked => self.paragraph(&raw, inline),
            // An indented block within a code block is part of it.
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

    /// Moves the lines of code out of a paragraph, and keeps the other lines as they are.
    fn paragraph(&mut self, raw: &RawBlock, inline: &Inline) {
        let mut rest = Vec::new();
        for (number, text) in raw.lines(inline) {
            if self.takes(number, text) {
                self.leave(&std::mem::take(&mut rest), inline);
            } else {
                rest.push((number, text));
            }
        }
        self.leave(&rest, inline);
    }

    fn leave(&mut self, lines: &[(u32, &str)], inline: &Inline) {
        self.blocks.extend(RawBlock::part(lines, inline).map(|raw| raw.block));
    }

    fn is_open(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_open)
    }

    /// Whether the line is code. If it doesn't continue the current code block, that block ends.
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
