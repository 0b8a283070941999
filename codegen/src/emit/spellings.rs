//! Reading a field under several spellings, also where a reply has more than one of them.
//!
//! serde's own `alias` refuses a reply that has two spellings at once as a duplicate, so a struct
//! with aliases reads a private copy of itself in which each spelling is a field.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::structs::attribute_tokens;
use super::types::{From, tokens as type_tokens};
use crate::lower::{Attribute, RustField, Struct, ident};

pub(super) fn deserialize(of: &Struct<'_>, from: From) -> TokenStream {
    let name = ident(&of.name);
    let fields = of.fields.iter().map(|field| declarations(field, from));
    let values = of.fields.iter().map(value);
    let allow = super::structs::allow_deprecated(of);
    quote! {
        #allow
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                struct Spellings {
                    #(#fields)*
                }

                let read = Spellings::deserialize(deserializer)?;
                Ok(Self { #(#values)* })
            }
        }
    }
}

fn declarations(field: &RustField<'_>, from: From) -> TokenStream {
    let ty = type_tokens(&field.ty, from);
    let spelled = !field.spec.aliases.is_empty();
    let ty = if spelled || field.optional { quote!(Option<#ty>) } else { ty };
    let read = field.attributes.iter().filter(|a| matches!(a, Attribute::Read { .. }));
    let read: Vec<TokenStream> = read
        .map(|attribute| match attribute {
            Attribute::Read { function, .. } if spelled => {
                attribute_tokens(&Attribute::Read { function, default: true })
            }
            attribute => attribute_tokens(attribute),
        })
        .collect();
    let wire_names = std::iter::once(&field.spec.name).chain(&field.spec.aliases);
    let each = (0..).zip(wire_names).map(|(index, wire)| {
        let name = spelling(field, index);
        let rename = (name != wire.value).then(|| {
            let wire = Literal::string(wire);
            quote!(rename = #wire)
        });
        let attributes: Vec<&TokenStream> = rename.iter().chain(&read).collect();
        let serde = (!attributes.is_empty()).then(|| quote!(#[serde(#(#attributes),*)]));
        let name = ident(&name);
        quote! {
            #serde
            #name: #ty,
        }
    });
    quote!(#(#each)*)
}

/// The field's value: the first spelling that is there.
fn value(field: &RustField<'_>) -> TokenStream {
    let name = ident(&field.name);
    let first = ident(&spelling(field, 0));
    let others = (1..=field.spec.aliases.len()).map(|index| {
        let other = ident(&spelling(field, index));
        quote!(.or(read.#other))
    });
    let wire = Literal::string(&field.spec.name);
    let required = (!field.optional && !field.spec.aliases.is_empty())
        .then(|| quote!(.ok_or_else(|| serde::de::Error::missing_field(#wire))?));
    quote!(#name: read.#first #(#others)* #required,)
}

fn spelling(field: &RustField<'_>, index: usize) -> String {
    match index {
        0 => field.name.clone(),
        index => format!("{}_spelling_{}", field.name, index + 1),
    }
}
