//! Reading what is received: each field by the runtime's method that suits its spec.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::lower::{RustField, Serde, Struct, ident};

/// `rt::response!` of a struct that is received.
pub(super) fn implementation(of: &Struct<'_>) -> Option<TokenStream> {
    if !of.usage.received || of.serde != Serde::Object {
        return None;
    }
    let name = ident(&of.name);
    let fields = of.fields.iter().map(field);
    Some(quote!(rt::response!(#name { #(#fields),* });))
}

/// `field = "name" | "alias": method`.
fn field(field: &RustField<'_>) -> TokenStream {
    let name = ident(&field.name);
    let wire = &field.spec.name.value;
    let renamed = (name != *wire).then(|| {
        let wire = Literal::string(wire);
        quote!(= #wire)
    });
    let aliases = field.spec.aliases.iter().map(|alias| Literal::string(alias));
    let method = match (field.spec.empty_is_absent, field.optional || field.empty_if_absent) {
        (true, _) => quote!(non_empty),
        (false, true) => quote!(optional),
        (false, false) => quote!(required),
    };
    quote!(#name #renamed #(| #aliases)*: #method)
}
