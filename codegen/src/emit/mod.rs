//! The Rust that a catalog becomes: one emitter for each kind of file, tokens only.
//!
//! Spec text enters the tokens as literals, as checked identifiers and as neutralised
//! documentation ([`docs`]), never as code.

mod access;
mod account;
mod client;
mod description;
mod docs;
mod endpoint;
mod enums;
mod error_code;
mod example;
mod limits;
mod modules;
mod request;
pub(crate) mod reserved;
mod runtime;
mod sample;
mod secrets;
mod settings;
mod spellings;
mod structs;
mod types;

use proc_macro2::TokenStream;
use weixin_catalog::Catalog;

pub(crate) use docs::wrapped;
pub use runtime::Runtime;

/// A Rust file to be written.
pub(crate) struct RustFile {
    /// Path within the output folder.
    pub(crate) path: String,
    /// Its `//!` lines; spec text.
    pub(crate) head: Vec<String>,
    /// Its items.
    pub(crate) items: TokenStream,
}

/// Every Rust file of a catalog, in no particular order.
pub(crate) fn files(catalog: &Catalog, runtime: Runtime) -> Vec<RustFile> {
    let mut files = vec![
        settings::file(catalog),
        account::file(catalog),
        error_code::file(catalog),
    ];
    files.extend(types::files(catalog));
    files.extend(catalog.endpoints.iter().map(|of| endpoint::file(catalog, of)));
    files.extend(client::files(catalog, runtime));
    files.extend(example::files(catalog, runtime));
    files.extend(modules::files(catalog, runtime));
    files
}
