//! `<group>/client.rs`: the methods by which a client makes the group's calls.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use weixin_spec::{Endpoint, EndpointError, ErrorSource, ErrorTable, Evidence, Idempotency, Model};

use super::endpoint::access;
use super::example::sample::{Form, Sample};
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
    let methods = endpoints.iter().map(|endpoint| method(model, endpoint, runtime));
    let methods: Vec<Method> = methods.collect();
    let bodies = methods.iter().map(|method| {
        let Method { docs, signature, .. } = method;
        quote!(#docs pub #signature { self.call(request.into()) })
    });
    let docs = docs::attributes(&about(model, group));
    let items = match runtime {
        Runtime::Inside => quote! {
            use super::*;

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
                use super::*;

                #docs
                pub trait #name<K: rt::AccountKind> {
                    #(#docs_of #signatures;)*
                }

                impl<K: rt::AccountKind> #name<K> for rt::Client<K> {
                    #(#signatures { self.call(request.into()) })*
                }
            }
        }
    };
    let head = vec![format!("The endpoints of the group `{group}` as methods of a client.")];
    RustFile { path: format!("{group}/client.rs"), head, items, ..RustFile::default() }
}

/// The sentence that introduces a group.
pub(super) fn about(model: &Model, group: &str) -> Vec<String> {
    let described = model.api.groups.iter().find(|of| of.id.value == group);
    match described.map(|of| docs::text(&docs::sentence(&of.about))) {
        Some(about) if !about.is_empty() => about,
        _ => vec![format!("The endpoints of the group `{group}`.")],
    }
}

struct Method {
    docs: TokenStream,
    signature: TokenStream,
}

fn method(model: &Model, endpoint: &Endpoint, runtime: Runtime) -> Method {
    let docs = docs::attributes(&documentation(model, endpoint, runtime));
    let vendor = endpoint.vendor.name.iter().filter(|name| ***name != endpoint.id.value);
    let aliases = docs::aliases(vendor.map(String::as_str));
    let docs = quote!(#docs #aliases);
    let name = ident(&endpoint.id);
    let camel = camel_case(&endpoint.id);
    let request = format_ident!("{camel}Request");
    let signature = quote! {
        fn #name(&self, request: impl Into<#request>) -> rt::Call<'_, #request>
        where
            #request: rt::OpenTo<K>,
    };
    Method { docs, signature }
}

/// The documentation of a call.
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
    lines.extend(access::documentation(model, endpoint));
    lines.push(format!("- **Idempotency:** {}.", idempotency(&endpoint.idempotency)));
    lines.extend(unknown_outcome(endpoint, runtime));
    lines.push(format!("- **Reference:** {}.", reference(endpoint)));
    if endpoint.legacy {
        lines.push(
            "- **Legacy:** the vendor's current documentation no longer has this call.".to_owned(),
        );
    }
    lines.push(String::new());
    lines.extend(errors(model, endpoint, runtime));
    if runtime == Runtime::Inside {
        lines.push(String::new());
        lines.extend(example(model, endpoint));
    }
    lines
}

fn idempotency(idempotency: &Idempotency) -> String {
    match idempotency {
        Idempotency::ReadOnly => "read-only (`read_only`)".to_owned(),
        Idempotency::Idempotent => "safe to repeat (`idempotent`)".to_owned(),
        Idempotency::NotIdempotent => "not safe to repeat (`none`)".to_owned(),
        Idempotency::Unjudged => "not decided yet, treated as `none`".to_owned(),
        Idempotency::Keyed(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", key.value)).collect();
            let keys = keys.join(" and ");
            format!("the vendor rejects a second request with the same {keys} (`keyed`)")
        }
    }
}

/// What to do if it is unknown whether the call was carried out.
fn unknown_outcome(endpoint: &Endpoint, runtime: Runtime) -> Option<String> {
    let ids: Vec<String> =
        endpoint.verified_by.iter().map(|id| format!("`{}`", id.value)).collect();
    let ids = ids.join(" or ");
    let advice = match (&endpoint.idempotency.value, ids.as_str()) {
        (Idempotency::ReadOnly | Idempotency::Idempotent, _) => return None,
        (Idempotency::Keyed(_), "") => {
            "send the identical request again; an error for a duplicate means that the first one was \
             carried out"
                .to_owned()
        }
        (Idempotency::Keyed(_), ids) => {
            format!("check with {ids}, and send the identical request again if it wasn't carried out")
        }
        (_, "") => "no call can check it, so a person must decide whether to repeat the call".to_owned(),
        (_, ids) => format!("check with {ids} before you repeat the call"),
    };
    let krate = krate(runtime);
    Some(format!(
        "- **If the outcome is unknown** \
         ([`Error::MayHaveExecuted`]({krate}::Error::MayHaveExecuted)): {advice}."
    ))
}

/// How documentation names the crate of the runtime.
fn krate(runtime: Runtime) -> &'static str {
    match runtime {
        Runtime::Inside => "crate",
        Runtime::Outside => "weixin",
    }
}

