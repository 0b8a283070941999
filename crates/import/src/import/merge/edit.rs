//! Edits of a spec's text at the places that its tree knows. The text around them stays as it is.

use std::ops::Range;

use weixin_spec::{Span, Spanned};

use crate::import::text::value::{Map, Value};
use weixin_spec::load::yaml::{Node, NodeKind};

/// A range of the text, and its replacement.
#[derive(Debug, PartialEq)]
pub(super) struct Edit {
    range: Range<usize>,
    with: String,
}

impl Edit {
    pub(super) fn apply(&self, text: &mut String) {
        text.replace_range(self.range.clone(), &self.with);
    }
}

/// An entry of a mapping.
pub(super) type Entry = (Spanned<String>, Node);

pub(super) fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        _ => &[],
    }
}

/// The entry of a key.
pub(super) fn entry<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    entries(node).iter().find(|(name, _)| name.value == key)
}

pub(super) fn value<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    entry(node, key).map(|(_, node)| node)
}

fn start(span: Span) -> usize {
    span.start as usize
}

/// Where an entry ends: behind its value, or behind the colon where there is none.
fn end_of_entry(text: &str, (key, node): &Entry) -> usize {
    end_of(text, node).max(after_colon(text, key))
}

fn after_colon(text: &str, key: &Spanned<String>) -> usize {
    let end = key.span.end as usize;
    text[end..].find(':').map_or(end, |colon| end + colon + 1)
}

/// Where a value ends; a collection that has a line for each entry ends with its last one.
fn end_of(text: &str, node: &Node) -> usize {
    let own = if is_flow(text, node) { node.span.end as usize } else { 0 };
    match &node.kind {
        NodeKind::Map(entries) if own == 0 => {
            entries.last().map_or(0, |entry| end_of_entry(text, entry))
        }
        NodeKind::List(items) if own == 0 => items.last().map_or(0, |item| end_of(text, item)),
        _ => node.span.end as usize,
    }
}

/// Whether a collection is within braces or brackets.
fn is_flow(text: &str, node: &Node) -> bool {
    let mark = match node.kind {
        NodeKind::Map(_) => '{',
        NodeKind::List(_) => '[',
        _ => return false,
    };
    text[start(node.span)..].starts_with(mark)
}

/// The column of a place.
fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].chars().count()
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// `key: value` as it is written at a column, without its first indentation and last line break.
fn written(key: &str, value: Value, column: usize) -> String {
    let mut map = Map::open();
    map.put(key, value);
    map.lines(column).trim().to_owned()
}

/// The same for a key that is a number.
fn written_number(key: i64, value: Value, column: usize) -> String {
    let mut map = Map::open();
    map.put_number(key, value);
    map.lines(column).trim().to_owned()
}

/// A key: a word, or a number of an enum or an error table.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    Word(&'a str),
    Number(i64),
}

impl Key<'_> {
    fn with(self, value: Value, column: usize) -> String {
        match self {
            Self::Word(key) => written(key, value, column),
            Self::Number(key) => written_number(key, value, column),
        }
    }

    fn flow(self, value: Value) -> String {
        let mut map = Map::new();
        match self {
            Self::Word(key) => map.put(key, value),
            Self::Number(key) => map.put_number(key, value),
        }
        let text = map.flow();
        let inner = text.strip_prefix("{ ").and_then(|text| text.strip_suffix(" }"));
        inner.unwrap_or(&text).to_owned()
    }
}

/// Gives an existing key another value.
pub(super) fn set(text: &str, within: &Node, key: &str, value: Value) -> Option<Edit> {
    let entry = entry(within, key)?;
    let from = after_colon(text, &entry.0);
    let range = from..end_of_entry(text, entry);
    let with = if is_flow(text, within) {
        format!(" {}", value.one_line())
    } else {
        let whole = written(key, value, column(text, start(entry.0.span)));
        whole[whole.find(':')? + 1..].to_owned()
    };
    Some(Edit { range, with })
}

