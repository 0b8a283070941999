//! Listings that nothing marks as such: paragraphs become code where they can only be that.

mod kind;
mod run;

use super::{Block, BlockKind, Inline, draft::Draft, words};
use run::Run;

/// The blocks, with the listings among their paragraphs found; and whether the last one is still open.
pub(super) fn find(drafts: Vec<Draft>) -> (Vec<Block>, bool) {
    let mut finder = Finder { blocks: Vec::with_capacity(drafts.len()), run: None };
    for draft in drafts {
        finder.draft(draft);
    }
    let open = finder.run.as_ref().is_some_and(Run::is_open);
    finder.end();
    (finder.blocks, open)
}

struct Finder {
    blocks: Vec<Block>,
    run: Option<Run>,
}

impl Finder {
    fn draft(&mut self, draft: Draft) {
        let Draft { block, breaks, marked } = draft;
        let Block { line, kind } = block;
        match kind {
            BlockKind::Paragraph(words) if !marked => self.paragraph(line, &breaks, words),
            // What is indented within a listing is part of it.
            BlockKind::Code { text, .. }
                if !marked && self.run.as_ref().is_some_and(Run::is_open) =>
            {
                for (number, text) in (line..).zip(text.lines()) {
                    if !self.takes(number, text) {
                        self.blocks.push(paragraph(number, text, &Inline::default()));
                    }
                }
            }
            kind => {
                self.end();
                self.blocks.push(Block { line, kind });
            }
        }
    }

    /// Takes a paragraph's lines as those of listings, and leaves the rest of it as it is.
    fn paragraph(&mut self, line: u32, breaks: &[u32], words: Inline) {
        let numbers = || std::iter::once(line).chain(breaks.iter().copied());
        let mut rest: Option<(u32, String)> = None;
        for (number, text) in numbers().zip(words.text.split('\n')) {
            let listed = self.takes(number, text);
            match &mut rest {
                Some((first, text)) if listed => {
                    self.blocks.push(paragraph(*first, text, &words));
                    rest = None;
                }
                Some((_, all)) => {
                    all.push('\n');
                    all.push_str(text);
                }
                None if listed => {}
                None => rest = Some((number, text.to_owned())),
            }
        }
        match rest {
            Some((_, text)) if text.len() == words.text.len() => {
                self.blocks.push(Block { line, kind: BlockKind::Paragraph(words) });
            }
            Some((first, text)) => self.blocks.push(paragraph(first, &text, &words)),
            None => {}
        }
    }

    /// Whether a line is one of a listing; what it doesn't continue has ended.
    fn takes(&mut self, number: u32, text: &str) -> bool {
        let text: String = text.chars().filter(|c| !words::invisible(*c)).collect();
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

/// Lines of a paragraph without those around them, with the links among them.
fn paragraph(line: u32, text: &str, whole: &Inline) -> Block {
    let mut words = Inline::plain(text);
    words.links = whole.links.iter().filter(|link| text.contains(&link.text)).cloned().collect();
    words.code = whole.code.iter().filter(|code| text.contains(&**code)).cloned().collect();
    Block { line, kind: BlockKind::Paragraph(words) }
}
