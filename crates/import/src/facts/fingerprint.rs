//! The fingerprint of a page, which changes with its text but not with the form in which it was saved.

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::Xxh3;

use crate::document::{BlockKind, Document};

use super::template::text::{is_one_of, without_number};
use super::template::words;

/// A hash of the page's letters, digits and ticks, as 16 hex digits. White space, punctuation, link targets and the
/// frame around the page are not part of it, because they differ between forms.
pub(super) fn of(document: &Document) -> String {
    let mut hash = Xxh3::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => add(&mut hash, without_number(&text.text)),
            BlockKind::Paragraph(text) | BlockKind::Item(text) => {
                for line in text.text.lines().filter(|line| !is_one_of(line, words::BOILERPLATE)) {
                    add(&mut hash, line);
                }
            }
            BlockKind::Code { text, .. } => add(&mut hash, text),
            BlockKind::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| &row.cells);
                for cell in table.header.iter().chain(rows) {
                    add(&mut hash, &cell.text);
                }
            }
        }
    }
    format!("{:016x}", hash.digest())
}

fn add(hash: &mut Xxh3, text: &str) {
    let text: Vec<char> = text.nfkc().collect();
    let mut bytes = [0; 4];
    for (index, c) in text.iter().enumerate() {
        if tells(&text, index, *c) {
            hash.update(c.encode_utf8(&mut bytes).as_bytes());
        }
    }
}

/// Whether a character is part of the hash: letters, digits, ticks, crosses, and `-` and `.` in a number.
fn tells(text: &[char], index: usize, c: char) -> bool {
    let digit = |index: Option<usize>| {
        index.and_then(|index| text.get(index)).is_some_and(char::is_ascii_digit)
    };
    match c {
        '-' => digit(index.checked_add(1)) && (index == 0 || !text[index - 1].is_alphanumeric()),
        '.' => digit(index.checked_add(1)) && digit(index.checked_sub(1)),
        c => {
            c.is_alphanumeric()
                || words::TICKS.contains(&c)
                || words::CROSSES.contains(&c) && c > '\u{2000}' && !matches!(c, '—' | '–')
        }
    }
}
