//! `example/<group>/<id>.rs`: an endpoint's examples as code that sends them, for wire tests.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use weixin_spec::{Catalog, Endpoint};

use super::RustFile;
use super::sample::Sample;
use crate::lower::{self, ident};

/// The file of one endpoint.
pub(super) fn file(catalog: &Catalog, endpoint: &Endpoint) -> RustFile {
    let module = lower::endpoint(catalog, endpoint);
    let endpoint_type = ident(&module.request.name);
    let mut imports: Vec<TokenStream> = Vec::new();
    let mut functions = Vec::new();
    let mut entries = Vec::new();
    let decoded = match module.response.serde {
        lower::Serde::Nothing => quote!(rt::Decoded::file(&reply)),
        lower::Serde::Object | lower::Serde::Transparent => quote!(rt::Decoded::json(&reply)),
    };
    for (index, example) in endpoint.examples.iter().enumerate() {
        let sample = Sample::of(catalog, &module, Some(example), quote!(rt));
        for line in sample.imports("crate::api", &endpoint.group, &endpoint.id) {
            imports.extend(line.parse::<TokenStream>());
        }
        let name = example.name.as_ref().map(|name| name.value.clone());
        let name = Literal::string(&name.unwrap_or_else(|| format!("example {}", index + 1)));
        let function = format_ident!("example_{}", index + 1);
        let request = sample.request;
        entries.push(quote! {
            rt::Example {
                endpoint: <#endpoint_type as rt::Endpoint>::DESCRIPTION,
                name: #name,
                send: #function,
            }
        });
        functions.push(quote! {
            fn #function(client: &rt::Client<rt::AnyAccount>) -> rt::Sent<'_> {
                Box::pin(async move {
                    #request
                    let reply = client.call(request).await?;
                    Ok(#decoded)
                })
            }
        });
    }
    let imports = merged(imports);
    RustFile {
        imports: Vec::new(),
        path: format!("example/{}/{}.rs", endpoint.group.value, endpoint.id.value),
        head: vec![format!("The examples of `{}`, ready to be sent.", endpoint.id.value)],
        items: quote! {
            #imports

            /// Each example of the spec.
            pub const EXAMPLES: &[rt::Example] = &[#(#entries),*];
            #(#functions)*
        },
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
