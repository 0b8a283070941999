//! Rust types as tokens, and the files of shared types.

mod deserialize;
mod enums;
pub(super) mod limits;
pub(super) mod request;
pub(super) mod secrets;
pub(super) mod structs;

use proc_macro2::TokenStream;
use quote::quote;
use weixin_spec::{Model, NamedType};

use super::{RustFile, docs};
use crate::lower::{self, Definition, RustType, ident};
use weixin_spec::names::snake_case;

/// The module that mentions a type, which decides the path of a shared type.
#[derive(Clone, Copy)]
pub(super) enum Module {
    /// An endpoint's module.
    Endpoint,
    /// A shared type's module.
    Types,
}

/// A type as tokens.
pub(super) fn tokens(ty: &RustType, module: Module) -> TokenStream {
    match ty {
        RustType::String => quote!(String),
        RustType::I64 => quote!(i64),
        RustType::Bool => quote!(bool),
        RustType::Json => quote!(rt::JsonValue),
        RustType::Runtime(name) => {
            let name = ident(name);
            quote!(rt::#name)
        }
        RustType::List(item) => {
            let item = tokens(item, module);
            quote!(Vec<#item>)
        }
        RustType::Map(item) => {
            let item = tokens(item, module);
            quote!(BTreeMap<String, #item>)
        }
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#name)
        }
        RustType::Shared(name) => {
            let name = ident(name);
            match module {
                Module::Endpoint => quote!(types::#name),
                Module::Types => quote!(super::#name),
            }
        }
    }
}

/// Types that a setter takes as they are, so that literals and `parse()` get their types from it.
pub(super) fn takes_only_itself(ty: &RustType) -> bool {
    let number = matches!(ty, RustType::Runtime("Fen" | "Yuan" | "UnixSeconds"));
    number || matches!(ty, RustType::Bool | RustType::I64 | RustType::Json)
}

/// The file of one shared type.
pub(super) fn file(model: &Model, ty: &NamedType) -> RustFile {
    let definitions = lower::named_type(model, ty);
    let items = definitions_tokens(&definitions, Module::Types);
    RustFile {
        path: format!("types/{}.rs", snake_case(&ty.name)),
        head: vec![docs::sentence(&docs::inline(&lower::summary(ty)))],
        items,
        ..RustFile::default()
    }
}

/// Structs and enums, one after the other.
pub(super) fn definitions_tokens(definitions: &[Definition<'_>], module: Module) -> TokenStream {
    let each = definitions.iter().map(|definition| match definition {
        Definition::Struct(of) => structs::tokens(of, module),
        Definition::Enum(of) => enums::tokens(of),
    });
    quote!(#(#each)*)
}
