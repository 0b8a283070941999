//! One endpoint's file: what is sent, what comes back, and what the runtime must know of it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_catalog::{Body, Catalog, Endpoint};

use super::types::{From, definitions_tokens};
use super::{RustFile, access, description, docs, limits, request, secrets, structs};
use crate::lower::{self, EndpointModule, RustType, Stored, ident};

pub(super) fn file(catalog: &Catalog, endpoint: &Endpoint) -> RustFile {
    let module = lower::endpoint(catalog, endpoint);
    let request = structs::tokens(&module.request, From::Endpoint);
    let response = structs::tokens(&module.response, From::Endpoint);
    let definitions = definitions_tokens(&module.definitions, From::Endpoint);
    let caller = access::caller(&module);
    let implementation = implementation(catalog, &module);
    let fixed = endpoint.fixed_query.iter().map(|(name, value)| format!("{name}={value}"));
    let fixed: Vec<String> = fixed.collect();
    let query = if fixed.is_empty() { String::new() } else { format!("?{}", fixed.join("&")) };
    RustFile {
        path: format!("{}/{}.rs", endpoint.group.value, endpoint.id.value),
        head: vec![
            docs::sentence(&docs::inline(&endpoint.title)),
            String::new(),
            format!("`{} {}{query}`", endpoint.method.as_str(), endpoint.path.value),
        ],
        items: quote!(#request #response #definitions #caller #implementation),
    }
}

fn implementation(catalog: &Catalog, module: &EndpointModule<'_>) -> TokenStream {
    let request = ident(&module.request.name);
    let response = ident(&module.response.name);
    let description = description::literal(catalog, module.endpoint);
    let query = query(module);
    let body = body(module.endpoint);
    let limits = limits::method(&module.request);
    let secrets = secrets::method(&module.request);
    quote! {
        impl rt::Endpoint for #request {
            type Response = #response;

            const DESCRIPTION: &'static rt::Description = &#description;

            #query
            #body

            #limits
            #secrets
        }
    }
}

/// Writes the query parameters in the order of the spec, fixed ones too.
fn query(module: &EndpointModule<'_>) -> Option<TokenStream> {
    let parameters: Vec<TokenStream> = module
        .endpoint
        .query
        .iter()
        .map(|field| {
            let wire = Literal::string(&field.name);
            if let Some(fixed) = &field.fixed {
                let value = request::fixed_value(fixed);
                return match fixed.as_i64() {
                    Some(_) => quote!(query.push(#wire, &(#value as i64));),
                    None => quote!(query.push(#wire, &#value);),
                };
            }
            let of = module.request.fields.iter();
            let mut of = of.filter(|own| own.stored == Stored::Query);
            let own = of.find(|own| own.spec.name == field.name);
            let name = ident(&own.map_or_else(|| lower::field_name(field), |own| own.name.clone()));
            let text = matches!(own.map(|own| &own.ty), Some(RustType::Local(_) | RustType::Shared(_)));
            let optional = own.is_some_and(|own| own.optional);
            match (text, optional) {
                (true, true) => quote! {
                    if let Some(value) = &self.#name {
                        query.push(#wire, &value.to_string());
                    }
                },
                (true, false) => quote!(query.push(#wire, &self.#name.to_string());),
                (false, true) => quote! {
                    if let Some(value) = &self.#name {
                        query.push(#wire, value);
                    }
                },
                (false, false) => quote!(query.push(#wire, &self.#name);),
            }
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

fn body(endpoint: &Endpoint) -> Option<TokenStream> {
    let body = match &endpoint.body {
        Body::None => return None,
        Body::Json(fields) if fields.is_empty() => quote!(Ok(rt::Body::EMPTY_OBJECT)),
        Body::Json(_) => quote!(rt::Body::json(self)),
    };
    Some(quote! {
        fn body(&self) -> Result<rt::Body, rt::EncodeError> {
            #body
        }
    })
}
