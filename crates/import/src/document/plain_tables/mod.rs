//! Tables of which nothing but the text is left: a line for each row, its cells apart by tabs, by
//! spaces, or by nothing at all.

mod header;
mod row;

use super::raw_block::{Draft, Drafts};
use super::{Block, BlockKind, Inline, Row, Table};
use crate::Problem;
use header::Header;

/// The drafts, with the tables among their paragraphs found.
pub(super) fn find(drafts: &mut Drafts) -> Result<(), Problem> {
    let mut finder = Finder { all: Vec::with_capacity(drafts.all.len()), open: None };
    for draft in std::mem::take(&mut drafts.all) {
        match &draft.block.kind {
            BlockKind::Paragraph(words) if !draft.marked => {
                if finder.open.is_some() || words.text.split('\n').any(header::may_be) {
                    finder.paragraph(&draft, words, drafts)?;
                    continue;
                }
            }
            _ => finder.end(),
        }
        finder.all.push(draft);
    }
    finder.end();
    drafts.all = finder.all;
    Ok(())
}

struct Finder {
    all: Vec<Draft>,
    open: Option<Open>,
}

/// A table whose next row may still come.
struct Open {
    line: u32,
    text: String,
    header: Header,
    rows: Vec<Row>,
}

impl Finder {
    fn paragraph(
        &mut self,
        draft: &Draft,
        words: &Inline,
        drafts: &mut Drafts,
    ) -> Result<(), Problem> {
        let mut rest: Vec<(u32, &str)> = Vec::new();
        for (number, text) in draft.lines(words) {
            if let Some(open) = &mut self.open {
                if let Some(cells) = open.header.row(text) {
                    drafts.count(cells.len() + 1, number)?;
                    open.rows.push(Row { line: number, cells });
                    continue;
                }
                self.end();
            }
            match Header::of(text) {
                Some(header) => {
                    self.all.extend(Draft::part(&std::mem::take(&mut rest), words));
                    let text = text.to_owned();
                    self.open = Some(Open { line: number, text, header, rows: Vec::new() });
                }
                None => rest.push((number, text)),
            }
        }
        self.all.extend(Draft::part(&rest, words));
        Ok(())
    }

    fn end(&mut self) {
        let Some(Open { line, text, header, mut rows }) = self.open.take() else { return };
        if rows.is_empty() {
            self.all.extend(Draft::part(&[(line, &text)], &Inline::default()));
            return;
        }
        header.settle(&mut rows);
        let run_together = header.is_run_together();
        let header = header.names.into_iter().map(Inline::plain).collect();
        let kind = BlockKind::Table(Table { header, rows, run_together });
        self.all.push(Draft { block: Block { line, kind }, breaks: Vec::new(), marked: true });
    }
}
