//! Reads the known values of fields.

use crate::document::Table;
use crate::{FindingKind, Value};

use super::table::{Parameter, Remark, column};
use crate::facts::findings::Findings;
use crate::facts::template::text::{cell, is_one_of, quoted};
use crate::facts::template::words;

/// Maximum number of values of a field.
const MOST: usize = 1_000;

/// The values in a table of values.
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
        let mut found =
            Value { value: unquoted(&written).to_owned(), about: text(about), line: row.line };
        if let Some((number, remark)) = number_with_remark(&written) {
            let message = format!("the value `{number}` has a remark after it");
            findings.add(FindingKind::BrokenTable, row.line, message);
            found.value = number.to_owned();
            found.about.push_str(remark);
        }
        if found.value.is_empty() {
            findings.add(
                FindingKind::BrokenTable,
                row.line,
                "a row in a table of values has no value: it was left out",
            );
        } else if values.iter().any(|known| known.value == found.value) {
            let message = "a value is listed twice in its table: the first row was used";
            findings.add(FindingKind::BrokenTable, row.line, message);
        } else {
            values.push(found);
        }
    }
    values
}

/// A value without the quotes around it.
fn unquoted(written: &str) -> &str {
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('`', '`')];
    let inner = pairs.iter().find_map(|(open, close)| {
        let inner = written.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some(inner)
    });
    inner.map_or(written, str::trim)
}

/// A number, and the remark in parentheses after it: `2（已废弃）`.
fn number_with_remark(written: &str) -> Option<(&str, &str)> {
    let (number, remark) = written.split_at(written.find(['(', '（'])?);
    let number = number.trim_end();
    (number.parse::<i64>().is_ok() && remark.ends_with([')', '）'])).then_some((number, remark))
}

/// The values in a cell of the column of enumerations, where it lists them itself: `0：off；1：on`.
pub(super) fn of_cell(row: &Parameter, remarks: &mut Vec<Remark>) -> Vec<Value> {
    let Some(text) = cell(&row.values.text) else { return Vec::new() };
    if !row.values.links.is_empty() || is_one_of(text, words::COLUMN_VALUES) {
        return Vec::new();
    }
    let parts = text.split([';', '；', '、', ',', '，', '\n']).flat_map(by_white_space).take(MOST);
    let values: Vec<_> =
        parts.filter(|part| !part.is_empty()).map(|part| value(part, row.line)).collect();
    let alone = values.len() == 1;
    let plain = |value: &Value| {
        let known =
            value.value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        known && !value.value.is_empty() && !holds_a_value(&value.about, alone)
    };
    let twice =
        |value: &Value| values.iter().filter(|other| other.value == value.value).count() > 1;
    if values.iter().all(plain) && !values.iter().any(twice) {
        return values;
    }
    let words = format!(
        "the values of {} in the column of enumerations could not be read: they were left out",
        quoted(&row.name)
    );
    remarks.push((FindingKind::UnclearValues, words));
    Vec::new()
}

/// The separators between a value and its meaning.
const MARKS: [char; 3] = [':', '：', '='];

/// Splits a part such as `0:off 1:on` into values: all are numbers, or all are identifiers.
fn by_white_space(part: &str) -> Vec<&str> {
    let part = part.trim();
    let is_number = |value: &str| value.parse::<i64>().is_ok();
    let mut found = Vec::new();
    let mut start = 0;
    if let Some(first) = named(part) {
        for (at, space) in part.char_indices().filter(|(_, c)| c.is_whitespace()) {
            let next = named(&part[at + space.len_utf8()..]);
            if next.is_some_and(|next| is_number(next) == is_number(first)) {
                found.push(part[start..at].trim());
                start = at;
            }
        }
    }
    found.push(part[start..].trim());
    found
}

/// The number or identifier at the beginning of a text, if its meaning follows.
fn named(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))?;
    (end > 0 && text[end..].starts_with(MARKS)).then_some(&text[..end])
}

/// Whether a meaning seems to contain another value: a number before a separator, or a word if no other value was found.
/// A time of day is not a value.
fn holds_a_value(meaning: &str, alone: bool) -> bool {
    meaning.match_indices(MARKS).any(|(at, mark)| {
        let last = meaning[..at].trim_end().chars().next_back();
        let is_time = meaning[at + mark.len()..].starts_with(|c: char| c.is_ascii_digit());
        let is_value = |c: char| c.is_ascii_digit() || alone && c.is_ascii_alphabetic();
        last.is_some_and(is_value) && !is_time
    })
}

fn value(part: &str, line: u32) -> Value {
    let (value, about) = part.split_once(MARKS).unwrap_or((part, ""));
    Value { value: value.trim().to_owned(), about: about.trim().to_owned(), line }
}
