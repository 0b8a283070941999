//! Normalises text for comparison, and turns blocks into text.

use unicode_normalization::UnicodeNormalization;

use super::words::Words;
use crate::document::{Block, BlockKind, Inline, Table};

/// The letters and digits of a text in lower case and half width, for comparison.
pub(in crate::facts) fn key(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The [`key`] of a heading without its number, such as `5.1`.
pub(in crate::facts) fn heading_key(text: &str) -> String {
    key(without_number(text))
}

/// A heading without its number, such as `5.1`, and without an anchor mark.
pub(in crate::facts) fn without_number(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c == '#' || c.is_whitespace()).trim_end();
    let text = text.strip_suffix(" #").unwrap_or(text);
    let rest = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | '、' | '．' | ' ' | '\u{a0}')
    });
    if rest.is_empty() { text.trim() } else { rest.trim() }
}

/// Whether the text is one of the words.
pub(in crate::facts) fn is_one_of(text: &str, words: Words) -> bool {
    words.has(&key(text))
}

/// Whether the text contains one of the words.
pub(in crate::facts) fn says_one_of(text: &str, words: Words) -> bool {
    words.are_in(&key(text))
}

/// The text after the colon, if the text before it is one of the words.
pub(in crate::facts) fn after_label(text: &str, words: Words) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：'])?;
    is_one_of(label, words).then_some(rest.trim())
}

/// Whether a text can be the name of a field.
pub(in crate::facts) fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '@'))
        && text.chars().any(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A name in backticks for a message; a placeholder if it is not a plain name.
pub(in crate::facts) fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_ascii_graphic() && c != '`');
    if plain && !name.is_empty() && name.len() <= 80 {
        format!("`{name}`")
    } else {
        "(an invalid name)".to_owned()
    }
}

/// The text of a cell; `None` if it is empty or only a dash.
pub(in crate::facts) fn cell(text: &str) -> Option<&str> {
    let text = text.trim();
    (!text.is_empty() && !matches!(text, "-" | "—" | "–" | "－" | "/")).then_some(text)
}

/// The text of a heading, a paragraph or an item.
pub(in crate::facts) fn inline(block: &Block) -> Option<&Inline> {
    match &block.kind {
        BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) | BlockKind::Item(text) => {
            Some(text)
        }
        BlockKind::Table(_) | BlockKind::Code { .. } => None,
    }
}

/// The lines of a text with their numbers; `first` is the number of the first one.
pub(in crate::facts) fn numbered(text: &str, first: u32) -> impl Iterator<Item = (&str, u32)> {
    let number = move |index| first.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
    text.lines().enumerate().map(move |(index, line)| (line, number(index)))
}

/// A block as text for notes and descriptions.
pub(in crate::facts) fn prose(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { text, .. } => without_number(&text.text).to_owned(),
        BlockKind::Paragraph(text) => text.text.trim().to_owned(),
        BlockKind::Item(text) => format!("- {}", text.text.trim()),
        BlockKind::Code { text, .. } => text.trim_end().to_owned(),
        BlockKind::Table(table) => rows(table),
    }
}

fn rows(table: &Table) -> String {
    let line = |cells: &[Inline]| {
        let cells: Vec<_> = cells.iter().map(|cell| cell.text.trim()).collect();
        cells.join(" | ")
    };
    let header = std::iter::once(line(&table.header));
    let lines: Vec<_> = header.chain(table.rows.iter().map(|row| line(&row.cells))).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_only_letters_and_digits() {
        assert_eq!(key("请求体 `Request Payload`（１）"), "请求体requestpayload1");
        assert_eq!(heading_key("# 5.1 HTTP示例："), "http示例");
        assert_eq!(heading_key("4、 Note"), "note");
    }

    #[test]
    fn keeps_a_heading_that_is_a_number() {
        assert_eq!(without_number("2.0"), "2.0");
    }

    #[test]
    fn accepts_both_kinds_of_colons_after_labels() {
        assert_eq!(
            after_label("接口英文名：refund", crate::facts::template::words::NAME),
            Some("refund")
        );
        assert_eq!(
            after_label("Interface name: refund", crate::facts::template::words::NAME),
            Some("refund")
        );
        assert_eq!(after_label("The refund: see above", crate::facts::template::words::NAME), None);
    }

    #[test]
    fn quotes_only_names() {
        assert_eq!(quoted("a.b[]"), "`a.b[]`");
        assert_eq!(quoted("剧目 id"), "(an invalid name)");
    }
}
