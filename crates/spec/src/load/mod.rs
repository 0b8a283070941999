//! A spec folder's YAML as a checked [`Catalog`], or what is wrong with it and where.

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

use crate::Catalog;

/// Reads a spec folder's texts into a catalog.
///
/// # Errors
/// Everything that is wrong with the spec.
pub fn catalog(sources: &Sources) -> Result<Catalog, Diagnostics> {
    catalog_and_warnings(sources).map(|(catalog, _)| catalog)
}

/// Reads a spec folder's texts into a catalog, and says what is still to be written or decided.
///
/// # Errors
/// Everything that is wrong with the spec.
pub fn catalog_and_warnings(sources: &Sources) -> Result<(Catalog, Diagnostics), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let parsed = parse::folder(sources, &mut diagnostics);
    let catalog = check::check(parsed, &mut diagnostics);
    match catalog {
        Some(catalog) if !diagnostics.has_errors() => Ok((catalog, diagnostics)),
        _ => Err(diagnostics),
    }
}
