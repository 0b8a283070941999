//! Reads the vendor's pages about endpoints, in the forms in which they get saved, drafts specs of
//! them and compares them with specs.
//!
//! A page is read in two steps: a text becomes a [`Document`], whatever form it was saved in, and a document becomes a
//! [`Page`], the facts that the template states. Neither knows the spec language; what a page
//! contradicts itself in is a [`Finding`], never a guess.

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
mod settled;
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
