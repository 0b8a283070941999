//! The result of an import, as text or JSON.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::Serialize;
use weixin_import::import::{Import, Saved};
use weixin_import::{Page, Problem};

use crate::commands::drift::counted;
use crate::console::{Console, Format};
use crate::saved::problem;
use crate::{report, say};

/// What was done to each spec, by its path: `new`, `changed`, `same` or `refused`.
pub(super) type Files = BTreeMap<String, &'static str>;

#[derive(Serialize)]
struct Document<'a> {
    pages: Vec<PageResult<'a>>,
    /// The diagnostics of refused specs and of existing ones.
    diagnostics: Vec<report::Found<'a>>,
}

#[derive(Serialize)]
struct PageResult<'a> {
    file: &'a str,
    /// The facts of the page; `None` if the file couldn't be read.
    page: Option<&'a Page>,
    problems: Vec<&'a Problem>,
    calls: Vec<CallResult<'a>>,
}

#[derive(Serialize)]
struct CallResult<'a> {
    call: &'a str,
    /// The spec's file.
    spec: Option<String>,
    /// What was done to it: `new`, `changed`, `same` or `refused`.
    done: Option<&'static str>,
    /// The changes of an existing spec.
    changes: &'a [String],
}

/// Prints the result of every page.
pub(super) fn print(
    console: Console,
    saved: &[Saved],
    made: &Import,
    files: &Files,
    into: &Path,
) -> io::Result<()> {
    if console.format == Format::Text {
        print_text(saved, made, files, into);
        return Ok(());
    }
    let pages = saved.iter().zip(&made.pages).map(|(saved, imported)| {
        let mut problems: Vec<&Problem> =
            imported.page.as_ref().err().into_iter().flatten().collect();
        problems.extend(imported.calls.iter().filter_map(|call| call.spec.as_ref().err()));
        let calls = imported.calls.iter().map(|call| {
            let path = call.spec.as_ref().ok();
            CallResult {
                call: &call.call,
                spec: path.map(|path| into.join(path).display().to_string()),
                done: path.and_then(|path| files.get(path).copied()),
                changes: &call.changes,
            }
        });
        PageResult {
            file: &saved.name,
            page: imported.page.as_ref().ok(),
            problems,
            calls: calls.collect(),
        }
    });
    report::print(&Document {
        pages: pages.collect(),
        diagnostics: report::found(&made.diagnostics, &made.sources),
    })
}

fn print_text(saved: &[Saved], made: &Import, files: &Files, into: &Path) {
    let mut unread = 0;
    for (saved, imported) in saved.iter().zip(&made.pages) {
        let refused = imported.calls.iter().filter_map(|call| call.spec.as_ref().err());
        let problems: Vec<&Problem> =
            imported.page.as_ref().err().into_iter().flatten().chain(refused).collect();
        unread += usize::from(!problems.is_empty());
        for each in problems {
            say(&problem(&saved.name, each));
        }
        for call in &imported.calls {
            let Ok(path) = &call.spec else { continue };
            let done = files.get(path).copied().unwrap_or("same");
            say(&format!("{done:8} {}  ({})", into.join(path).display(), call.call));
            call.changes.iter().for_each(|line| say(&format!("         {line}")));
        }
    }
    let count = |result: &str| files.values().filter(|done| **done == result).count();
    let counts = ["new", "changed", "same", "refused"].map(|result| (count(result), result));
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, result)| format!("{count} {result}"))
        .collect();
    if unread > 0 {
        parts.push(format!("{unread} can't be read"));
    }
    let pages = counted(saved.len(), "page");
    say(&format!("{pages}: {}", parts.join(", ")));
}
