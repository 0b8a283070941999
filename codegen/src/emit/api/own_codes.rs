//! `error_code.rs` of a spec that extends another API: the codes that only this spec explains.
//!
//! The error itself is the extended crate's, whose `ErrorCode` keeps codes that it doesn't know; so
//! they are numbers to compare with, and words that its errors show.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use weixin_spec::{ErrorCode, Model};

use super::error_code::variant_docs;
use crate::emit::RustFile;
use crate::emit::types::request::integer;
use weixin_spec::names::own_code;

fn own(model: &Model) -> impl Iterator<Item = &ErrorCode> {
    let extends = model.api.extends.is_some();
    model.errors.iter().filter(move |error| extends && !error.inherited)
}

/// Whether there is such a file.
pub(in crate::emit) fn are_there(model: &Model) -> bool {
    own(model).next().is_some()
}

/// The words that every endpoint of the spec refers to.
pub(in crate::emit) fn words(model: &Model) -> TokenStream {
    if are_there(model) { quote!(error_code::WORDS) } else { quote!(&[]) }
}

pub(in crate::emit) fn file(model: &Model) -> RustFile {
    let codes = own(model).map(|error| {
        let docs = variant_docs(error);
        let name = format_ident!("{}", own_code(&error.name));
        let number = integer(error.code.value);
        quote!(#docs pub const #name: i64 = #number;)
    });
    let words = own(model).map(|error| {
        let code = integer(error.code.value);
        let class = Literal::string(&error.class);
        let meaning = Literal::string(&error.meaning);
        let remedy = Literal::string(&error.remedy);
        quote! {
            rt::ErrorWords { code: #code, class: Some(#class), meaning: #meaning, remedy: #remedy }
        }
    });
    let items = quote! {
        #(#codes)*

        /// What these codes mean, for the errors of the calls here.
        pub(super) const WORDS: &[rt::ErrorWords] = &[#(#words),*];
    };
    RustFile {
        imports: Vec::new(),
        path: "error_code.rs".to_owned(),
        head: vec![
            "Error codes that are explained here alone: compare `error.code().value()` with them."
                .to_owned(),
        ],
        items,
    }
}
