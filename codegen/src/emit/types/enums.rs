//! Open enums: the known values, and every other kept as it came.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::EnumValue;

use crate::emit::docs;
use crate::lower::{OpenEnum, OpenVariant, ident};

pub(super) fn tokens(of: &OpenEnum<'_>) -> TokenStream {
    let name = ident(&of.name);
    let mut lines = docs::of_type(&of.summary, of.about);
    lines.push(String::new());
    lines.push(
        "A value that is not known here is kept: match with a wildcard arm, and read it".into(),
    );
    lines.push(format!("with [`{}`](Self::{0}).", if of.integer { "value" } else { "as_str" }));
    let docs = docs::attributes(&lines);
    let variants = of.variants.iter().map(variant);
    let known: Vec<_> = of.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = of.variants.iter().map(|variant| literal(variant.value)).collect();
    if of.integer {
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #[doc(hidden)]
                __Unknown(rt::Unknown<i64>),
            }

            impl #name {
                /// The value on the wire.
                #[must_use]
                pub fn value(self) -> i64 {
                    match self {
                        #(Self::#known => #values,)*
                        Self::__Unknown(value) => *value.get(),
                    }
                }
            }

            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    match value {
                        #(#values => Self::#known,)*
                        other => Self::__Unknown(rt::Unknown::new(other)),
                    }
                }
            }

            rt::open_integer_enum!(#name);
        }
    } else {
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #[doc(hidden)]
                __Unknown(rt::Unknown<String>),
            }

            impl #name {
                /// The value on the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#known => #values,)*
                        Self::__Unknown(value) => value.get(),
                    }
                }
            }

            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    match value {
                        #(#values => Self::#known,)*
                        other => Self::__Unknown(rt::Unknown::new(other.to_owned())),
                    }
                }
            }

            rt::open_string_enum!(#name);
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
    quote! {
        #docs
        #name,
    }
}

fn literal(value: &EnumValue) -> Literal {
    match value {
        EnumValue::Integer(value) => Literal::i64_unsuffixed(*value),
        EnumValue::String(value) => Literal::string(value),
    }
}
