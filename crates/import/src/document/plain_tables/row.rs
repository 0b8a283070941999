//! Splits a row into cells by its text.

use crate::document::columns;

/// The name of a parameter, its type, whether it is required (if there is such a column; empty if the line doesn't
/// say so), and the rest. A line that can be split in several ways is one cell.
pub(super) fn parameter(line: &str, spaced: bool, required: bool) -> Option<Vec<&str>> {
    if !line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let Some((name, ty, rest)) = typed(line, spaced)? else { return Some(vec![line]) };
    let rest = rest.trim_start();
    if !required {
        return Some(vec![name, ty, rest]);
    }
    let mark = mark(rest);
    Some(vec![name, ty, &rest[..mark], rest[mark..].trim_start()])
}

/// Name, type and rest. `Some(None)` if the line can be split in several ways, `None` if it is not a row.
fn typed(line: &str, spaced: bool) -> Option<Option<(&str, &str, &str)>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_.-[]".contains(c);
    let end = line.find(|c: char| !is_name(c)).unwrap_or(line.len());
    if spaced {
        let behind = line[end..].trim_start();
        let length = columns::type_prefix(behind).filter(|length| ends(&behind[*length..]))?;
        return Some(Some((&line[..end], &behind[..length], &behind[length..])));
    }
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    let found = match only(line, end, ends) {
        Found::None => only(line, end, digit),
        found => found,
    };
    match found {
        Found::One(start, length) => {
            Some(Some((&line[..start], &line[start..start + length], &line[start + length..])))
        }
        Found::Several => Some(None),
        // It is a row, but where its description begins is unknown.
        Found::None => (!matches!(only(line, end, |_| true), Found::None)).then_some(None),
    }
}

enum Found {
    None,
    /// The position and length of the type.
    One(usize, usize),
    Several,
}

/// Finds a type within the first `end` bytes of a line, if `may_follow` accepts the text after it.
fn only(line: &str, end: usize, may_follow: impl Fn(&str) -> bool) -> Found {
    let mut found = Found::None;
    for start in 1..end {
        let Some(length) = columns::type_prefix(&line[start..]) else { continue };
        if !may_follow(&line[start + length..]) {
            continue;
        }
        found = match found {
            // `array` in `objarray`.
            Found::One(first, size) if first + size == start + length => Found::One(first, size),
            Found::None => Found::One(start, length),
            _ => return Found::Several,
        };
    }
    found
}

/// Whether a type can end before this text: the text doesn't continue the name of a type.
fn ends(rest: &str) -> bool {
    mark(rest) > 0
        || rest.is_empty()
        || rest.starts_with(|c: char| !c.is_ascii() || c.is_ascii_uppercase() || c.is_whitespace())
}

/// The length of the mark that says whether a parameter is required.
fn mark(rest: &str) -> usize {
    let follows = |length: usize, not: &[char]| !rest[length..].starts_with(not);
    for (word, not) in [("是", &['否', '指', '不'][..]), ("否", &['则', '定'])] {
        if rest.starts_with(word) {
            return if follows(word.len(), not) { word.len() } else { 0 };
        }
    }
    for word in ["yes", "Yes", "no", "No"] {
        let behind = rest.strip_prefix(word);
        if behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_lowercase())) {
            return word.len();
        }
    }
    0
}

/// An error code or a value, and its meaning.
pub(super) fn value(line: &str) -> Option<Vec<&str>> {
    let digits = line.strip_prefix('-').unwrap_or(line);
    let number = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let word = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(line.len());
    let length = if number > 0 { line.len() - digits.len() + number } else { word };
    let rest = line[length..].trim_start();
    (length > 0 && !rest.is_empty()).then_some(vec![&line[..length], rest])
}
