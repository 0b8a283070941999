//! What the build script of a checkout does: keep the generated folder current, or, where nothing
//! may be written, refuse a stale one.

use std::io;
use std::path::Path;

use crate::emit::Runtime;
use crate::{Drift, Output, Places, generate};
use weixin_spec::load::{Diagnostics, Sources, model, read, render};

/// Whether a build may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may; on a read-only tree it compares all the same.
    Write,
    /// It only compares, as in continuous integration.
    Compare,
}

impl Mode {
    /// As the environment has it: builds in continuous integration (`CI` is set) only compare.
    #[must_use]
    pub fn of_environment() -> Self {
        if std::env::var_os("CI").is_some() { Self::Compare } else { Self::Write }
    }
}

/// Makes what is at `places` what `spec` says, or finds out that it isn't.
///
/// Returns the spec's warnings as lines, none where all is well.
///
/// # Errors
/// What is to be reported, in lines: the spec's diagnostics, or the files that are stale, missing
/// or orphaned and the command that mends them.
pub fn keep_current(spec: &Path, places: &Places, mode: Mode) -> Result<String, String> {
    let sources = read(spec, &spec.display().to_string()).map_err(|error| error.to_string())?;
    let output = generate(&sources, Runtime::Inside);
    let output = output.map_err(|problems| said("the spec has errors", &problems, &sources))?;
    bring(&output, places, mode)?;
    Ok(said_of_warnings(&output.warnings, &sources))
}

/// Makes the file of the model what `spec` says, or finds out that it isn't. Warnings are left to
/// [`keep_current`].
///
/// # Errors
/// As for [`keep_current`].
pub fn keep_model_current(spec: &Path, file: &Path, mode: Mode) -> Result<(), String> {
    let name = spec.file_name().unwrap_or(spec.as_os_str()).to_string_lossy();
    let sources = read(spec, &name).map_err(|error| error.to_string())?;
    let model = model(&sources);
    let model = model.map_err(|problems| said("the spec has errors", &problems, &sources))?;
    let output = Output { model: model.to_jsonl(), ..Output::default() };
    let places = Places { model: Some(file.to_owned()), ..Places::default() };
    bring(&output, &places, mode)
}

/// Writes an output where that is allowed and can be done; compares it elsewhere.
fn bring(output: &Output, places: &Places, mode: Mode) -> Result<(), String> {
    match output_written(output, places, mode) {
        Ok(true) => Ok(()),
        Ok(false) => compare(output, places),
        Err(error) => Err(error.to_string()),
    }
}

/// What a build script says of a spec: a line, and the pictures.
pub(crate) fn said(head: &str, found: &Diagnostics, sources: &Sources) -> String {
    format!("{head}\n{}", render(found, sources, false))
}

/// The same of warnings; nothing where there are none.
pub(crate) fn said_of_warnings(warnings: &Diagnostics, sources: &Sources) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    said(&format!("{} in the spec", warnings.summary()), warnings, sources)
}

/// Whether the output could be written; where it may not or can't be, it is to be compared.
fn output_written(output: &Output, places: &Places, mode: Mode) -> io::Result<bool> {
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
