//! Naming a request's secrets to the runtime, which keeps them out of every text.

use proc_macro2::TokenStream;
use quote::quote;

use super::structs;
use crate::lower::{Struct, ident};

/// The method of a request that names its secrets, where it has any.
pub(in crate::emit) fn method(of: &Struct<'_>) -> Option<TokenStream> {
    let secretive = of.fields.iter().filter(|field| field.spec.secret || field.secretive);
    let names: Vec<_> = secretive.map(|field| ident(&field.name)).collect();
    (!names.is_empty()).then(|| {
        quote! {
            fn secrets<'a>(&'a self, secrets: &mut rt::Secrets<'a>) {
                #(secrets.within(&self.#names);)*
            }
        }
    })
}

/// The same of an object within a request.
pub(in crate::emit) fn implementation(of: &Struct<'_>) -> Option<TokenStream> {
    let name = ident(&of.name);
    let method = method(of)?;
    let allow = structs::allow_deprecated(of);
    Some(quote! {
        #allow
        impl rt::HasSecrets for #name {
            #method
        }
    })
}
