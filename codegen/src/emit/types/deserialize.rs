//! Reading what is received: each field by the runtime's function that suits its spec.
//!
//! Not derived: a derived reader takes rustc several times as long for each struct, and refuses a
//! reply in which a field stands in two spellings.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::structs;
use crate::lower::{RustField, RustType, Serde, Struct, ident};

/// `Deserialize` of a struct that is received.
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
    let made = quote!(Ok(Self { #(#fields),* }));
    let body = if spellings.is_empty() { made } else { quote!({ #(#spellings)* #made }) };
    let allow = structs::allow_deprecated(of);
    Some(quote! {
        #allow
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                rt::read(deserializer, &[#(#names),*], |#object| #body)
            }
        }
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
    let spec = field.spec;
    let method = match (field.scalar, spec.empty_is_absent, field.optional) {
        _ if field.empty_if_absent => "list",
        _ if matches!(field.ty, RustType::List(_)) && !field.optional => "take_list",
        (true, true, _) if field.ty == RustType::Runtime("UnixSeconds") => "time",
        (false, false, false) => "take",
        (false, false, true) => "optional",
        (true, false, false) => "loose",
        (true, false, true) => "optional_loose",
        (false, true, _) => "non_empty",
        (true, true, _) => "non_empty_loose",
    };
    let method = ident(method);
    quote!(#name: object.#method(#wire)?)
}
