//! `<group>/client.rs`: the methods by which a client makes the group's calls.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use weixin_spec::{Endpoint, EndpointError, ErrorSource, ErrorTable, Evidence, Idempotency, Model};

use super::endpoint::access;
use super::example::sample::Sample;
use super::{Runtime, RustFile, docs};
use crate::lower::{self, ident};
use weixin_spec::names::camel_case;

/// The groups and their endpoints, sorted by name.
pub(super) fn groups(model: &Model) -> Vec<(&str, Vec<&Endpoint>)> {
    let mut groups: Vec<(&str, Vec<&Endpoint>)> = Vec::new();
    for endpoint in &model.endpoints {
        match groups.last_mut() {
            Some((group, of)) if *group == endpoint.group.value => of.push(endpoint),
            _ => groups.push((&endpoint.group.value, vec![endpoint])),
        }
    }
    groups
}

/// The file of one group.
pub(super) fn file(
    model: &Model,
    group: &str,
    endpoints: &[&Endpoint],
    runtime: Runtime,
) -> RustFile {
    let imports = endpoints.iter().map(|endpoint| {
        let module = ident(&endpoint.id);
        let name = camel_case(&endpoint.id);
        let (request, caller) = (format_ident!("{name}Request"), format_ident!("{name}Caller"));
        quote!(use super::#module::{#caller, #request};)
    });
    let methods = endpoints.iter().map(|endpoint| method(model, endpoint, runtime));
    let methods: Vec<Method> = methods.collect();
    let bodies = methods.iter().map(|method| {
        let Method { docs, signature, .. } = method;
        quote!(#docs pub #signature { self.call(request) })
    });
    let docs = docs::attributes(&[format!("The calls of the group `{group}`.")]);
    let items = match runtime {
        Runtime::Inside => quote! {
            #(#imports)*

            #docs
            impl<K: rt::AccountKind> rt::Client<K> {
                #(#bodies)*
            }
        },
        Runtime::Outside => {
            let name = format_ident!("{}Calls", camel_case(group));
            let docs_of = methods.iter().map(|method| &method.docs);
            let signatures: Vec<_> = methods.iter().map(|method| &method.signature).collect();
            quote! {
                #(#imports)*

                #docs
                pub trait #name<K: rt::AccountKind> {
                    #(#docs_of #signatures;)*
                }

                impl<K: rt::AccountKind> #name<K> for rt::Client<K> {
                    #(#signatures { self.call(request) })*
                }
            }
        }
    };
    let head = vec![format!("The calls of the group `{group}` as methods of a client.")];
    RustFile { imports: Vec::new(), path: format!("{group}/client.rs"), head, items }
}

struct Method {
    docs: TokenStream,
    signature: TokenStream,
}

fn method(model: &Model, endpoint: &Endpoint, runtime: Runtime) -> Method {
    let docs = docs::attributes(&documentation(model, endpoint, runtime));
    let name = ident(&endpoint.id);
    let camel = camel_case(&endpoint.id);
    let (request, caller) = (format_ident!("{camel}Request"), format_ident!("{camel}Caller"));
    let signature = quote! {
        fn #name(&self, request: #request) -> rt::Call<'_, #request>
        where
            K: #caller,
    };
    Method { docs, signature }
}

/// What somebody who makes the call must know.
fn documentation(model: &Model, endpoint: &Endpoint, runtime: Runtime) -> Vec<String> {
    let mut lines = vec![docs::summary(endpoint), String::new()];
    let about = docs::text(&endpoint.about);
    if !about.is_empty() {
        lines.extend(about);
        lines.push(String::new());
    }
    if !endpoint.notes.is_empty() {
        lines.extend(["Notes:".to_owned(), String::new()]);
        let notes = endpoint.notes.iter().map(|note| docs::text(&docs::sentence(note)).join(" "));
        // With its own mark, since the list below would continue this one.
        lines.extend(notes.map(|note| format!("* {note}")));
        lines.push(String::new());
    }
    lines.extend(access::words(model, endpoint));
    lines.push(format!("- **Idempotency:** {}.", idempotency_text(&endpoint.idempotency)));
    lines.extend(lost_reply(endpoint, runtime));
    lines.push(format!("- **Source:** {}.", source(endpoint)));
    if endpoint.legacy {
        lines.push("- **Legacy:** the vendor's current docs no longer have it.".to_owned());
    }
    lines.push(String::new());
    lines.extend(errors(model, endpoint));
    if runtime == Runtime::Inside {
        lines.push(String::new());
        lines.extend(example(model, endpoint));
    }
    lines
}

fn idempotency_text(idempotency: &Idempotency) -> String {
    match idempotency {
        Idempotency::ReadOnly => "read-only (`read_only`)".to_owned(),
        Idempotency::Idempotent => "safe to repeat (`idempotent`)".to_owned(),
        Idempotency::NotIdempotent => "not safe to repeat (`none`)".to_owned(),
        Idempotency::Unjudged => "not decided yet, treated as `none`".to_owned(),
        Idempotency::Keyed(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.value)).collect();
            format!(
                "WeChat rejects a second request with the same {} (`keyed`)",
                keys.join(" and ")
            )
        }
    }
}

