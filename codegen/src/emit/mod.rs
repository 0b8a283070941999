//! The Rust that a model becomes: one emitter for each kind of file, tokens only.
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
use weixin_spec::Model;

use api::{account, error_code, own_codes, settings};
pub use runtime::Runtime;

/// A Rust file to be written.
#[derive(Default)]
pub(crate) struct RustFile {
    /// Path within the output folder.
    pub(crate) path: String,
    /// Its `//!` lines; spec text.
    pub(crate) head: Vec<String>,
    /// What it imports if it mentions it: the first word of a path, and what to `use` for it.
    pub(crate) imports: Vec<(&'static str, TokenStream)>,
    /// The value of an endpoint's [`DESCRIPTION`](crate::format::DESCRIPTION), which is laid out as a chain.
    pub(crate) description: Option<TokenStream>,
    /// Its items.
    pub(crate) items: TokenStream,
}

/// A file that is made when it is asked for: making one needs none of the others, so that they can
/// be made side by side, and no more tokens are held at once than there are processors.
pub(crate) type Deferred<'a> = Box<dyn Fn() -> RustFile + Send + Sync + 'a>;

/// Every Rust file of the client, in no particular order.
pub(crate) fn files(model: &Model, runtime: Runtime) -> Vec<Deferred<'_>> {
    let mut files: Vec<Deferred<'_>> = Vec::new();
    if model.api.extends.is_none() {
        files.push(Box::new(|| settings::file(model)));
        files.push(Box::new(|| account::file(model)));
        files.push(Box::new(|| error_code::file(model)));
    } else if own_codes::are_there(model) {
        files.push(Box::new(|| own_codes::file(model)));
    }
    for ty in &model.types {
        files.push(Box::new(|| types::file(model, ty)));
    }
    for endpoint in &model.endpoints {
        files.push(Box::new(|| endpoint::file(model, endpoint)));
    }
    for (group, of) in client::groups(model) {
        files.push(Box::new(move || client::file(model, group, &of, runtime)));
    }
    files.extend(modules::files(model, runtime));
    files
}

/// Every Rust file of the examples.
pub(crate) fn examples(model: &Model) -> Vec<Deferred<'_>> {
    let each = model.endpoints.iter();
    let each = each.map(|endpoint| -> Deferred<'_> { Box::new(|| example::file(model, endpoint)) });
    each.chain(modules::examples(model)).collect()
}
