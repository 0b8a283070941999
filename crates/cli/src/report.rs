//! The results of a run: for users on standard error, or for editors as one JSON document on standard output.

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
    /// A second place that explains the problem.
    secondary: Option<Place<'a>>,
    help: Option<&'a str>,
}

/// A place with a short text. Something that is missing has no place.
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

/// A file that was written, or is out of date.
#[derive(Serialize)]
struct Changed {
    path: String,
    change: &'static str,
}

/// The result of a run of the generator.
#[derive(Serialize)]
struct Document<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Found<'a>>,
    files: Vec<Changed>,
}

/// Returns diagnostics in the order of files and places.
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

/// Prints the diagnostics of a folder and their number; only in the text format.
pub(crate) fn draw(console: Console, found: &Diagnostics, sources: &Sources, folder: &Path) {
    if console.format == Format::Json || found.is_empty() {
        return;
    }
    let severity = if found.has_errors() { "error" } else { "warning" };
    say(&render(found, sources, console.is_coloured()));
    say(&format!("{severity}: {} in {}", found.summary(), folder.display()));
}

/// Reads a spec folder. Returns `None` if it has errors, which are reported.
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

/// Prints the JSON document, in the JSON format only.
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

/// Prints the JSON document of a run.
pub(crate) fn print(document: &impl Serialize) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, document)?;
    writeln!(out)
}

/// Returns the name of each file's kind of drift, and its path.
pub(crate) fn changes(drift: &[Drift], names: KindNames) -> Vec<(&'static str, String)> {
    drift.iter().map(|drift| (name(drift.kind, names), drift.path.clone())).collect()
}

/// The names for missing, stale and orphaned files.
pub(crate) type KindNames = [&'static str; 3];

fn name(kind: DriftKind, [missing, stale, orphan]: KindNames) -> &'static str {
    match kind {
        DriftKind::Missing => missing,
        DriftKind::Stale => stale,
        DriftKind::Orphan => orphan,
    }
}

/// Maximum number of files that are listed one by one.
const LISTED: usize = 20;

/// Returns a line for each file or, if there are many, one line with their numbers, such as
/// `412 new, 3 changed`.
pub(crate) fn lines(
    drift: &[Drift],
    names: KindNames,
    line: impl Fn(&'static str, &Drift) -> String,
) -> Vec<String> {
    if drift.len() <= LISTED {
        return drift.iter().map(|drift| line(name(drift.kind, names), drift)).collect();
    }
    let kinds = [DriftKind::Missing, DriftKind::Stale, DriftKind::Orphan].into_iter();
    let counts = kinds.filter_map(|kind| {
        let count = drift.iter().filter(|drift| drift.kind == kind).count();
        (count > 0).then(|| format!("{count} {}", name(kind, names)))
    });
    vec![counts.collect::<Vec<_>>().join(", ")]
}