/// Adds an entry behind that of `after`, or else as the last one.
pub(super) fn insert(
    text: &str,
    (owner, within): (&Spanned<String>, &Node),
    after: Option<&str>,
    key: Key<'_>,
    value: Value,
) -> Edit {
    let all = entries(within);
    if all.is_empty() {
        // `{}`, or nothing.
        let column = column(text, start(owner.span)) + 2;
        let from = after_colon(text, owner);
        let range = from..end_of(text, within).max(from);
        return Edit { range, with: format!("\n{:column$}{}", "", key.with(value, column)) };
    }
    let behind = after.and_then(|after| entry(within, after)).or(all.last());
    let end = behind.map_or(0, |entry| end_of_entry(text, entry));
    if is_flow(text, within) {
        let with = format!(", {}", key.flow(value.clone()));
        let line = column(text, end_of_line(text, end)) + with.chars().count();
        return match opened(text, owner, within) {
            Some((range, lines)) if line > 120 => {
                let column = column(text, start(owner.span)) + 2;
                let with = format!("{lines}\n{:column$}{}", "", key.with(value, column));
                Edit { range, with }
            }
            _ => Edit { range: end..end, with },
        };
    }
    let column = column(text, start(all[0].0.span));
    let at = end_of_line(text, end);
    Edit { range: at..at, with: format!("\n{:column$}{}", "", key.with(value, column)) }
}

/// Braces as lines: a line for each entry, as it was.
fn opened(text: &str, owner: &Spanned<String>, within: &Node) -> Option<(Range<usize>, String)> {
    let range = after_colon(text, owner)..within.span.end as usize;
    // What is laid out by hand, or lies within braces itself, stays.
    let inner_key = text[..start(owner.span)].rsplit('\n').next()?.contains(['{', '[', '-']);
    if text[range.clone()].contains(['\n', '#']) || inner_key {
        return None;
    }
    let column = column(text, start(owner.span)) + 2;
    let lines = entries(within).iter().map(|entry| {
        let whole = &text[start(entry.0.span)..end_of_entry(text, entry)];
        format!("\n{:column$}{whole}", "")
    });
    Some((range, lines.collect()))
}

/// Adds an item at the end of a list that has a line for each.
pub(super) fn push(
    text: &str,
    (owner, list): (&Spanned<String>, &Node),
    item: Value,
) -> Option<Edit> {
    let NodeKind::List(items) = &list.kind else { return None };
    let indent = column(text, start(owner.span)) + 2;
    match items.last() {
        Some(last) if !is_flow(text, list) => {
            let at = end_of_line(text, end_of(text, last));
            // The dash is before the item, perhaps on a line of its own.
            let dash = text[..start(items[0].span)].trim_end().strip_suffix('-')?.len();
            let written = list_item(item, column(text, dash));
            Some(Edit { range: at..at, with: format!("\n{written}") })
        }
        // A list in brackets gets a line for each item.
        Some(_) => {
            let from = after_colon(text, owner);
            let margin = " ".repeat(indent);
            let slices = items.iter().map(|of| &text[start(of.span)..end_of(text, of)]);
            let written: String = slices.map(|of| format!("\n{margin}- {of}")).collect();
            let range = from..end_of(text, list);
            Some(Edit { range, with: format!("{written}\n{}", list_item(item, indent)) })
        }
        None => {
            let from = after_colon(text, owner);
            let range = from..end_of(text, list).max(from);
            Some(Edit { range, with: format!("\n{}", list_item(item, indent)) })
        }
    }
}

fn list_item(item: Value, indent: usize) -> String {
    let mut map = Map::open();
    map.put("x", Value::List(vec![item]));
    let lines = map.lines(indent.saturating_sub(2));
    let lines = lines.split_once('\n').map_or("", |(_, lines)| lines);
    // The dash is two columns within the key at least, unless the list has it in the key's column.
    let excess = " ".repeat(2_usize.saturating_sub(indent));
    let lines = lines.lines().map(|line| line.strip_prefix(&excess).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Takes an entry away.
pub(super) fn remove(text: &str, within: &Node, key: &str) -> Option<Edit> {
    let all = entries(within);
    let place = all.iter().position(|(name, _)| name.value == key)?;
    let end = end_of_entry(text, &all[place]);
    let begin = start(all[place].0.span);
    if is_flow(text, within) {
        let range = match (place, all.get(place + 1)) {
            (_, Some(next)) => begin..start(next.0.span),
            (0, None) => begin..end,
            (_, None) => end_of_entry(text, &all[place - 1])..end,
        };
        return Some(Edit { range, with: String::new() });
    }
    let line = text[..begin].rfind('\n').map_or(0, |end| end + 1);
    let next = (end_of_line(text, end) + 1).min(text.len());
    Some(Edit { range: line..next, with: String::new() })
}

/// Puts something in the place of a whole value that is a single word.
pub(super) fn replace_word(node: &Node, value: Value) -> Edit {
    Edit { range: start(node.span)..node.span.end as usize, with: value.one_line() }
}
