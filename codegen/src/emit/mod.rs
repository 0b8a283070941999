//! The Rust that a catalog becomes: one emitter for each kind of file, tokens only.
//!
//! Spec text enters the tokens as literals, as checked identifiers and as neutralised
//! documentation ([`docs`]), never as code.

mod api;
mod client;
mod docs;
mod endpoint;
mod example;
mod modules;
mod runtime;
mod types;

use proc_macro2::TokenStream;
use weixin_spec::Catalog;

use api::{account, error_code, own_codes, settings};
pub(crate) use docs::wrapped;
pub use runtime::Runtime;

/// A Rust file to be written.
pub(crate) struct RustFile {
    /// Path within the output folder.
    pub(crate) path: String,
    /// Its `//!` lines; spec text.
    pub(crate) head: Vec<String>,
    /// What it imports if it mentions it: the first word of a path, and what to `use` for it.
    pub(crate) imports: Vec<(&'static str, TokenStream)>,
    /// Its items.
    pub(crate) items: TokenStream,
}

/// A file that is made when it is asked for: making one needs none of the others, so that they can
/// be made side by side, and no more tokens are held at once than there are processors.
pub(crate) type Deferred<'a> = Box<dyn Fn() -> RustFile + Send + Sync + 'a>;

/// Every Rust file of the client, in no particular order.
pub(crate) fn files(catalog: &Catalog, runtime: Runtime) -> Vec<Deferred<'_>> {
    let mut files: Vec<Deferred<'_>> = Vec::new();
    if catalog.api.extends.is_none() {
        files.push(Box::new(|| settings::file(catalog)));
        files.push(Box::new(|| account::file(catalog)));
        files.push(Box::new(|| error_code::file(catalog)));
    } else if own_codes::are_there(catalog) {
        files.push(Box::new(|| own_codes::file(catalog)));
    }
    for ty in &catalog.types {
        files.push(Box::new(|| types::file(catalog, ty)));
    }
    for endpoint in &catalog.endpoints {
        files.push(Box::new(|| endpoint::file(catalog, endpoint)));
    }
    for (group, of) in client::groups(catalog) {
        files.push(Box::new(move || client::file(catalog, group, &of, runtime)));
    }
    files.extend(modules::files(catalog, runtime));
    files
}

/// Every Rust file of the examples.
pub(crate) fn examples(catalog: &Catalog) -> Vec<Deferred<'_>> {
    let each = catalog.endpoints.iter();
    let each =
        each.map(|endpoint| -> Deferred<'_> { Box::new(|| example::file(catalog, endpoint)) });
    each.chain(modules::examples(catalog)).collect()
}
