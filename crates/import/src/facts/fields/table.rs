//! Reads tables of parameters. Columns are found by their names, not by their order.

use crate::document::{Inline, Row, Table};
use crate::{FindingKind, Presence};

use super::tree::DEPTH;
use crate::facts::findings::Findings;
use crate::facts::template::text::{cell, is_identifier, is_one_of, key, quoted};
use crate::facts::template::words::{self, Words};

/// How many characters of an invalid name a message shows.
const LONGEST_NAME: usize = 30;

/// What a row gives reason to remark, while its place is not known yet.
pub(super) type Remark = (FindingKind, String);

/// A row of a table of parameters.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Parameter {
    pub(in crate::facts) name: String,
    pub(in crate::facts) ty: Inline,
    pub(in crate::facts) presence: Presence,
    pub(in crate::facts) example: Option<String>,
    pub(in crate::facts) about: Inline,
    pub(in crate::facts) values: Inline,
    pub(in crate::facts) line: u32,
    pub(super) remarks: Vec<Remark>,
}

/// The indexes of the columns.
pub(in crate::facts) struct Columns {
    count: usize,
    name: usize,
    ty: Option<usize>,
    required: Option<usize>,
    example: Option<usize>,
    about: Option<usize>,
    values: Option<usize>,
}

impl Columns {
    /// The columns, if this is a table of parameters.
    pub(in crate::facts) fn of(table: &Table) -> Option<Self> {
        Some(Self {
            count: table.header.len(),
            name: column(table, words::COLUMN_NAME)?,
            ty: column(table, words::COLUMN_TYPE),
            required: column(table, words::COLUMN_REQUIRED),
            example: column(table, words::COLUMN_EXAMPLE),
            about: column(table, words::COLUMN_ABOUT),
            values: column(table, words::COLUMN_VALUES),
        })
    }

    /// Joins extra cells with the last column, whose text contained a bar.
    fn fit(&self, row: &Row, findings: &mut Findings) -> Vec<Inline> {
        let mut cells = row.cells.clone();
        if cells.len() > self.count && self.count > 0 {
            let extra = cells.split_off(self.count);
            let last = &mut cells[self.count - 1];
            for cell in extra.into_iter().filter(|cell| !cell.text.trim().is_empty()) {
                last.text.push_str(" | ");
                last.text.push_str(&cell.text);
                last.links.extend(cell.links);
            }
            let message = "a row has more cells than its table has columns: the extra cells were added to the last column";
            findings.add(FindingKind::BrokenTable, row.line, message);
        } else if cells.len() < self.count {
            let message = "a row has fewer cells than its table has columns";
            findings.add(FindingKind::BrokenTable, row.line, message);
        }
        cells
    }
}

/// The column whose name is one of the words.
pub(in crate::facts) fn column(table: &Table, words: Words) -> Option<usize> {
    table.header.iter().position(|cell| is_one_of(&cell.text, words))
}

/// The rows of a table of parameters. A table of a request must say which of them are required.
pub(in crate::facts) fn parameters(
    table: &Table,
    line: u32,
    of_request: bool,
    findings: &mut Findings,
) -> Option<Vec<Parameter>> {
    let mut columns = Columns::of(table)?;
    if columns.ty.is_none() {
        findings.add(
            FindingKind::BrokenTable,
            line,
            "a table of parameters has no column of types",
        );
    }
    if table.run_together && columns.required.is_some_and(|column| is_empty(table, column)) {
        columns.required = None;
    }
    if of_request && columns.required.is_none() && !table.rows.is_empty() {
        let message = "a table of parameters doesn't say which of them are required";
        findings.add(FindingKind::MissingRequiredMark, line, message);
    }
    let mut above: Vec<String> = Vec::new();
    let rows = table.rows.iter().filter_map(|row| {
        let mut parameter = parameter(row, &columns, findings)?;
        let depth = row.cells.get(columns.name).map_or(0, |cell| depth(&cell.text));
        above.truncate(depth.min(DEPTH));
        // A dotted name contains its parents already.
        if !above.is_empty() && !parameter.name.contains('.') {
            parameter.name = format!("{}.{}", above.join("."), parameter.name);
        }
        above.push(parameter.name.rsplit('.').next().unwrap_or_default().to_owned());
        Some(parameter)
    });
    Some(rows.collect())
}

