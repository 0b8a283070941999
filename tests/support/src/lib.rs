//! Code shared by the tests of several packages.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

#[cfg(feature = "client")]
pub mod client;
#[cfg(feature = "document")]
pub mod document;
#[cfg(feature = "client")]
pub mod example;
pub mod installed;
pub mod page;
pub mod program;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "spec")]
pub mod spec;
