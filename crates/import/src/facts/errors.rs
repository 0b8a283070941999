//! Reads the tables and lists of error codes.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::document::{Block, BlockKind, Row, Table};
use crate::{ErrorRow, FindingKind};

use super::fields::table::column;
use super::findings::Findings;
use super::template::regions::{self, Kind, Region};
use super::template::text::{cell, inline, numbered};
use super::template::words;

/// The error codes of the section and of other sections about error codes, without 0, which is success.
pub(super) fn read(regions: &[Region<'_>], findings: &mut Findings) -> Vec<ErrorRow> {
    let mut found = Vec::new();
    let mut items: Vec<&Block> = Vec::new();
    for block in regions::blocks(regions, &Kind::Errors) {
        match &block.kind {
            BlockKind::Item(_) => items.push(block),
            BlockKind::Table(table) => found.extend(rows(table, block.line, findings)),
            BlockKind::Paragraph(text) => {
                found.extend(codes(&text.text, block.line).unwrap_or_default())
            }
            _ => {}
        }
    }
    found.extend(list(&items, findings));
    for block in regions::blocks(regions, &Kind::MoreErrors) {
        let BlockKind::Table(table) = &block.kind else { continue };
        if column(table, words::COLUMN_CODE).is_some() && meaning(table).is_some() {
            found.extend(rows(table, block.line, findings));
        }
    }
    each_once(found, findings)
}

/// The error codes without 0, each once.
fn each_once(found: Vec<ErrorRow>, findings: &mut Findings) -> Vec<ErrorRow> {
    let mut errors: Vec<ErrorRow> = Vec::new();
    let mut known = HashSet::new();
    for error in found {
        if known.contains(&error.code) {
            let message =
                format!("the error code `{}` is listed twice: the first row was used", error.code);
            findings.add(FindingKind::BrokenTable, error.line, message);
        } else if error.code != 0 {
            known.insert(error.code);
            errors.push(error);
        }
    }
    errors
}

/// The error codes of a list, if each item gives one.
fn list(items: &[&Block], findings: &mut Findings) -> Vec<ErrorRow> {
    let texts = || items.iter().filter_map(|item| Some((inline(item)?.text.as_str(), item.line)));
    let errors: Option<Vec<_>> = texts().map(|(text, line)| codes(text, line)).collect();
    if let Some(errors) = errors {
        return errors.into_iter().flatten().collect();
    }
    let begins =
        |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if let Some((_, line)) = texts().find(|(text, _)| begins(text)) {
        let message =
            "a list in the section of error codes has items that aren't codes: it was left out";
        findings.add(FindingKind::BrokenTable, line, message);
    }
    Vec::new()
}

/// The error codes of a text with lines such as `40001：凭证无效`.
fn codes(text: &str, line: u32) -> Option<Vec<ErrorRow>> {
    let code = |(text, line): (&str, u32)| {
        let (code, meaning) = text.split_once([':', '：'])?;
        let meaning = meaning.trim().to_owned();
        Some(ErrorRow { code: number(code)?, meaning, remedy: String::new(), line })
    };
    numbered(text, line).map(code).collect()
}

/// The column of meanings.
fn meaning(table: &Table) -> Option<usize> {
    column(table, words::COLUMN_MEANING).or_else(|| column(table, words::COLUMN_ABOUT))
}

fn rows(table: &Table, line: u32, findings: &mut Findings) -> Vec<ErrorRow> {
    let Some(code) = column(table, words::COLUMN_CODE) else {
        let message = "a table in the section of error codes has no column of codes";
        findings.add(FindingKind::BrokenTable, line, message);
        return Vec::new();
    };
    let meaning = meaning(table);
    let remedy = column(table, words::COLUMN_REMEDY);
    let text = |row: &Row, column: Option<usize>| {
        let cell = column.and_then(|column| row.cells.get(column));
        cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
    };
    let mut errors = Vec::new();
    for row in &table.rows {
        let written = text(row, Some(code));
        match numbers(&written) {
            Some(codes) => errors.extend(codes.into_iter().map(|code| ErrorRow {
                code,
                meaning: text(row, meaning),
                remedy: text(row, remedy),
                line: row.line,
            })),
            None if cell(&written).is_none()
                && row.cells.iter().all(|cell| cell.text.trim().is_empty()) => {}
            None => {
                let message = match range(&written) {
                    Some(range) => {
                        format!("`{range}` is more than one error code: its row was left out")
                    }
                    None => "an error code is not a number: its row was left out".to_owned(),
                };
                findings.add(FindingKind::BrokenTable, row.line, message);
            }
        }
    }
    errors
}

fn number(written: &str) -> Option<i64> {
    let plain: String = written.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
    let plain = plain.replace(['−', '–', '—', '‐', '‑'], "-");
    plain.parse().ok()
}

/// The error codes in a cell: one, or a list such as `40002、40003`.
fn numbers(written: &str) -> Option<Vec<i64>> {
    let parts = written.split(['、', ',', '，', ';', '；', '/', '\n']);
    parts.map(number).collect()
}

/// The text of a cell with several numbers, as written.
fn range(written: &str) -> Option<&str> {
    let plain =
        |c: char| c.is_ascii_digit() || matches!(c, '-' | '~' | ',' | '/' | ' ' | '.' | 'x' | 'X');
    (written.len() <= 60
        && written.chars().all(plain)
        && written.contains(|c: char| c.is_ascii_digit()))
    .then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_codes() {
        assert_eq!(number("-1"), Some(-1));
        assert_eq!(number(" －601033 "), Some(-601_033));
        assert_eq!(number("268490001"), Some(268_490_001));
        assert_eq!(number("40001-40003"), None);
        assert_eq!(number("其他"), None);
    }

    #[test]
    fn parses_lists_of_codes() {
        assert_eq!(numbers("40002、40003"), Some(vec![40002, 40003]));
        assert_eq!(numbers("-1 / -2"), Some(vec![-1, -2]));
        assert_eq!(numbers("40001-40003"), None);
        assert_eq!(numbers("40001，其他"), None);
    }

    #[test]
    fn recognises_ranges() {
        assert_eq!(range("40001-40003"), Some("40001-40003"));
        assert_eq!(range("4xxxx"), Some("4xxxx"));
        assert_eq!(range("其他"), None);
    }
}
