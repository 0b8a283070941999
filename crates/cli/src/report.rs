//! What a run found, for people on standard error or for editors as one JSON document on standard output.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use weixin_codegen::{Drift, DriftKind};
use weixin_spec::load::{Diagnostics, Label, Severity, Sources, model, read, render};
use weixin_spec::{Model, Span};

use crate::console::{Console, Format, say};

/// One diagnostic of a document.
#[derive(Serialize)]
pub(crate) struct Found<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    /// Another place that helps to understand it.
    secondary: Option<Place<'a>>,
    help: Option<&'a str>,
}

/// A place with a few words. What is missing altogether has none.
#[derive(Serialize)]
struct Place<'a> {
    file: Option<&'a str>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    /// In bytes of the file, from 0, the end exclusive.
    span: Option<Bytes>,
    label: &'a str,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

/// A file that was written, or isn't as it should be.
#[derive(Serialize)]
struct Changed {
    path: String,
    change: &'static str,
}

/// What a run of the generator comes to.
#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Found<'a>>,
    files: Vec<Changed>,
}

/// Diagnostics in the order of files and places.
pub(crate) fn found<'a>(diagnostics: &'a Diagnostics, sources: &'a Sources) -> Vec<Found<'a>> {
    let sorted = diagnostics.sorted().into_iter();
    let each = sorted.map(|diagnostic| Found {
        code: diagnostic.code.id(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        place: place(&diagnostic.primary, sources),
        secondary: diagnostic.secondary.as_deref().map(|label| place(label, sources)),
        help: diagnostic.help.as_deref(),
    });
    each.collect()
}

fn place<'a>(label: &'a Label, sources: &'a Sources) -> Place<'a> {
    let Label { span, text } = label;
    let position = sources.position(*span);
    Place {
        file: position.as_ref().map(|position| position.file),
        line: position.as_ref().map(|position| position.line),
        column: position.as_ref().map(|position| position.column),
        span: position.map(|_| {
            let Span { start, end, .. } = *span;
            Bytes { start, end }
        }),
        label: text,
    }
}

/// Draws what was found in a folder, and counts it; for people alone.
pub(crate) fn draw(console: Console, found: &Diagnostics, sources: &Sources, folder: &Path) {
    if console.format == Format::Json || found.is_empty() {
        return;
    }
    let word = if found.has_errors() { "error" } else { "warning" };
    say(&render(found, sources, console.is_coloured()));
    say(&format!("{word}: {} in {}", found.summary(), folder.display()));
}

/// A spec folder and what it says; nothing where something is wrong with it, which is reported.
pub(crate) fn spec(folder: &Path, console: Console) -> io::Result<Option<(Sources, Model)>> {
    let sources = read(folder, &folder.display().to_string())?;
    Ok(match model(&sources) {
        Ok(model) => Some((sources, model)),
        Err(diagnostics) => {
            draw(console, &diagnostics, &sources, folder);
            document(console, &diagnostics, &sources, &[])?;
            None
        }
    })
}

/// Writes the document, where one was asked for.
pub(crate) fn document(
    console: Console,
    diagnostics: &Diagnostics,
    sources: &Sources,
    files: &[(&'static str, String)],
) -> io::Result<()> {
    if console.format == Format::Text {
        return Ok(());
    }
    let files = files.iter().map(|(change, path)| Changed { path: path.clone(), change });
    print(&Document {
        errors: diagnostics.errors(),
        warnings: diagnostics.warnings(),
        diagnostics: found(diagnostics, sources),
        files: files.collect(),
    })
}

/// The one JSON document of a run.
pub(crate) fn print(document: &impl Serialize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, document)?;
    writeln!(out)
}

/// What was done about each file, or is wrong with it: its word, and its path.
pub(crate) fn changes(drift: &[Drift], words: Words) -> Vec<(&'static str, String)> {
    drift.iter().map(|drift| (word(drift.kind, words), drift.path.clone())).collect()
}

/// The words for missing, stale and orphaned files.
pub(crate) type Words = [&'static str; 3];

fn word(kind: DriftKind, [missing, stale, orphan]: Words) -> &'static str {
    match kind {
        DriftKind::Missing => missing,
        DriftKind::Stale => stale,
        DriftKind::Orphan => orphan,
    }
}

/// The most files that are listed one by one.
const LISTED: usize = 20;

/// A line for each file or, of many, one line that says how many, such as `412 new, 3 changed`.
pub(crate) fn lines(
    drift: &[Drift],
    words: Words,
    line: impl Fn(&'static str, &Drift) -> String,
) -> Vec<String> {
    if drift.len() <= LISTED {
        return drift.iter().map(|drift| line(word(drift.kind, words), drift)).collect();
    }
    let kinds = [DriftKind::Missing, DriftKind::Stale, DriftKind::Orphan].into_iter();
    let counts = kinds.filter_map(|kind| {
        let count = drift.iter().filter(|drift| drift.kind == kind).count();
        (count > 0).then(|| format!("{count} {}", word(kind, words)))
    });
    vec![counts.collect::<Vec<_>>().join(", ")]
}
