//! The names of the runtime that generated code mentions, and how it gets at them.
//!
//! Everything is reached through one module, `rt`, so that this is the whole of what generator and
//! runtime must agree on; see `src/rt/` of the runtime.

use proc_macro2::TokenStream;
use quote::quote;
use weixin_spec::Model;

use crate::lower::ident;

/// How generated code reaches the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// It is compiled into the runtime's own crate.
    Inside,
    /// It is compiled into a crate that depends on `weixin`.
    Outside,
}

/// Where the kinds of account are, for a file of a group: in a crate whose API is extended, they
/// are that crate's, so that its clients make these calls too.
pub(super) fn accounts(model: &Model) -> TokenStream {
    match &model.api.extends {
        Some(extended) => {
            let extended = ident(extended);
            quote!(::#extended::api::account)
        }
        None => quote!(super::super::account),
    }
}

impl Runtime {
    /// What every generated file that mentions the runtime imports.
    pub(crate) fn path(self) -> TokenStream {
        match self {
            Self::Inside => quote!(crate::rt),
            Self::Outside => quote!(::weixin::rt),
        }
    }
}