/// What to do where nobody knows whether the call was carried out.
fn lost_reply(endpoint: &Endpoint, runtime: Runtime) -> Option<String> {
    let link = |id: &str| match runtime {
        // The methods of another crate's client stand in traits, which may not be at hand.
        Runtime::Outside => format!("`{id}`"),
        Runtime::Inside => format!("[`{id}`](Self::{})", ident(id)),
    };
    let ids: Vec<String> = endpoint.verified_by.iter().map(|id| link(id)).collect();
    let ids = ids.join(" or ");
    let advice = match (&endpoint.idempotency.value, ids.as_str()) {
        (Idempotency::ReadOnly | Idempotency::Idempotent, _) => return None,
        (Idempotency::Keyed(_), "") => {
            "No call is known that tells what became of it; send the identical request again: a refusal \
             as a duplicate says that it had been carried out"
                .to_owned()
        }
        (Idempotency::Keyed(_), ids) => {
            format!("Find out by {ids}; if it wasn't carried out, send the identical request again")
        }
        (Idempotency::NotIdempotent | Idempotency::Unjudged, "") => {
            "No call is known that tells what became of it: a person must decide whether to repeat it"
                .to_owned()
        }
        (Idempotency::NotIdempotent | Idempotency::Unjudged, ids) => format!("Find out by {ids} before repeating it"),
    };
    let krate = match runtime {
        Runtime::Inside => "crate",
        Runtime::Outside => "weixin",
    };
    Some(format!(
        "- **Reply lost:** not sent again by itself, but \
         [`Error::MayHaveExecuted`]({krate}::Error::MayHaveExecuted). {advice}."
    ))
}

fn source(endpoint: &Endpoint) -> String {
    let name = endpoint.vendor.name.as_ref().map(|name| docs::code(name));
    let page = endpoint.vendor.page.as_ref().map(|page| format!("<{}>", page.value));
    let read = endpoint.vendor.read.as_ref().map(|read| format!("read {}", read.value));
    let sdk = (endpoint.evidence == Evidence::Sdk)
        .then(|| "known from third-party SDKs, not from the vendor's page".to_owned());
    let parts: Vec<String> = [name, page, read, sdk].into_iter().flatten().collect();
    if parts.is_empty() { "not documented".to_owned() } else { parts.join(", ") }
}

fn errors(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    let of = |source| endpoint.errors.iter().filter(move |error| error.source == source);
    let table = match endpoint.error_table {
        ErrorTable::Listed => "The vendor's page names these codes; it may answer with others.",
        ErrorTable::None => "The vendor's page names no codes.",
        ErrorTable::Unread => "Which codes the vendor's page names is not known.",
    };
    lines.push(table.to_owned());
    lines.extend(codes(model, of(ErrorSource::Page)));
    let others = [
        (ErrorSource::Practice, "Not on the page, but met in practice:"),
        (
            ErrorSource::General,
            "Not on the page, but in the vendor's general list or common to calls of this kind:",
        ),
    ];
    for (source, words) in others {
        if of(source).next().is_some() {
            lines.extend([String::new(), words.to_owned()]);
            lines.extend(codes(model, of(source)));
        }
    }
    lines
}

/// A list of codes with their words.
fn codes<'a>(model: &Model, errors: impl Iterator<Item = &'a EndpointError>) -> Vec<String> {
    let mut lines = vec![String::new()];
    for error in errors {
        let general = model.error(error.code.value);
        let meaning = error.own_meaning().or(general.map(|general| general.meaning.as_str()));
        let remedy = error.own_remedy().or(general.map(|general| general.remedy.as_str()));
        let words = [meaning, remedy].into_iter().flatten().filter(|words| !words.is_empty());
        let words = words.map(|words| docs::text(&docs::sentence(words)).join(" "));
        let words = words.collect::<Vec<_>>().join(" ");
        let colon = if words.is_empty() { "" } else { ": " };
        lines.push(format!("- `{}`{colon}{words}", error.code.value));
    }
    // An empty list needs no line before it.
    if lines.len() == 1 { Vec::new() } else { lines }
}

/// A program that compiles: made of literals, whatever the spec's example says.
fn example(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let module = lower::endpoint(model, endpoint);
    let sample = Sample::of(model, &module, endpoint.examples.first(), quote!(weixin));
    let kind = access::some_kind(endpoint).map_or_else(
        || "weixin::AnyAccount".to_owned(),
        |kind| format!("weixin::api::account::{kind}"),
    );
    let mut lines = vec!["# Example".to_owned(), String::new(), "```no_run".to_owned()];
    lines.push(format!(
        "# async fn example(client: &weixin::Client<{kind}>) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    let (group, id) = (&endpoint.group.value, &endpoint.id.value);
    lines.extend(sample.imports("weixin::api", group, id));
    lines.push(String::new());
    let call = crate::format::statement(&sample.request);
    lines.extend(call.lines().map(str::to_owned));
    lines.push(format!("let reply = client.{}(request).await?;", ident(id)));
    lines.push("println!(\"{reply:?}\");".to_owned());
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}
