//! Collects a table cell by cell.

use std::collections::BTreeMap;

use crate::Problem;
use crate::document::raw_block::RawBlocks;
use crate::document::{Inline, Row, Table};

/// Maximum total size in bytes of cells that span several rows or columns. Real tables have few of them, but an
/// attribute could claim a million rows.
const SPANNED: usize = 1 << 16;

pub(super) struct TableMaker {
    line: u32,
    rows: Vec<Row>,
    row: Option<Row>,
    /// The open cell: how many columns and rows it spans.
    cell: Option<(usize, usize)>,
    /// By column, the text of a cell that spans down from above, and for how many more rows.
    carried: BTreeMap<usize, (usize, String)>,
    /// How many of the `SPANNED` bytes are left.
    left: usize,
    /// How many nested tables are open.
    pub(super) nested: u32,
}

impl TableMaker {
    pub(super) fn new(line: u32) -> Self {
        let carried = BTreeMap::new();
        Self { line, rows: Vec::new(), row: None, cell: None, carried, left: SPANNED, nested: 0 }
    }

    /// Whether a cell is open.
    pub(super) fn in_cell(&self) -> bool {
        self.cell.is_some()
    }

    pub(super) fn begin_row(&mut self, line: u32) {
        self.row = Some(Row { line, cells: Vec::new() });
    }

    pub(super) fn begin_cell(&mut self, line: u32, columns: usize, rows: usize) {
        let row = self.row.get_or_insert_with(|| Row { line, cells: Vec::new() });
        carry(&mut self.carried, &mut row.cells);
        self.cell = Some((columns.max(1), rows.max(1)));
    }

    /// Ends the open cell, if there is one.
    pub(super) fn end_cell(
        &mut self,
        inline: Inline,
        raw_blocks: &mut RawBlocks,
    ) -> Result<(), Problem> {
        let (Some((columns, rows)), Some(row)) = (self.cell.take(), &mut self.row) else {
            return Ok(());
        };
        raw_blocks.count(1, row.line)?;
        let more = columns.saturating_mul(rows) - 1;
        let bytes = more.saturating_mul(inline.text.len() + size_of::<Inline>());
        let (columns, rows) = if bytes <= self.left { (columns, rows) } else { (1, 1) };
        self.left -= if columns * rows > 1 { bytes } else { 0 };
        for column in row.cells.len()..row.cells.len() + columns {
            if rows > 1 {
                self.carried.insert(column, (rows - 1, inline.text.clone()));
            }
        }
        row.cells.push(inline);
        row.cells.extend((1..columns).map(|_| Inline::default()));
        Ok(())
    }

    /// Ends the open row, if there is one; an empty row is left out.
    pub(super) fn end_row(&mut self, raw_blocks: &mut RawBlocks) -> Result<(), Problem> {
        let Some(mut row) = self.row.take() else { return Ok(()) };
        carry(&mut self.carried, &mut row.cells);
        raw_blocks.count(1, row.line)?;
        if !row.cells.is_empty() {
            self.rows.push(row);
        }
        Ok(())
    }

    /// The table and the line in which it begins; its first row is the header.
    pub(super) fn table(self) -> Option<(u32, Table)> {
        let mut rows = self.rows.into_iter();
        let header = rows.next()?.cells;
        Some((self.line, Table { header, rows: rows.collect(), ..Table::default() }))
    }
}

/// Adds the cells that span down from above, up to the first column without one.
fn carry(carried: &mut BTreeMap<usize, (usize, String)>, cells: &mut Vec<Inline>) {
    while let Some((rows, text)) = carried.get_mut(&cells.len()) {
        *rows -= 1;
        if *rows == 0 {
            let column = cells.len();
            let text = std::mem::take(text);
            carried.remove(&column);
            cells.push(Inline::plain(text));
        } else {
            cells.push(Inline::plain(text.as_str()));
        }
    }
}
