//! Reading what is received: each field by the runtime's function that suits its spec.
//!
//! Not derived: a derived reader takes rustc several times as long for each struct, and refuses a
//! reply in which a field stands in two spellings.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::structs;
use crate::lower::{RustField, Serde, Struct, ident};

/// How a struct that is received is read: the fields here, `Deserialize` by the runtime's macro.
pub(super) fn implementation(of: &Struct<'_>) -> Option<TokenStream> {
    if !of.usage.received || of.serde != Serde::Object {
        return None;
    }
    let name = ident(&of.name);
    let names = of.fields.iter().flat_map(|field| {
        let names = std::iter::once(&field.spec.name).chain(&field.spec.aliases);
        names.map(|name| Literal::string(name))
    });
    let spellings: Vec<TokenStream> = of.fields.iter().filter_map(respelling).collect();
    let fields = of.fields.iter().map(field);
    let object = if of.fields.is_empty() { quote!(_) } else { quote!(object) };
    let allow = structs::allow_deprecated(of);
    Some(quote! {
        #allow
        impl rt::FromObject for #name {
            const FIELDS: &'static [&'static str] = &[#(#names),*];

            fn from_object(#object: &mut rt::Object<'_>) -> Result<Self, rt::Misread> {
                #(#spellings)*
                Ok(Self { #(#fields),* })
            }
        }

        rt::object!(#name);
    })
}

/// Other spellings of a field are read as the field.
fn respelling(field: &RustField<'_>) -> Option<TokenStream> {
    let aliases = &field.spec.aliases;
    let wire = Literal::string(&field.spec.name);
    let others = aliases.iter().map(|alias| Literal::string(alias));
    (!aliases.is_empty()).then(|| quote!(object.respell(#wire, &[#(#others),*]);))
}

fn field(field: &RustField<'_>) -> TokenStream {
    let name = ident(&field.name);
    let wire = Literal::string(&field.spec.name);
    let method = match (field.spec.empty_is_absent, field.optional || field.empty_if_absent) {
        (true, _) => quote!(non_empty),
        (false, true) => quote!(optional),
        (false, false) => quote!(required),
    };
    quote!(#name: object.#method(#wire)?)
}