fn parameter(row: &Row, columns: &Columns, findings: &mut Findings) -> Option<Parameter> {
    let cells = columns.fit(row, findings);
    let inline = |column: Option<usize>| {
        column.and_then(|column| cells.get(column)).cloned().unwrap_or_default()
    };
    let name = name(&inline(Some(columns.name)).text);
    if name.is_empty() {
        if cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            findings.add(FindingKind::BrokenTable, row.line, "a row has no name: it was left out");
        }
        return None;
    }
    let name = checked(name, row.line, findings)?;
    let ty = inline(columns.ty);
    let mut remarks = Vec::new();
    if columns.ty.is_some() && ty.text.trim().is_empty() {
        let words = format!("the row of {} has no type", quoted(&name));
        remarks.push((FindingKind::NoType, words));
    }
    let presence = match columns.required {
        Some(column) => presence(&inline(Some(column)).text, &name, &mut remarks),
        None => Presence::Unknown,
    };
    Some(Parameter {
        ty,
        presence,
        example: cell(&inline(columns.example).text).map(str::to_owned),
        about: inline(columns.about),
        values: inline(columns.values),
        line: row.line,
        remarks,
        name,
    })
}

/// Whether all cells of the column are empty.
fn is_empty(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    cells.into_iter().all(|cell| cell.text.trim().is_empty())
}

/// In tables that draw a tree, the name of a field follows one of these for each object that contains it.
const BRANCHES: [char; 6] = ['└', '├', '│', '↳', '»', '>'];

/// How many objects of the same table contain a row, by the marks before its name.
fn depth(written: &str) -> usize {
    let before = written.chars().take_while(|c| !c.is_alphanumeric() && *c != '_');
    before.filter(|c| BRANCHES.contains(c)).count()
}

/// The name without the marks around it.
fn name(written: &str) -> String {
    let marks =
        |c: char| c.is_whitespace() || BRANCHES.contains(&c) || matches!(c, '─' | '+' | '*' | '`');
    let name = written.trim_matches(marks);
    if name.chars().any(char::is_alphanumeric) { name.to_owned() } else { String::new() }
}

/// The name without a remark after it; `None` if it can't be the name of a field.
fn checked(name: String, line: u32, findings: &mut Findings) -> Option<String> {
    if is_identifier(&without_marks(&name)) {
        return Some(name);
    }
    let end = name.find(['(', '（']).unwrap_or(name.len());
    let plain = name[..end].trim_end();
    if is_identifier(plain) {
        let message = format!("the name of {} has a remark after it", quoted(plain));
        findings.add(FindingKind::BrokenTable, line, message);
        return Some(plain.to_owned());
    }
    let message =
        format!("`{}` can't be the name of a field: its row was left out", shortened(&name));
    findings.add(FindingKind::BrokenTable, line, message);
    None
}

/// The beginning of a name, on one line and without backticks, for a message.
fn shortened(name: &str) -> String {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let name = name.replace('`', "'");
    let mut shown: String = name.chars().map(plain).take(LONGEST_NAME).collect();
    if name.chars().nth(LONGEST_NAME).is_some() {
        shown.push('…');
    }
    shown
}

/// A dotted name without its marks of lists, such as `items[].id` or `items(Array).id`.
fn without_marks(name: &str) -> String {
    name.replace("(Array)", "").replace("<Array>", "").replace("[]", "").replace("[0]", "")
}

fn presence(mark: &str, name: &str, remarks: &mut Vec<Remark>) -> Presence {
    let key = key(mark);
    // A dash may mean either.
    let cross = |c: char| words::CROSSES.contains(&c) && !matches!(c, '-' | '—' | '–');
    if words::YES.has(&key) || mark.contains(words::TICKS) {
        Presence::Required
    } else if words::NO.has(&key) || mark.contains(cross) {
        Presence::Optional
    } else {
        let words = format!("the table doesn't say plainly whether {} is required", quoted(name));
        remarks.push((FindingKind::MissingRequiredMark, words));
        Presence::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> Inline {
        Inline { text: text.to_owned(), ..Inline::default() }
    }

    #[test]
    fn limits_the_depth_of_a_drawn_tree() {
        let row = |depth: usize| Row {
            line: 1,
            cells: vec![cell(&format!("{}a", "└".repeat(depth))), cell("object")],
        };
        let table = Table {
            header: vec![cell("参数名"), cell("类型")],
            rows: (0..100).map(row).collect(),
            run_together: false,
        };
        let read = parameters(&table, 1, false, &mut Findings::default()).unwrap();
        assert_eq!(read.iter().map(|row| row.name.len()).max(), Some(DEPTH * 2 + 1));
    }
}
