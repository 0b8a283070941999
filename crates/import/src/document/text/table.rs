//! Tables of Markdown, with or without bars around them, and with or without a rule below the header.

use super::lines::Lines;
use super::marks;
use crate::Problem;
use crate::document::raw_block::RawBlocks;
use crate::document::{Inline, Row, Table, columns, inline};

/// How a table's rows are written.
#[derive(Clone, Copy)]
struct Bars {
    left: bool,
    right: bool,
}

/// Whether a table begins in this line: a rule is below it, or it is a header of the template with a row below it.
pub(super) fn begins(line: &str, below: &str) -> bool {
    has_bar(line) && (is_rule(below) || has_bar(below) && is_header(line))
}

/// Whether a line can only be a header of the template.
fn is_header(line: &str) -> bool {
    let names: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
    names.iter().all(|name| columns::is_account(name))
        || names.len() > 1 && columns::is_first(names[0]) && columns::is_known(names[1])
}

/// Whether a line is the rule between a table's header and its rows.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains('-')
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// Reads the table whose header is the next line.
pub(super) fn read<'t>(
    lines: &mut Lines<'t>,
    verbatim: bool,
    raw_blocks: &mut RawBlocks,
) -> Result<Table, Problem> {
    let unquoted = |line: Option<(u32, &'t str)>| {
        line.map_or((0, ""), |(number, line)| (number, marks::unquoted(line).1.trim()))
    };
    let (number, header) = unquoted(lines.next());
    let (_, below) = unquoted(lines.peek());
    // The rule has the bars of the rows; the header may have lost its last one.
    let rule = is_rule(below);
    let right = if rule { below } else { header };
    let bars = Bars { left: header.starts_with('|'), right: right.ends_with('|') };
    if rule {
        lines.next();
    }
    let cells = |line: &str, number, raw_blocks: &mut RawBlocks| -> Result<Vec<Inline>, Problem> {
        let cells = split(line, bars);
        raw_blocks.count(cells.len() + 1, number)?;
        Ok(cells.into_iter().map(|cell| inline_of(cell, verbatim)).collect())
    };
    let mut table = Table { header: cells(header, number, raw_blocks)?, ..Table::default() };
    while let Some((line, row)) = lines.peek() {
        let (_, row) = marks::unquoted(row);
        if !has_bar(row) || marks::is_section(row) || marks::is_fence(row) {
            break;
        }
        lines.next();
        let mut text = row.trim().to_owned();
        if bars.right && !ends(&text) && split(&text, bars).len() <= table.header.len() {
            continue_row(lines, &mut text);
            if lines.peek().is_none() && !ends(&text) {
                raw_blocks.truncated = Some(line);
            }
        }
        table.rows.push(Row { line, cells: cells(&text, line, raw_blocks)? });
    }
    Ok(table)
}

/// Maximum number of lines of a row.
const ROW_LINES: usize = 32;

/// Adds the following lines to a row, up to the line with its last bar: the text of a cell may have several lines.
fn continue_row(lines: &mut Lines<'_>, row: &mut String) {
    let mut ahead = *lines;
    let start = row.len();
    for (_, line) in ahead.by_ref().take(ROW_LINES) {
        let line = marks::unquoted(line).1.trim();
        if line.is_empty() || marks::heading(line).is_some() || line.starts_with('|') {
            break;
        }
        row.push('\n');
        row.push_str(line);
        if ends(line) {
            *lines = ahead;
            return;
        }
    }
    row.truncate(start);
}

fn inline_of(cell: &str, verbatim: bool) -> Inline {
    let cell = cell.replace("\\|", "|");
    inline::of_lines(cell.trim().split('\n'), verbatim)
}

/// Whether a row has its last bar.
fn ends(row: &str) -> bool {
    row.ends_with('|') && !row.ends_with("\\|")
}

/// Whether a line has a bar that separates cells.
fn has_bar(line: &str) -> bool {
    line.contains('|') && bars(line).next().is_some()
}

/// The positions of the bars that aren't escaped.
fn bars(row: &str) -> impl Iterator<Item = usize> + '_ {
    let mut escaped = false;
    row.bytes().enumerate().filter_map(move |(index, byte)| {
        let bar = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        bar.then_some(index)
    })
}

fn split(row: &str, style: Bars) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    for bar in bars(row) {
        if !(bar == 0 && style.left) {
            cells.push(&row[start..bar]);
        }
        start = bar + 1;
    }
    if start < row.len() || !style.right {
        cells.push(&row[start..]);
    }
    cells
}