fn reference(endpoint: &Endpoint) -> String {
    let name = endpoint.vendor.name.as_ref().map(|name| docs::code(name));
    let page = endpoint.vendor.page.as_ref().map(|page| page.value.as_str());
    let vendor = match (name, page) {
        (Some(name), Some(page)) if !page.contains(['(', ')', '<', '>', '\\', ';']) => {
            Some(format!("[{name}]({page})"))
        }
        (Some(name), Some(page)) => Some(format!("{name} <{page}>")),
        (None, Some(page)) => Some(format!("<{page}>")),
        (name, None) => name,
    };
    let read = endpoint.vendor.read.as_ref().map(|read| format!("read {}", read.value));
    let sdk = (endpoint.evidence == Evidence::Sdk)
        .then(|| "known from third-party SDKs, not from the vendor's page".to_owned());
    let parts: Vec<String> = [vendor, read, sdk].into_iter().flatten().collect();
    if parts.is_empty() { "not documented".to_owned() } else { parts.join(", ") }
}

/// `# Errors`: the codes that the endpoint says something about, then the names of all others.
fn errors(model: &Model, endpoint: &Endpoint, runtime: Runtime) -> Vec<String> {
    let mut lines = vec!["# Errors".to_owned(), String::new()];
    let own = endpoint.errors.iter().filter(|error| error.has_own());
    let own: Vec<String> = own
        .map(|error| {
            let texts = [error.own_meaning(), error.own_remedy()].into_iter().flatten();
            let texts = texts.filter(|text| !text.is_empty());
            let texts: Vec<String> =
                texts.map(|text| docs::text(&docs::sentence(text)).join(" ")).collect();
            format!("- {}: {}", code(model, error, runtime), texts.join(" "))
        })
        .collect();
    if !own.is_empty() {
        lines.extend(own);
        lines.push(String::new());
    }
    let of = |source| {
        let of = endpoint.errors.iter().filter(move |error| error.source == source);
        let codes: Vec<String> = of.map(|error| code(model, error, runtime)).collect();
        (!codes.is_empty()).then(|| codes.join(", "))
    };
    let page = match (endpoint.error_table, of(ErrorSource::Page)) {
        (ErrorTable::None, _) => "The vendor's page lists no codes".to_owned(),
        (_, Some(codes)) => format!("The vendor's page lists {codes}"),
        (_, None) => "It is not known which codes the vendor's page lists".to_owned(),
    };
    let practice = of(ErrorSource::Practice).map(|codes| format!("; seen in practice: {codes}"));
    let general =
        of(ErrorSource::General).map(|codes| format!("; from the vendor's general list: {codes}"));
    let krate = krate(runtime);
    lines.push(format!(
        "{page}{}{}; see also the [general codes]({krate}::api::ErrorCode).",
        practice.unwrap_or_default(),
        general.unwrap_or_default()
    ));
    lines
}

/// The name of a code as a link, and its number.
fn code(model: &Model, error: &EndpointError, runtime: Runtime) -> String {
    let number = error.code.value;
    match model.error(number) {
        Some(general) => {
            let name = &general.name.value;
            // The module of a group is within the module of the API.
            let api = match (runtime, general.inherited) {
                (Runtime::Inside, _) => "crate::api",
                (Runtime::Outside, true) => "weixin::api",
                (Runtime::Outside, false) => "super::super",
            };
            format!("[`{name}`]({api}::ErrorCode::{name}) ({number})")
        }
        None => format!("`{number}`"),
    }
}

/// A program that compiles with any example of a spec.
fn example(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let module = lower::endpoint(model, endpoint);
    let sample =
        Sample::of(model, &module, endpoint.examples.first(), quote!(weixin), Form::Convertible);
    let kind = access::some_kind(endpoint).map_or_else(
        || "weixin::AnyAccount".to_owned(),
        |kind| format!("weixin::api::account::{kind}"),
    );
    let mut lines = vec!["# Examples".to_owned(), String::new(), "```no_run".to_owned()];
    lines.push(format!(
        "# async fn example(client: &weixin::Client<{kind}>) -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    let (group, id) = (&endpoint.group.value, &endpoint.id.value);
    let imports = sample.imports("weixin::api", group, id);
    if !imports.is_empty() {
        lines.extend(imports);
        lines.push(String::new());
    }
    let (method, argument) = (ident(id), &sample.value);
    let call = crate::format::statement(&quote!(let response = client.#method(#argument).await?;));
    lines.extend(call.lines().map(str::to_owned));
    lines.push("println!(\"{response:?}\");".to_owned());
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    if matches!(endpoint.idempotency.value, Idempotency::Keyed(_)) && module.request.stored {
        let request = ident(&module.request.name);
        lines.extend([
            String::new(),
            "To repeat the request after a crash, store it before you send it:".to_owned(),
            String::new(),
            "```no_run".to_owned(),
            format!("# use weixin::api::{group}::{request};"),
            format!("# async fn example(client: &weixin::Client<{kind}>, request: {request}) -> Result<(), Box<dyn std::error::Error>> {{"),
            "let stored = serde_json::to_string(&request)?;".to_owned(),
            format!("let request: {request} = serde_json::from_str(&stored)?;"),
            format!("let response = client.{method}(request).await?;"),
        ]);
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    }
    lines
}
