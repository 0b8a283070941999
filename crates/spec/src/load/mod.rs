//! Reads a spec folder's YAML and checks it. Returns a [`Model`], or diagnostics.

mod characters;
pub mod check;
mod diagnostic;
mod folder;
mod language;
pub mod parse;
mod schema;
mod source;
pub mod yaml;

pub use characters::is_unwelcome;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity, render};
pub use folder::read;
pub use schema::{SCHEMA_FILE, schema, schema_comment};
pub use source::{Position, Source, Sources};

use crate::Model;

/// Parses and checks the files of a spec folder.
///
/// # Errors
/// Returns all diagnostics if the spec has errors.
pub fn model(sources: &Sources) -> Result<Model, Diagnostics> {
    model_and_warnings(sources).map(|(model, _)| model)
}

/// Parses and checks the files of a spec folder, and returns warnings about what is still to be
/// written or decided in it.
///
/// # Errors
/// Returns all diagnostics if the spec has errors.
pub fn model_and_warnings(sources: &Sources) -> Result<(Model, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let parsed = parse::folder(sources, &mut diagnostics);
    let model = check::check(parsed, &mut diagnostics);
    match model {
        Some(model) if !diagnostics.has_errors() => Ok((model, diagnostics)),
        _ => Err(diagnostics),
    }
}
