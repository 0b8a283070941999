//! Reads the vendor's pages about endpoints in several saved forms, drafts specs from them and compares them with
//! specs.
//!
//! A page is read in two steps: the saved file becomes a [`Document`], the same for every form, and the document becomes
//! a [`Page`] with the facts that the page states. Neither depends on the spec language. A contradiction within a page
//! becomes a [`Finding`]; it is never resolved by a guess.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod accounts;
mod document;
pub mod drift;
mod facts;
pub mod import;
mod json;
mod page;
mod quirks;
mod vendor_type;

pub use document::{Block, BlockKind, Document, Form, Inline, LARGEST, Link, Row, Table};
pub use json::Json;
pub use page::{
    Account, Admission, Body, Call, CloudCall, ErrorRow, Example, Field, Finding, FindingKind,
    Page, Presence, Problem, Response, Sample, ThirdParty, Value,
};
pub use vendor_type::VendorType;

/// Reads the facts of a saved page.
///
/// # Errors
///
/// Returns an error if the file can't be read, or isn't the page of an endpoint.
pub fn read(bytes: &[u8]) -> Result<Page, Vec<Problem>> {
    let document = Document::read(bytes).map_err(|problem| vec![problem])?;
    Page::of(&document)
}
