//! Tables without marks: each line is a row, whose cells are separated by tabs, by spaces, or not at all.

mod header;
mod row;

use super::raw_block::{RawBlock, RawBlocks};
use super::{Block, BlockKind, Inline, Row, Table};
use crate::Problem;
use header::Header;

/// Finds the tables among the paragraphs.
pub(super) fn find(raw_blocks: &mut RawBlocks) -> Result<(), Problem> {
    let mut finder = Finder { all: Vec::with_capacity(raw_blocks.all.len()), open: None };
    for raw in std::mem::take(&mut raw_blocks.all) {
        match &raw.block.kind {
            BlockKind::Paragraph(inline) if !raw.marked => {
                if finder.open.is_some() || inline.text.split('\n').any(header::may_be) {
                    finder.paragraph(&raw, inline, raw_blocks)?;
                    continue;
                }
            }
            _ => finder.end(),
        }
        finder.all.push(raw);
    }
    finder.end();
    raw_blocks.all = finder.all;
    Ok(())
}

struct Finder {
    all: Vec<RawBlock>,
    open: Option<Open>,
}

/// A table that further rows may follow.
struct Open {
    line: u32,
    text: String,
    header: Header,
    rows: Vec<Row>,
}

impl Finder {
    fn paragraph(
        &mut self,
        raw: &RawBlock,
        inline: &Inline,
        raw_blocks: &mut RawBlocks,
    ) -> Result<(), Problem> {
        let mut rest: Vec<(u32, &str)> = Vec::new();
        for (number, text) in raw.lines(inline) {
            if let Some(open) = &mut self.open {
                if let Some(cells) = open.header.row(text) {
                    raw_blocks.count(cells.len() + 1, number)?;
                    open.rows.push(Row { line: number, cells });
                    continue;
                }
                self.end();
            }
            match Header::of(text) {
                Some(header) => {
                    self.all.extend(RawBlock::part(&std::mem::take(&mut rest), inline));
                    let text = text.to_owned();
                    self.open = Some(Open { line: number, text, header, rows: Vec::new() });
                }
                None => rest.push((number, text)),
            }
        }
        self.all.extend(RawBlock::part(&rest, inline));
        Ok(())
    }

    fn end(&mut self) {
        let Some(Open { line, text, header, mut rows }) = self.open.take() else { return };
        if rows.is_empty() {
            self.all.extend(RawBlock::part(&[(line, &text)], &Inline::default()));
            return;
        }
        header.settle(&mut rows);
        let run_together = header.is_run_together();
        let header = header.names.into_iter().map(Inline::plain).collect();
        let kind = BlockKind::Table(Table { header, rows, run_together });
        self.all.push(RawBlock { block: Block { line, kind }, breaks: Vec::new(), marked: true });
    }
}
