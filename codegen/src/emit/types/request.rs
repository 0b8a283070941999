//! Constructors of what is sent: required fields can't be forgotten, optional ones are chained.
//!
//! One required field is an argument. Two or more are a struct of their own that is written as a
//! literal, so that rustc names the field that was forgotten and no two strings can be swapped.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{Json, JsonKind};

use super::structs;
use super::{From, is_converted, tokens as type_tokens};
use crate::emit::docs;
use crate::lower::{RustField, Struct, ident};

pub(in crate::emit) fn constructor(of: &Struct<'_>, from: From) -> TokenStream {
    let required: Vec<&RustField<'_>> = of.required().collect();
    let (extra, new) = match required.as_slice() {
        [] => (None, new_empty(of)),
        [field] => (None, new_single(of, field, from)),
        several => (Some(required_struct(of, several, from)), new_several(of, several)),
    };
    let setters = of.optional().map(|field| setter(of, field, from));
    let name = ident(&of.name);
    let default = default(of);
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
        #default
        #extra
    }
}

fn new_empty(of: &Struct<'_>) -> TokenStream {
    let (rest, allow) = (rest(of), structs::allow_deprecated(of));
    quote! {
        /// A value with nothing set: no field is required.
        #allow
        #[must_use]
        pub fn new() -> Self {
            Self { #rest }
        }
    }
}

/// `Default` by hand where a fixed value keeps it from being derived.
fn default(of: &Struct<'_>) -> Option<TokenStream> {
    let name = ident(&of.name);
    let needed = of.required().count() == 0 && of.fields.iter().any(|field| !field.optional);
    needed.then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

fn new_single(of: &Struct<'_>, field: &RustField<'_>, from: From) -> TokenStream {
    let (rest, allow) = (rest(of), structs::allow_deprecated(of));
    let name = ident(&field.name);
    let (ty, value) = argument(field, from);
    let value = if is_converted(&field.ty) { quote!(: #value) } else { TokenStream::new() };
    let docs =
        docs::attributes(&[format!("A value with its one required field, `{}`.", field.name)]);
    quote! {
        #docs
        #allow
        #[must_use]
        pub fn new(#name: #ty) -> Self {
            Self { #name #value, #rest }
        }
    }
}

fn new_several(of: &Struct<'_>, required: &[&RustField<'_>]) -> TokenStream {
    let (rest, allow) = (rest(of), structs::allow_deprecated(of));
    let literal = ident(&of.required_name());
    let names = required.iter().map(|field| ident(&field.name));
    let docs = docs::attributes(&[
        "A value with its required fields, which a struct literal can't forget.".to_owned(),
    ]);
    quote! {
        #docs
        #allow
        #[must_use]
        pub fn new(required: #literal) -> Self {
            Self { #(#names: required.#names,)* #rest }
        }
    }
}

fn required_struct(of: &Struct<'_>, required: &[&RustField<'_>], from: From) -> TokenStream {
    let name = ident(&of.name);
    let literal = ident(&of.required_name());
    let fields = required.iter().map(|field| {
        let mut lines = structs::field_docs(of, field.spec);
        // Only said, not marked: there is no way to leave it out.
        if let Some(words) = &field.spec.deprecated {
            lines.extend([
                String::new(),
                format!("Deprecated: {}", docs::sentence(&docs::inline(words))),
            ]);
        }
        let docs = docs::attributes(&lines);
        let name = ident(&field.name);
        let ty = type_tokens(&field.ty, from);
        quote! {
            #docs
            pub #name: #ty,
        }
    });
    let docs = docs::attributes(&[format!("The required fields of [`{}`].", of.name)]);
    quote! {
        #docs
        #[derive(Debug)]
        pub struct #literal {
            #(#fields)*
        }

        impl From<#literal> for #name {
            fn from(required: #literal) -> Self {
                Self::new(required)
            }
        }
    }
}

/// The fields that a constructor fills by itself.
fn rest(of: &Struct<'_>) -> TokenStream {
    let fixed = of.fields.iter().filter_map(|field| {
        let value = fixed_value(field.fixed()?);
        let name = ident(&field.name);
        Some(quote!(#name: #value,))
    });
    let none = of.optional().map(|field| {
        let name = ident(&field.name);
        quote!(#name: None,)
    });
    quote!(#(#fixed)* #(#none)*)
}

fn setter(of: &Struct<'_>, field: &RustField<'_>, from: From) -> TokenStream {
    let name = ident(&field.name);
    let (ty, value) = argument(field, from);
    let docs = docs::attributes(&structs::field_docs(of, field.spec));
    let deprecated = structs::deprecation(field.spec);
    let reason = "sets a field that is deprecated itself";
    let allow = deprecated.as_ref().map(|_| quote!(#[allow(deprecated, reason = #reason)]));
    quote! {
        #docs
        #deprecated
        #allow
        #[must_use]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// The type of a parameter, and the field's value made of it.
fn argument(field: &RustField<'_>, from: From) -> (TokenStream, TokenStream) {
    let name = ident(&field.name);
    let ty = type_tokens(&field.ty, from);
    if is_converted(&field.ty) {
        (quote!(impl Into<#ty>), quote!(#name.into()))
    } else {
        (ty, quote!(#name))
    }
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
