//! What a person sees who opens the sandbox in a browser: every call in Swagger UI, to be read and tried.
//!
//! Asking for a page is no call: it stands in no ledger, and no fault hits it.

#[cfg(not(feature = "ui"))]
mod none;
#[cfg(feature = "ui")]
mod swagger;

#[cfg(not(feature = "ui"))]
pub(crate) use none::Page;
#[cfg(feature = "ui")]
pub(crate) use swagger::Page;
