//! What an import came to, for people or as JSON.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde::Serialize;
use weixin_import::import::{Import, Saved};
use weixin_import::{Page, Problem};

use super::is_for_people;
use crate::commands::drift::counted;
use crate::console::Console;
use crate::saved::problem;
use crate::{report, say};

/// What was done to each spec, by its path: `new`, `changed`, `same` or `refused`.
pub(super) type Files = BTreeMap<String, &'static str>;

#[derive(Serialize)]
struct Document<'a> {
    pages: Vec<PageTold<'a>>,
    /// What is wrong with refused specs, and with those that were there.
    diagnostics: Vec<report::Found<'a>>,
}

#[derive(Serialize)]
struct PageTold<'a> {
    file: &'a str,
    /// What was understood; nothing where the file couldn't be read.
    page: Option<&'a Page>,
    problems: Vec<&'a Problem>,
    calls: Vec<CallTold<'a>>,
}

#[derive(Serialize)]
struct CallTold<'a> {
    call: &'a str,
    /// The spec's file.
    spec: Option<String>,
    /// What was done to it: `new`, `changed`, `same` or `refused`.
    done: Option<&'static str>,
    /// What was done to a spec that was there already.
    changes: &'a [String],
}

/// Tells what became of every page.
pub(super) fn tell(
    console: Console,
    saved: &[Saved],
    made: &Import,
    files: &Files,
    into: &Path,
) -> io::Result<()> {
    if is_for_people(console) {
        people(saved, made, files, into);
        return Ok(());
    }
    let pages = saved.iter().zip(&made.pages).map(|(saved, imported)| {
        let mut problems: Vec<&Problem> =
            imported.page.as_ref().err().into_iter().flatten().collect();
        problems.extend(imported.calls.iter().filter_map(|call| call.spec.as_ref().err()));
        let calls = imported.calls.iter().map(|call| {
            let path = call.spec.as_ref().ok();
            CallTold {
                call: &call.call,
                spec: path.map(|path| into.join(path).display().to_string()),
                done: path.and_then(|path| files.get(path).copied()),
                changes: &call.changes,
            }
        });
        PageTold {
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

fn people(saved: &[Saved], made: &Import, files: &Files, into: &Path) {
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
    let count = |word: &str| files.values().filter(|done| **done == word).count();
    let counts = ["new", "changed", "same", "refused"].map(|word| (count(word), word.to_owned()));
    let mut parts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if unread > 0 {
        parts.push(format!("{unread} can't be read"));
    }
    let pages = counted(saved.len(), "page");
    say(&format!("{pages}: {}", parts.join(", ")));
}
