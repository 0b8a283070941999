//! `error_code.rs` of a spec that extends another API: the codes that only this spec explains.
//!
//! An error has the extended crate's `ErrorCode`, which keeps codes that it doesn't know; these are an enum of
//! their own that it converts into.

use proc_macro2::TokenStream;
use quote::quote;
use weixin_spec::{ErrorCode, Model};

use super::error_code::row;
use crate::emit::RustFile;
use crate::lower::ident;

fn own(model: &Model) -> impl Iterator<Item = &ErrorCode> {
    let extends = model.api.extends.is_some();
    model.errors.iter().filter(move |error| extends && !error.inherited)
}

/// Whether there is such a file.
pub(in crate::emit) fn are_there(model: &Model) -> bool {
    own(model).next().is_some()
}

/// What every endpoint of the spec says about these codes.
pub(in crate::emit) fn details(model: &Model) -> Option<TokenStream> {
    are_there(model).then(|| quote!(error_code::ErrorCode::DETAILS))
}

pub(in crate::emit) fn file(model: &Model) -> RustFile {
    let rows = own(model).map(row);
    let extended = ident(model.api.extends.as_ref().map_or("", |name| &name.value));
    RustFile {
        path: "error_code.rs".to_owned(),
        head: vec!["Error codes that this API adds.".to_owned()],
        items: quote! {
            use ::#extended::api::ErrorClass;

            rt::error_codes! {
                /// An error code that this API adds: `ErrorCode::try_from(code)` for the code of an error.
                pub enum ErrorCode extends(::#extended::api::ErrorCode);

                #(#rows)*
            }
        },
        ..RustFile::default()
    }
}
