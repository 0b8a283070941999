//! Used by the build scripts of a checkout: keeps generated files current or, if they must not be
//! written, reports files that are out of date.

use std::io;
use std::path::Path;

use crate::emit::Runtime;
use crate::{Drift, Output, Places, generate};
use weixin_spec::load::{Diagnostics, Sources, model, read, render};

/// Whether a build may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may. If the files are read-only, it compares them.
    Write,
    /// It only compares, as in continuous integration.
    Compare,
}

impl Mode {
    /// Returns the mode for the environment: builds in continuous integration (`CI` is set) only compare.
    #[must_use]
    pub fn of_environment() -> Self {
        if std::env::var_os("CI").is_some() { Self::Compare } else { Self::Write }
    }
}

/// Generates the files at `places` from `spec`, or checks that they are current.
///
/// Returns the spec's warnings as lines; empty if there are none.
///
/// # Errors
/// Returns a report in lines: the spec's diagnostics, or the files that are stale, missing or orphaned
/// and the command that fixes them.
pub fn keep_current(spec: &Path, places: &Places, mode: Mode) -> Result<String, String> {
    let sources = read(spec, &spec.display().to_string()).map_err(|error| error.to_string())?;
    let output = generate(&sources, Runtime::Inside);
    let output = output.map_err(|problems| report("the spec has errors", &problems, &sources))?;
    write_or_compare(&output, places, mode)?;
    Ok(warning_report(&output.warnings, &sources))
}

/// Generates the model's file from `spec`, or checks that it is current. Only [`keep_current`] reports
/// warnings.
///
/// # Errors
/// Returns a report in lines, like [`keep_current`].
pub fn keep_model_current(spec: &Path, file: &Path, mode: Mode) -> Result<(), String> {
    let name = spec.file_name().unwrap_or(spec.as_os_str()).to_string_lossy();
    let sources = read(spec, &name).map_err(|error| error.to_string())?;
    let model = model(&sources);
    let model = model.map_err(|problems| report("the spec has errors", &problems, &sources))?;
    let output = Output { model: model.to_jsonl(), ..Output::default() };
    let places = Places { model: Some(file.to_owned()), ..Places::default() };
    write_or_compare(&output, &places, mode)
}

/// Writes an output if that is allowed and possible, else compares it.
fn write_or_compare(output: &Output, places: &Places, mode: Mode) -> Result<(), String> {
    match try_write(output, places, mode) {
        Ok(true) => Ok(()),
        Ok(false) => compare(output, places),
        Err(error) => Err(error.to_string()),
    }
}

/// Returns a build script's report: a line, and the rendered diagnostics.
pub(crate) fn report(head: &str, found: &Diagnostics, sources: &Sources) -> String {
    format!("{head}\n{}", render(found, sources, false))
}

/// Returns the report of warnings; empty if there are none.
pub(crate) fn warning_report(warnings: &Diagnostics, sources: &Sources) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    report(&format!("{} in the spec", warnings.summary()), warnings, sources)
}

/// Writes an output. Returns `false` if it must not or can't be written, and must be compared instead.
fn try_write(output: &Output, places: &Places, mode: Mode) -> io::Result<bool> {
    if mode == Mode::Compare {
        return Ok(false);
    }
    match output.write(places) {
        Ok(_) => Ok(true),
        Err(error) if is_read_only(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

fn compare(output: &Output, places: &Places) -> Result<(), String> {
    let drift = output.compare(places).map_err(|error| error.to_string())?;
    if drift.is_empty() {
        return Ok(());
    }
    let lines = drift.iter().map(|drift: &Drift| format!("{drift}\n"));
    Err(lines.collect::<String>() + "run `cargo gen` and commit what it writes")
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
