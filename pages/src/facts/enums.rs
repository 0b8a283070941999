//! The known values of fields.

use crate::document::Table;
use crate::{FindingKind, Value};

use super::findings::Findings;
use super::table::{Parameter, column};
use super::text::{cell, is_one_of};
use super::words;

/// More values than any field has.
const MOST: usize = 1_000;

/// The rows of a table of values.
pub(super) fn of_table(table: &Table, line: u32, findings: &mut Findings) -> Vec<Value> {
    let value = column(table, words::COLUMN_VALUES)
        .or_else(|| column(table, words::COLUMN_VALUE))
        .or_else(|| column(table, words::COLUMN_NAME));
    let Some(value) = value else {
        findings.add(FindingKind::BrokenTable, line, "a table of values has no column of values");
        return Vec::new();
    };
    let about = column(table, words::COLUMN_ABOUT);
    let mut values: Vec<Value> = Vec::new();
    for row in table.rows.iter().take(MOST) {
        let text = |column: Option<usize>| {
            let cell = column.and_then(|column| row.cells.get(column));
            cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
        };
        let written = text(Some(value));
        let found =
            Value { value: unquoted(&written).to_owned(), about: text(about), line: row.line };
        if found.value.is_empty() {
            findings.add(
                FindingKind::BrokenTable,
                row.line,
                "a row of values has no value, it was left out",
            );
        } else if values.iter().any(|known| known.value == found.value) {
            let words = "a value stands twice in its table, the first row was taken";
            findings.add(FindingKind::BrokenTable, row.line, words);
        } else {
            values.push(found);
        }
    }
    values
}

/// A value without the quotes around it, which show that it is text.
fn unquoted(written: &str) -> &str {
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('`', '`')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = written.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    inner.map_or(written, str::trim)
}

/// The values in a cell of the column of enumerations, where it lists them itself: `0：off；1：on`.
pub(super) fn of_cell(row: &Parameter, findings: &mut Findings) -> Vec<Value> {
    let Some(text) = cell(&row.values.text) else { return Vec::new() };
    if !row.values.links.is_empty() || is_one_of(text, words::COLUMN_VALUES) {
        return Vec::new();
    }
    let parts = text.split([';', '；', '、', ',', '，', '\n']).map(str::trim).take(MOST);
    let values: Vec<_> =
        parts.filter(|part| !part.is_empty()).map(|part| value(part, row.line)).collect();
    let plain = |value: &Value| {
        let known =
            value.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        known && !value.value.is_empty()
    };
    let twice =
        |value: &Value| values.iter().filter(|other| other.value == value.value).count() > 1;
    if values.iter().all(plain) && !values.iter().any(twice) {
        return values;
    }
    let words = "a cell of the column of enumerations doesn't list plain values, it was left out";
    findings.add(FindingKind::BrokenTable, row.line, words);
    Vec::new()
}

fn value(part: &str, line: u32) -> Value {
    let (value, about) = part.split_once([':', '：', '=']).unwrap_or((part, ""));
    Value { value: value.trim().to_owned(), about: about.trim().to_owned(), line }
}
