//! Naming a request's secrets to the runtime, which keeps them out of every text.

use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::{RustField, RustType, Struct, ident};

/// The method of a request that names its secrets, where it has any.
pub(super) fn method(of: &Struct<'_>) -> Option<TokenStream> {
    let named: Vec<TokenStream> = of.fields.iter().filter_map(field).collect();
    (!named.is_empty()).then(|| {
        quote! {
            fn secrets<'a>(&'a self, secrets: &mut rt::Secrets<'a>) {
                #(#named)*
            }
        }
    })
}

/// The same of an object within a request.
pub(super) fn implementation(of: &Struct<'_>) -> Option<TokenStream> {
    let name = ident(&of.name);
    let named: Vec<TokenStream> = of.fields.iter().filter_map(field).collect();
    (!named.is_empty()).then(|| {
        quote! {
            impl #name {
                #[doc(hidden)]
                pub fn secrets<'a>(&'a self, secrets: &mut rt::Secrets<'a>) {
                    #(#named)*
                }
            }
        }
    })
}

fn field(field: &RustField<'_>) -> Option<TokenStream> {
    let name = ident(&field.name);
    let naming = if field.spec.secret {
        quote!(secrets.push(value);)
    } else if field.secretive {
        within(&field.ty)
    } else {
        return None;
    };
    Some(if field.optional {
        quote! {
            if let Some(value) = &self.#name {
                #naming
            }
        }
    } else {
        quote! {
            let value = &self.#name;
            #naming
        }
    })
}

/// Secrets of the objects within lists and maps.
fn within(ty: &RustType) -> TokenStream {
    match ty {
        RustType::List(item) => {
            let inner = within(item);
            quote!(for value in value { #inner })
        }
        RustType::Map(item) => {
            let inner = within(item);
            quote!(for value in value.values() { #inner })
        }
        _ => quote!(value.secrets(secrets);),
    }
}
