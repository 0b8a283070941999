//! Documented limits as checks that run before anything is sent.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::Range;

use crate::lower::{RustField, RustType, Struct, ident};

/// `CheckLimits` of an object that is sent, where it has limits.
pub(in crate::emit) fn implementation(of: &Struct<'_>) -> Option<TokenStream> {
    let name = ident(&of.name);
    let checks = checks(of);
    let allow = of.is_limited().then(|| super::structs::allow_deprecated(of));
    of.is_limited().then(|| {
        quote! {
            #allow
            impl rt::CheckLimits for #name {
                fn check_limits(&self, check: &mut rt::LimitCheck) {
                    #(#checks)*
                }
            }
        }
    })
}

/// The method of a request that checks its limits, where it has any.
pub(in crate::emit) fn method(of: &Struct<'_>) -> Option<TokenStream> {
    let checks = checks(of);
    of.is_limited().then(|| {
        quote! {
            fn check_limits(&self, check: &mut rt::LimitCheck) {
                #(#checks)*
            }
        }
    })
}

fn checks(of: &Struct<'_>) -> Vec<TokenStream> {
    of.fields.iter().filter(|field| field.fixed().is_none()).filter_map(field).collect()
}

fn field(field: &RustField<'_>) -> Option<TokenStream> {
    let wire = Literal::string(&field.spec.name);
    let name = ident(&field.name);
    let mut checks = own(field, &wire);
    if field.limited {
        checks.push(quote!(check.within(#wire, value);));
    }
    if checks.is_empty() {
        return None;
    }
    Some(if field.optional {
        quote! {
            if let Some(value) = &self.#name {
                #(#checks)*
            }
        }
    } else {
        quote! {
            let value = &self.#name;
            #(#checks)*
        }
    })
}

/// The limits of the field itself, on `value`.
fn own(field: &RustField<'_>, wire: &Literal) -> Vec<TokenStream> {
    let limits = &field.spec.limits;
    let text = match &field.ty {
        RustType::Runtime("Secret") => quote!(value.expose()),
        RustType::Runtime("Base64" | "File") => quote!(value.as_bytes()),
        RustType::String => quote!(value),
        _ => quote!(value.as_str()),
    };
    let mut checks = Vec::new();
    if let Some(limit) = &limits.chars {
        let range = range(limit.value, false);
        checks.push(quote!(check.chars(#wire, #text, #range);));
    }
    if let Some(limit) = &limits.bytes {
        let range = range(limit.value, false);
        checks.push(quote!(check.bytes(#wire, #text, #range);));
    }
    if let Some(limit) = &limits.items {
        let range = range(limit.value, false);
        checks.push(quote!(check.items(#wire, value.len(), #range);));
    }
    if let Some(limit) = &limits.value {
        let float = field.ty == RustType::Runtime("Number");
        let range = range(limit.value, float);
        checks.push(match &field.ty {
            RustType::Runtime("Number") => quote!(check.number(#wire, value.0, #range);),
            RustType::I64 => quote!(check.value(#wire, *value, #range);),
            _ => quote!(check.value(#wire, value.0, #range);),
        });
    }
    checks
}

/// A range in Rust. Counts can't be negative, so a lower end of nothing is left open.
fn range(range: Range, float: bool) -> TokenStream {
    let number = |value: i64| {
        if !float {
            return super::request::integer(value);
        }
        // A limit has few digits, so that the nearest fraction is the same number.
        let literal = Literal::f64_unsuffixed(value.unsigned_abs() as f64);
        if value < 0 { quote!(-#literal) } else { quote!(#literal) }
    };
    match (range.min.map(number), range.max.map(number)) {
        (Some(min), Some(max)) => quote!(#min..=#max),
        (Some(min), None) => quote!(#min..),
        (None, Some(max)) => quote!(..=#max),
        (None, None) => quote!(..),
    }
}
