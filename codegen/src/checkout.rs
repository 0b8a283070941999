//! What the build script of a checkout does: keep the generated folder current, or, where nothing
//! may be written, refuse a stale one.

use std::io;
use std::path::Path;

use crate::emit::Runtime;
use crate::{Drift, Output, generate};
use weixin_spec::load::{Diagnostics, Sources, read, render};

/// Whether a build may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It may; on a read-only tree it compares all the same.
    Write,
    /// It only compares, as in continuous integration.
    Compare,
}

/// Makes `generated` what `spec` says, or finds out that it isn't.
///
/// Returns the spec's warnings as lines, none where all is well.
///
/// # Errors
/// What is to be reported, in lines: the spec's diagnostics, or the files that are stale, missing
/// or orphaned and the command that mends them.
pub fn keep_current(spec: &Path, generated: &Path, mode: Mode) -> Result<String, String> {
    let sources = read(spec, &spec.display().to_string()).map_err(|error| error.to_string())?;
    let output = generate(&sources, Runtime::Inside);
    let output = output.map_err(|problems| said("the spec has errors", &problems, &sources))?;
    match output_written(&output, generated, mode) {
        Ok(true) => {}
        Ok(false) => compare(&output, generated)?,
        Err(error) => return Err(error.to_string()),
    }
    Ok(said_of_warnings(&output.warnings, &sources))
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
fn output_written(output: &Output, generated: &Path, mode: Mode) -> io::Result<bool> {
    if mode == Mode::Compare {
        return Ok(false);
    }
    match output.write(generated) {
        Ok(_) => Ok(true),
        Err(error) if is_read_only(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

fn compare(output: &Output, generated: &Path) -> Result<(), String> {
    let drift = output.compare(generated).map_err(|error| error.to_string())?;
    if drift.is_empty() {
        return Ok(());
    }
    let lines = drift.iter().map(|drift: &Drift| format!("{}/{drift}\n", generated.display()));
    Err(lines.collect::<String>() + "run `cargo gen` and commit what it writes")
}

fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
