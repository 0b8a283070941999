//! `mod.rs` files: the generated tree's tables of contents.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use weixin_spec::{Endpoint, Model};

use super::api::own_codes;
use super::client::{about, groups};
use super::{Deferred, Runtime, RustFile, docs};
use crate::lower::{self, Definition, ident, named_type};
use weixin_spec::names::{camel_case, snake_case};

pub(super) fn files(model: &Model, runtime: Runtime) -> Vec<Deferred<'_>> {
    let mut files: Vec<Deferred<'_>> = vec![Box::new(|| root(model))];
    if !model.types.is_empty() {
        files.push(Box::new(|| types(model)));
    }
    for (group, endpoints) in groups(model) {
        files.push(Box::new(move || group_module(model, group, &endpoints, runtime)));
    }
    files
}

/// The tables of contents of the examples.
pub(super) fn examples(model: &Model) -> Vec<Deferred<'_>> {
    let mut files: Vec<Deferred<'_>> = vec![Box::new(|| examples_root(model))];
    for (group, endpoints) in groups(model) {
        files.push(Box::new(move || example_group(group, &endpoints)));
    }
    files
}

fn example_group(group: &str, endpoints: &[&Endpoint]) -> RustFile {
    let modules = endpoints.iter().map(|endpoint| module(group, &endpoint.id));
    RustFile {
        path: format!("{group}/mod.rs"),
        head: vec![format!("The examples of the group `{group}`.")],
        items: quote!(#(#modules)*),
        ..RustFile::default()
    }
}

fn root(model: &Model) -> RustFile {
    let groups = groups(model).into_iter().map(|(group, _)| {
        let of = model.api.groups.iter().find(|of| of.id.value == group);
        let aliases = of.map(|of| {
            let others = of.aliases.iter().map(String::as_str);
            docs::aliases(others.filter(|alias| *alias != group))
        });
        let group = ident(group);
        quote!(#aliases pub mod #group;)
    });
    let types = (!model.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let general = match &model.api.extends {
        None => quote! {
            pub mod account;
            pub mod error_code;
            pub mod settings;
        },
        Some(_) if own_codes::are_there(model) => quote! {
            pub mod error_code;
            pub use error_code::ErrorCode;
        },
        Some(_) => TokenStream::new(),
    };
    let exports = model.api.extends.is_none().then(|| {
        quote! {
            pub use account::Account;
            pub use error_code::{ErrorClass, ErrorCode};
            pub use settings::SETTINGS;
        }
    });
    let title = if model.api.title.is_empty() { "An API" } else { &model.api.title };
    let mut head = vec![docs::sentence(&docs::inline(title))];
    if !model.api.about.is_empty() {
        head.push(String::new());
        head.extend(docs::text(&model.api.about));
    }
    RustFile {
        path: "mod.rs".to_owned(),
        head,
        items: quote! {
            #general
            #types
            #(#groups)*
            #exports
        },
        ..RustFile::default()
    }
}

fn group_module(model: &Model, group: &str, endpoints: &[&Endpoint], runtime: Runtime) -> RustFile {
    let modules = endpoints.iter().map(|endpoint| module(group, &endpoint.id));
    let exports = endpoints.iter().map(|endpoint| {
        let module = ident(&endpoint.id);
        let camel = camel_case(&endpoint.id);
        let (request, response) =
            (format_ident!("{camel}Request"), format_ident!("{camel}Response"));
        let required = (lower::endpoint(model, endpoint).request.required().count() > 1)
            .then(|| format_ident!("{camel}Required"));
        let required = required.into_iter();
        quote!(pub use #module::{#request, #(#required,)* #response};)
    });
    let client = match runtime {
        Runtime::Inside => quote!(
            mod client;
        ),
        Runtime::Outside => quote!(
            mod client;
            pub use client::*;
        ),
    };
    RustFile {
        path: format!("{group}/mod.rs"),
        head: about(model, group),
        items: quote! {
            #client
            #(#modules)*
            #(#exports)*
        },
        ..RustFile::default()
    }
}

/// An endpoint's module. A group and an endpoint may well have one name.
fn module(group: &str, id: &str) -> TokenStream {
    let reason = "the group and one of its endpoints have the same name";
    let allow = (group == id).then(|| quote!(#[allow(clippy::module_inception, reason = #reason)]));
    let module = ident(id);
    quote!(#allow pub mod #module;)
}

fn types(model: &Model) -> RustFile {
    let mut names: Vec<&str> = model.types.iter().map(|ty| ty.name.value.as_str()).collect();
    names.sort_unstable();
    let each = names.iter().filter_map(|name| {
        let module = ident(&snake_case(name));
        let all = exported(model, name)?;
        Some(quote! {
            pub mod #module;
            pub use #module::{#(#all),*};
        })
    });
    RustFile {
        path: "types/mod.rs".to_owned(),
        head: vec!["Types that several endpoints share.".to_owned()],
        items: quote!(#(#each)*),
        ..RustFile::default()
    }
}

/// The shared type itself and, where it has one, the struct of its required fields.
fn exported(model: &Model, name: &str) -> Option<Vec<TokenStream>> {
    let definitions = named_type(model, model.named_type(name)?);
    let own = ident(name);
    let required = match definitions.first() {
        Some(Definition::Struct(of)) if of.usage.sent && of.required().count() > 1 => {
            Some(format_ident!("{name}Required"))
        }
        _ => None,
    };
    let names = std::iter::once(own).chain(required);
    Some(names.map(|name| quote!(#name)).collect())
}

fn examples_root(model: &Model) -> RustFile {
    let groups: Vec<_> = groups(model).into_iter().collect();
    let modules = groups.iter().map(|(group, _)| ident(group));
    let all = groups.iter().flat_map(|(group, endpoints)| {
        let group = ident(group);
        endpoints.iter().map(move |endpoint| {
            let id = ident(&endpoint.id);
            quote!(#group::#id::EXAMPLES)
        })
    });
    RustFile {
        path: "mod.rs".to_owned(),
        head: vec!["Every example of the spec, ready to be sent.".to_owned()],
        items: quote! {
            use super::Example;
            #(pub mod #modules;)*

            /// The examples of each endpoint, by group and id.
            pub const ALL: &[&[Example]] = &[#(#all),*];
        },
        ..RustFile::default()
    }
}
