//! The line with the names of the columns.

use super::row;
use crate::document::{Inline, Row, columns};

/// The columns of a table, and how its rows are split into cells.
pub(super) struct Header {
    pub(super) names: Vec<String>,
    style: Style,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Tabs,
    /// Parameters: name and type are separated by spaces if the column names are, otherwise split by their text.
    Parameters {
        spaced: bool,
    },
    /// Error codes or values, with their meanings.
    Values,
    /// The scope table, which says which accounts may call.
    Admissions,
}

/// Whether a line is a header.
pub(super) fn may_be(line: &str) -> bool {
    Header::of(line).is_some()
}

impl Header {
    /// Reads a line as a header, if it can't be anything else.
    pub(super) fn of(line: &str) -> Option<Self> {
        let line = line.trim();
        if line.len() > 512 {
            return None;
        }
        let names: Vec<&str> = line.split('\t').map(str::trim).collect();
        let style = if columns::is_account(line) {
            Style::Admissions
        } else if names.len() > 1 {
            let template = columns::is_first(names[0]) && columns::is_known(names[1]);
            (template || names.iter().all(|name| columns::is_account(name)))
                .then_some(Style::Tabs)?
        } else if names_in(line, columns::account_prefix).is_some() {
            Style::Admissions
        } else {
            let names = names_in(line, columns::known_prefix)?;
            columns::is_first(names[0]).then_some(())?;
            if columns::is_type(names[1]) {
                let spaced = line.len() > names.iter().map(|name| name.len()).sum();
                Style::Parameters { spaced }
            } else {
                Style::Values
            }
        };
        let names = match style {
            Style::Tabs => names,
            Style::Admissions => words_in(line, columns::account_prefix)?,
            Style::Parameters { .. } | Style::Values => names_in(line, columns::known_prefix)?,
        };
        Some(Self { names: names.into_iter().map(str::to_owned).collect(), style })
    }

    /// Splits a line into the cells of a row, if it is a row.
    pub(super) fn row(&self, line: &str) -> Option<Vec<Inline>> {
        let cells = match self.style {
            Style::Tabs => {
                let cells: Vec<_> = line.split('\t').map(str::trim).collect();
                (cells.len() > 1).then_some(cells)?
            }
            Style::Parameters { spaced } => {
                row::parameter(line.trim(), spaced, self.required().is_some())?
            }
            Style::Values => row::value(line.trim())?,
            Style::Admissions => {
                let cells = words_in(line.trim(), columns::admission_prefix)?;
                (cells.len() == self.names.len()).then_some(cells)?
            }
        };
        let mut cells: Vec<_> = cells.into_iter().map(Inline::plain).collect();
        // The rest of the row is the description; an example can't be separated from it.
        if let (Style::Parameters { .. }, Some(about), true) =
            (self.style, self.about(), cells.len() > 1)
        {
            let rest = cells.pop().unwrap_or_default();
            cells.resize_with(about.max(cells.len()), Inline::default);
            cells.push(rest);
        }
        Some(cells)
    }

    /// Moves the `required` marks back into the descriptions, unless each row has one: if the mark is missing in one
    /// row, the marks of the others may be the beginning of their description.
    pub(super) fn settle(&self, rows: &mut [Row]) {
        let (Style::Parameters { .. }, Some(required), Some(about)) =
            (self.style, self.required(), self.about())
        else {
            return;
        };
        let whole = |row: &&mut Row| row.cells.len() > 1;
        if rows.iter_mut().filter(whole).all(|row| !row.cells[required].text.is_empty()) {
            return;
        }
        for row in rows.iter_mut().filter(whole) {
            let mark = std::mem::take(&mut row.cells[required]).text;
            row.cells[about].text.insert_str(0, &mark);
        }
    }

    pub(super) fn is_run_together(&self) -> bool {
        self.style != Style::Tabs
    }

    fn required(&self) -> Option<usize> {
        self.names.iter().position(|name| columns::is_required(name)).filter(|index| *index == 2)
    }

    fn about(&self) -> Option<usize> {
        self.names.iter().position(|name| columns::is_about(name)).filter(|index| *index > 1)
    }
}

/// Splits a line into two or more names; `prefix` returns the length of the name that a text begins with.
fn names_in(line: &str, prefix: fn(&str) -> Option<usize>) -> Option<Vec<&str>> {
    words_in(line, prefix).filter(|names| names.len() > 1)
}

/// Splits a line into one or more names.
fn words_in(line: &str, prefix: fn(&str) -> Option<usize>) -> Option<Vec<&str>> {
    let mut names = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let length = prefix(rest)?;
        names.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    (!names.is_empty()).then_some(names)
}
