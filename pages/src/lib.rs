//! Reads the vendor's pages about endpoints, in the forms in which they get saved.
//!
//! Two steps: a text becomes a [`Document`], whatever form it was saved in, and a document becomes a
//! [`Page`], the facts that the template states. Nothing here knows the spec language; what a page
//! contradicts itself in is a [`Finding`], never a guess.

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod document;
mod facts;
mod json;
mod page;
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
/// Where the file can't be read, or is no page about an endpoint.
pub fn read(bytes: &[u8]) -> Result<Page, Vec<Problem>> {
    let document = Document::read(bytes).map_err(|problem| vec![problem])?;
    Page::of(&document)
}
