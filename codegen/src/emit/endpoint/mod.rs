//! One endpoint's file: what is sent, what comes back, and what the runtime must know of it.

pub(super) mod access;
mod body;
mod description;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{Endpoint, Model};

use super::types::{Module, definitions_tokens};
use super::types::{limits, secrets, structs};
use super::{RustFile, docs, runtime};
use crate::format::DESCRIPTION;
use crate::lower::{self, EndpointModule, ident};

pub(super) fn file(model: &Model, endpoint: &Endpoint) -> RustFile {
    let module = lower::endpoint(model, endpoint);
    let request = structs::tokens(&module.request, Module::Endpoint);
    let response = structs::tokens(&module.response, Module::Endpoint);
    let definitions = definitions_tokens(&module.definitions, Module::Endpoint);
    let open_to = access::open_to(&module);
    let implementation = implementation(&module);
    let reply = endpoint.response.is_file().then(|| file_reply(&module));
    let items = quote!(#request #response #definitions #open_to #implementation #reply);
    let head = match endpoint.title.as_str() {
        "" => docs::summary(endpoint),
        title => format!("{}: `{}`.", docs::inline(title), endpoint.call()),
    };
    RustFile {
        imports: vec![
            ("account", runtime::accounts(model)),
            ("error_code", quote!(super::super::error_code)),
            ("types", quote!(super::super::types)),
        ],
        path: format!("{}/{}.rs", endpoint.group.value, endpoint.id.value),
        description: Some(description::expression(model, endpoint)),
        head: vec![head],
        items,
    }
}

fn implementation(module: &EndpointModule<'_>) -> TokenStream {
    let request = ident(&module.request.name);
    let response = ident(&module.response.name);
    let description = ident(DESCRIPTION);
    let query = query(module);
    let body = body::method(module.endpoint);
    let limits = limits::method(&module.request);
    let secrets = secrets::method(&module.request);
    let allow = structs::allow_deprecated(&module.request);
    quote! {
        #allow
        impl rt::Endpoint for #request {
            type Response = #response;

            const DESCRIPTION: &'static rt::Description = #description;

            #query
            #body

            #limits
            #secrets
        }
    }
}

/// Writes the query parameters in the order of the spec, fixed ones too; an absent one adds nothing.
fn query(module: &EndpointModule<'_>) -> Option<TokenStream> {
    let parameters: Vec<TokenStream> = module
        .endpoint
        .query
        .iter()
        .map(|field| {
            let wire = Literal::string(&field.name);
            if let Some(fixed) = &field.fixed {
                let text = fixed.as_str().map_or_else(|| fixed.to_string(), str::to_owned);
                let text = Literal::string(&text);
                return quote!(query.push(#wire, #text););
            }
            let name = ident(&weixin_spec::names::field_name(field));
            quote!(query.push(#wire, &self.#name);)
        })
        .collect();
    (!parameters.is_empty()).then(|| {
        quote! {
            fn query(&self, query: &mut rt::Query) {
                #(#parameters)*
            }
        }
    })
}

/// A reply that is a file is taken as it comes.
fn file_reply(module: &EndpointModule<'_>) -> TokenStream {
    let name = ident(&module.response.name);
    quote! {
        impl rt::FromReply for #name {
            fn from_reply(body: &rt::Bytes) -> Result<Self, rt::ReplyError> {
                Ok(Self { file: body.clone().into() })
            }
        }
    }
}
