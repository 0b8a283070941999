//! Open enums: the known values, and every other kept as it came.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::EnumValue;

use super::request::integer;
use crate::emit::docs;
use crate::lower::{OpenEnum, OpenVariant, ident};

pub(super) fn tokens(of: &OpenEnum<'_>) -> TokenStream {
    let name = ident(&of.name);
    let docs = docs::attributes(&docs::of_type(&of.summary, of.about));
    let kind = if of.integer { quote!(i64) } else { quote!(str) };
    let variants = of.variants.iter().map(variant);
    quote! {
        rt::open_enum! {
            #docs
            pub enum #name: #kind { #(#variants),* }
        }
    }
}

fn variant(variant: &OpenVariant<'_>) -> TokenStream {
    let name = ident(&variant.name);
    let value = docs::code(&variant.value.to_string());
    let mut lines = docs::text(&docs::sentence(variant.about));
    match lines.first_mut() {
        Some(first) => *first = format!("{value}: {first}"),
        None => lines.push(format!("{value}.")),
    }
    let docs = docs::attributes(&lines);
    let value = literal(variant.value);
    quote!(#docs #name = #value)
}

fn literal(value: &EnumValue) -> TokenStream {
    match value {
        EnumValue::Integer(value) => integer(*value),
        EnumValue::String(value) => {
            let text = Literal::string(value);
            quote!(#text)
        }
    }
}
