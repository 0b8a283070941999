//! Tables in the vendor's own Markdown: a code block with a JSON array of objects.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::Problem;
use crate::document::raw_block::RawBlocks;
use crate::document::{Inline, Row, Table, columns, inline};

/// The keys and values of a row, in order.
struct Entries(Vec<(String, Value)>);

/// Reads a code block as a table; `line` is its first line. `None` if it is not a table.
///
/// If the text is cut off, the table has the rows that are complete.
pub(super) fn read(
    text: &str,
    line: u32,
    raw_blocks: &mut RawBlocks,
) -> Result<Option<Table>, Problem> {
    let Some(rows) = rows(text, line) else { return Ok(None) };
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in rows.iter().flat_map(|(_, Entries(entries))| entries) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
        if names.len() > COLUMNS {
            return Ok(None);
        }
    }
    if !is_table(&names, &rows) {
        return Ok(None);
    }
    let mut table = Table {
        header: names.iter().map(|name| Inline::plain(*name)).collect(),
        ..Table::default()
    };
    for (line, Entries(entries)) in &rows {
        raw_blocks.count(names.len() + 1, *line)?;
        let cell =
            |name: &&str| entries.iter().find(|(key, _)| key == name).map(|(_, value)| value);
        let cells = names.iter().map(|name| cell(name).map_or_else(Inline::default, inline_of));
        table.rows.push(Row { line: *line, cells: cells.collect() });
    }
    raw_blocks.has_json_tables = true;
    Ok(Some(table))
}

/// Whether the columns are those of a table of the template. An example that is an array of objects has neither the
/// template's column names nor names that aren't ASCII: the vendor's parameters have ASCII names.
fn is_table(names: &[&str], rows: &[(u32, Entries)]) -> bool {
    let of_template = |name: &&str| columns::is_known(name) || !name.is_ascii();
    if names.first().is_some_and(|name| columns::is_first(name)) && names.iter().all(of_template) {
        return true;
    }
    let cells =
        || rows.iter().flat_map(|(_, Entries(entries))| entries).map(|(_, value)| value.as_str());
    cells().all(|cell| cell.is_some_and(columns::is_admission))
        && cells().flatten().any(|cell| !cell.is_ascii())
}

/// Maximum number of columns. The scope table has one for each kind of account.
const COLUMNS: usize = 64;

fn rows(text: &str, line: u32) -> Option<Vec<(u32, Entries)>> {
    let mut rest = text.trim_start().strip_prefix('[')?;
    let mut line = line;
    let mut counted = 0;
    let mut rows = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if !rest.starts_with('{') {
            break;
        }
        let at = text.len() - rest.len();
        line += u32::try_from(text[counted..at].matches('\n').count()).unwrap_or(u32::MAX);
        counted = at;
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Entries>();
        match values.next() {
            Some(Ok(row)) if row.0.len() <= COLUMNS => rows.push((line, row)),
            Some(Err(error)) if error.is_eof() => {
                return Some(rows).filter(|rows| !rows.is_empty());
            }
            _ => return None,
        }
        rest = &rest[values.byte_offset()..];
    }
    let end = rest.trim_end();
    (!rows.is_empty() && (end.is_empty() || end == "]")).then_some(rows)
}

fn inline_of(value: &Value) -> Inline {
    match value {
        Value::Null => Inline::default(),
        Value::String(text) => inline::of_lines(text.trim().split('\n'), false),
        other => Inline::plain(other.to_string()),
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Entries;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Entries(entries))
    }
}
