//! Constructors of what is sent: required fields can't be forgotten, optional ones are chained.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{Json, JsonKind};

use super::structs;
use super::{Module, takes_only_itself, tokens as type_tokens};
use crate::lower::{RustField, Struct, ident};

/// `rt::request!` of a struct that is sent.
pub(in crate::emit) fn constructor(of: &Struct<'_>, module: Module) -> TokenStream {
    let name = ident(&of.name);
    let required: Vec<&RustField<'_>> = of.required().collect();
    let stored = of.stored.then(|| quote!(stored));
    let literal = (required.len() > 1).then(|| {
        let literal = ident(&of.required_name());
        quote!(, #literal)
    });
    let alone = matches!(required.as_slice(), [field] if takes_only_itself(&field.ty));
    let required = required.iter().map(|field| required_field(field, module));
    let required =
        section(&if alone { quote!(required exact) } else { quote!(required) }, required);
    let fixed = of.fields.iter().filter_map(|field| {
        let value = fixed_value(field.fixed()?);
        let name = ident(&field.name);
        Some(quote!(#name = #value))
    });
    let fixed = section(&quote!(fixed), fixed);
    let (exact, converted): (Vec<_>, Vec<_>) =
        of.optional().partition(|field| takes_only_itself(&field.ty));
    let converted =
        section(&quote!(optional), converted.iter().map(|field| optional_field(field, module)));
    let exact = section(&quote!(exact), exact.iter().map(|field| optional_field(field, module)));
    quote!(rt::request!(#stored #name #literal { #required #fixed #converted #exact });)
}

/// `name { item, … }`, or nothing without items.
fn section(name: &TokenStream, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<TokenStream> = items.collect();
    (!items.is_empty()).then(|| quote!(#name { #(#items),* }))
}

/// `field = "name in JSON": Type`. Not marked as deprecated: it can't be left out.
fn required_field(field: &RustField<'_>, module: Module) -> TokenStream {
    let name = ident(&field.name);
    let wire = &field.spec.name.value;
    let renamed = (name != *wire).then(|| {
        let wire = Literal::string(wire);
        quote!(= #wire)
    });
    let ty = type_tokens(&field.ty, module);
    quote!(#name #renamed: #ty)
}

/// `field: Type`, with its attributes.
fn optional_field(field: &RustField<'_>, module: Module) -> TokenStream {
    let deprecated = structs::deprecation(field.spec);
    let field = required_field(field, module);
    quote!(#deprecated #field)
}

/// The type of a field that never varies.
pub(in crate::emit) fn fixed_type(value: &Json) -> TokenStream {
    match &value.kind {
        JsonKind::Bool(_) => quote!(bool),
        JsonKind::Number(_) => quote!(i64),
        _ => quote!(&'static str),
    }
}

/// Its value.
pub(in crate::emit) fn fixed_value(value: &Json) -> TokenStream {
    match &value.kind {
        JsonKind::Bool(value) => quote!(#value),
        JsonKind::Number(_) => integer(value.as_i64().unwrap_or_default()),
        _ => {
            let text = Literal::string(value.as_str().unwrap_or_default());
            quote!(#text)
        }
    }
}

/// A whole number; a negative one is a minus and a literal, as in source code.
pub(in crate::emit) fn integer(value: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}
