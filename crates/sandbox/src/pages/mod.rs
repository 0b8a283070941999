//! The sandbox's page for browsers: Swagger UI, which shows and tries every call.
//!
//! A request for a page isn't a call: it isn't recorded in the ledger, and no fault hits it.

#[cfg(not(feature = "ui"))]
mod none;
#[cfg(feature = "ui")]
mod swagger;

#[cfg(not(feature = "ui"))]
pub(crate) use none::Page;
#[cfg(feature = "ui")]
pub(crate) use swagger::Page;
