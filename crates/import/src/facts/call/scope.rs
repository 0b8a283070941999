//! Reads the scope table: which kinds of account may call.

use crate::document::{BlockKind, Table};
use crate::{Account, Admission, FindingKind};

use crate::facts::findings::Findings;
use crate::facts::template::regions::{self, Kind, Region};
use crate::facts::template::text::{inline, is_one_of, key, says_one_of};
use crate::facts::template::words::{self, Words};

/// Maximum number of kinds of account.
const MOST: usize = 200;

/// The kinds of account in the table, if there is one, and whether all other kinds are excluded.
pub(in crate::facts) fn read(
    regions: &[Region<'_>],
    findings: &mut Findings,
) -> (Option<Vec<Account>>, bool) {
    let blocks = regions::blocks(regions, &Kind::Scope);
    let tables = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some((block.line, table)),
        _ => None,
    });
    let mut accounts: Option<Vec<Account>> = None;
    for (line, table) in tables {
        for (name, mark, line) in cells(table, line) {
            let accounts = accounts.get_or_insert_default();
            if accounts.iter().any(|account| account.name == name) {
                findings.add(
                    FindingKind::Template,
                    line,
                    "a kind of account is listed twice in the scope table: the first one was used",
                );
                continue;
            }
            match admission(&mark) {
                Some(admission) => {
                    if admission == Admission::Yes && has_other_words(&mark) {
                        let message = "the scope table has text beside a tick, which may be a condition: it was read as yes";
                        findings.add(FindingKind::Template, line, message);
                    }
                    accounts.push(Account { name, admission });
                }
                None => findings.add(
                    FindingKind::Template,
                    line,
                    "the scope table has a mark that means neither yes nor no: its account was left out",
                ),
            }
        }
    }
    let excluded = blocks.iter().filter_map(|block| inline(block)).any(|inline| {
        let lines = inline.text.lines();
        let excludes = |line: &str| {
            says_one_of(line, words::OTHERS) && says_one_of(line, words::OTHERS_REFUSED)
        };
        excludes(&inline.text) || lines.into_iter().any(excludes)
    });
    (accounts, excluded)
}

/// Each kind of account with its mark and line: the table has a column, or a row, for each.
fn cells(table: &Table, line: u32) -> Vec<(String, String, u32)> {
    let text = |cell: Option<&crate::Inline>| {
        cell.map(|cell| cell.text.trim().to_owned()).unwrap_or_default()
    };
    let first = table.header.first().map(|cell| cell.text.as_str()).unwrap_or_default();
    let cells: Vec<_> = if is_one_of(first, words::COLUMN_ACCOUNT) {
        let row = |row: &crate::Row| (text(row.cells.first()), text(row.cells.get(1)), row.line);
        table.rows.iter().map(row).collect()
    } else {
        let row = table.rows.first();
        let mark = |column: usize| text(row.and_then(|row| row.cells.get(column)));
        let line = row.map_or(line, |row| row.line);
        let columns = table.header.iter().enumerate();
        columns.map(|(column, name)| (name.text.trim().to_owned(), mark(column), line)).collect()
    };
    cells.into_iter().filter(|(name, _, _)| !name.is_empty()).take(MOST).collect()
}

fn admission(mark: &str) -> Option<Admission> {
    let key = key(mark);
    // A tick or a word for yes before a condition doesn't remove the condition.
    let ends = |words: Words| words.iter().any(|word| key.ends_with(word));
    if words::UNCONDITIONAL.are_in(&key) {
        return Some(Admission::Yes);
    } else if ends(words::ON_APPLICATION) {
        return Some(Admission::OnApplication);
    } else if ends(words::VERIFIED) {
        return Some(Admission::Verified);
    } else if mark.contains(words::TICKS) {
        return Some(Admission::Yes);
    }
    if key.is_empty() {
        let plain = mark.chars().all(|c| words::CROSSES.contains(&c) || c == '\u{fe0f}');
        return plain.then_some(Admission::No);
    }
    if words::YES.has(&key) {
        Some(Admission::Yes)
    } else if words::NO.has(&key) || key == "x" || key == "不支持" {
        Some(Admission::No)
    } else {
        None
    }
}

/// Whether a mark has more text than a word for yes.
fn has_other_words(mark: &str) -> bool {
    let key = key(mark);
    !key.is_empty() && !words::YES.has(&key) && !words::UNCONDITIONAL.are_in(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        assert_eq!(admission("✔"), Some(Admission::Yes));
        assert_eq!(admission("✔️"), Some(Admission::Yes));
        assert_eq!(admission(""), Some(Admission::No));
        assert_eq!(admission("✘"), Some(Admission::No));
        assert_eq!(admission("需申请"), Some(Admission::OnApplication));
        assert_eq!(admission("Need to apply"), Some(Admission::OnApplication));
        assert_eq!(admission("仅认证"), Some(Admission::Verified));
        assert_eq!(admission("Verified only"), Some(Admission::Verified));
        assert_eq!(admission("perhaps"), None);
    }
}
