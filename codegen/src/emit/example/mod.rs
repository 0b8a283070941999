//! `<group>/<id>.rs` of the examples: an endpoint's examples as code that sends them, for wire tests.
//!
//! The module that the examples are in provides `Example`, `Sent`, `Decoded`, `Failure`, `reads_back`, and the
//! client's `api`.

pub(super) mod sample;
mod values;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use weixin_spec::{Endpoint, Model};

use super::RustFile;
use crate::lower::{self, ident};
use sample::{Form, Sample};

/// The file of one endpoint.
pub(super) fn file(model: &Model, endpoint: &Endpoint) -> RustFile {
    let module = lower::endpoint(model, endpoint);
    let endpoint_type = ident(&module.request.name);
    let mut imports: Vec<TokenStream> = Vec::new();
    let mut functions = Vec::new();
    let mut entries = Vec::new();
    let decoded = match module.response.serde {
        lower::Serde::Nothing => quote!(Decoded::file(&reply)),
        lower::Serde::Object | lower::Serde::Transparent => quote!(Decoded::json(&reply)),
    };
    for (index, example) in endpoint.examples.iter().enumerate() {
        let sample = Sample::of(model, &module, Some(example), quote!(rt), Form::Exact);
        for line in sample.imports("super::super::super::api", &endpoint.group, &endpoint.id) {
            imports.extend(line.parse::<TokenStream>());
        }
        let name = example.name.as_ref().map(|name| name.value.clone());
        let name = Literal::string(&name.unwrap_or_else(|| format!("example {}", index + 1)));
        let function = format_ident!("example_{}", index + 1);
        let request = format_ident!("request_{}", index + 1);
        let value = sample.value;
        let reads_back = match module.request.stored {
            true => quote!(Some(|| reads_back(&#request()?))),
            false => quote!(None),
        };
        entries.push(quote! {
            Example {
                endpoint: <#endpoint_type as rt::Endpoint>::DESCRIPTION,
                name: #name,
                send: #function,
                reads_back: #reads_back,
            }
        });
        functions.push(quote! {
            fn #request() -> Result<#endpoint_type, Failure> {
                Ok(#value)
            }

            fn #function(client: &rt::Client<rt::AnyAccount>) -> Sent<'_> {
                Box::pin(async move {
                    let reply = client.call(#request()?).await?;
                    Ok(#decoded)
                })
            }
        });
    }
    let imports = merged(imports);
    let types = match (functions.is_empty(), module.request.stored) {
        (true, _) => quote!(Example),
        (false, false) => quote!({Decoded, Example, Failure, Sent}),
        (false, true) => quote!({Decoded, Example, Failure, Sent, reads_back}),
    };
    RustFile {
        path: format!("{}/{}.rs", endpoint.group.value, endpoint.id.value),
        head: vec![format!("The examples of `{}`, ready to be sent.", endpoint.id.value)],
        items: quote! {
            use super::super::super::#types;
            #imports

            /// Each example of the spec.
            pub const EXAMPLES: &[Example] = &[#(#entries),*];
            #(#functions)*
        },
        ..RustFile::default()
    }
}

/// Each example needs some names; together they are imported by a wildcard, once.
fn merged(imports: Vec<TokenStream>) -> TokenStream {
    let mut seen = std::collections::BTreeSet::new();
    for import in imports {
        let text = import.to_string();
        if let Some((path, _)) = text.rsplit_once("::") {
            seen.insert(format!("{path}::*;"));
        }
    }
    let lines = seen.iter().filter_map(|line| line.parse::<TokenStream>().ok());
    quote!(#(#lines)*)
}
