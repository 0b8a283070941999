//! Structs of requests and replies: documentation, fields, serde attributes, accessors.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{Field, Limits, Presence, Range, Spanned, Type};

use super::{Module, tokens as type_tokens};
use super::{deserialize, limits, request, secrets};
use crate::emit::docs;
use crate::lower::{Attribute, RustField, Serde, Struct, ident};
use weixin_spec::names::field_name;

pub(in crate::emit) fn tokens(of: &Struct<'_>, module: Module) -> TokenStream {
    let name = ident(&of.name);
    let lines = docs::of_type(&of.summary, of.about);
    let docs = docs::attributes(&lines);
    let derives = derives(of);
    let fields = of.fields.iter().map(|field| declaration(of, field, module));
    let constructor = of.usage.sent.then(|| request::constructor(of, module));
    let accessors = accessors(of);
    let deserialize = deserialize::implementation(of);
    // A request checks its own limits as an endpoint; what it holds does as an object.
    let limits = (of.usage.sent && !of.is_request).then(|| limits::implementation(of));
    let secrets = (of.usage.sent && !of.is_request).then(|| secrets::implementation(of));
    quote! {
        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #constructor
        #accessors
        #deserialize
        #limits
        #secrets
    }
}

fn derives(of: &Struct<'_>) -> TokenStream {
    // Responses are serialized too, so that they can be stored.
    let serialize = (of.serde != Serde::Nothing).then(|| quote!(serde::Serialize,));
    let whole = of.serde == Serde::Transparent;
    let deserialize = (whole && of.usage.received).then(|| quote!(serde::Deserialize,));
    let transparent = whole.then(|| quote!(#[serde(transparent)]));
    quote! {
        #[derive(Clone, Debug, PartialEq, #serialize #deserialize)]
        #transparent
    }
}

fn declaration(of: &Struct<'_>, field: &RustField<'_>, module: Module) -> TokenStream {
    let docs = docs::attributes(&field_docs(of, field.spec));
    let deprecated = deprecation(field.spec);
    let serde = serde_attribute(field);
    let name = ident(&field.name);
    if let Some(fixed) = field.fixed() {
        let ty = request::fixed_type(fixed);
        return quote! {
            #docs
            #serde
            #name: #ty,
        };
    }
    let ty = type_tokens(&field.ty, module);
    let ty = if field.optional { quote!(Option<#ty>) } else { ty };
    quote! {
        #docs
        #deprecated
        #serde
        pub #name: #ty,
    }
}

pub(in crate::emit) fn deprecation(field: &Field) -> Option<TokenStream> {
    field.deprecated.as_ref().map(|words| {
        if words.is_empty() {
            return quote!(#[deprecated]);
        }
        let note = Literal::string(words);
        quote!(#[deprecated(note = #note)])
    })
}

fn serde_attribute(field: &RustField<'_>) -> Option<TokenStream> {
    let attributes = field.attributes.iter().map(|attribute| match attribute {
        Attribute::Rename(wire) => {
            let wire = Literal::string(wire);
            quote!(rename = #wire)
        }
        Attribute::Skip => quote!(skip),
        Attribute::SkipNone => quote!(skip_serializing_if = "Option::is_none"),
        Attribute::SkipEmpty => quote!(skip_serializing_if = "Vec::is_empty"),
    });
    let attributes: Vec<TokenStream> = attributes.collect();
    (!attributes.is_empty()).then(|| quote!(#[serde(#(#attributes),*)]))
}

/// The documentation of a field. Units of money and time are documented at their types.
pub(in crate::emit) fn field_docs(of: &Struct<'_>, field: &Field) -> Vec<String> {
    let mut lines = docs::text(&docs::sentence(&field.about));
    if lines.is_empty() {
        lines.push(format!("`{}`.", field.name.value));
    }
    let mut remarks = Vec::new();
    if let Presence::When(condition) = &field.presence {
        let word = if of.usage.received { "Present" } else { "Required" };
        remarks.push(format!("{word} if: {}", docs::inline(condition).trim_end_matches('.')));
    }
    remarks.extend(unit(&field.ty));
    remarks.extend(limit_texts(&field.limits));
    if let Some(default) = &field.default {
        remarks.push(format!("default {}", docs::code(&default.to_string())));
    }
    if let Some(fixed) = &field.fixed {
        remarks.push(format!("always {}", docs::code(&fixed.to_string())));
    }
    if field.empty_is_absent {
        let zero = if field.ty.value == Type::UnixSeconds { " or 0" } else { "" };
        remarks.push(format!("an empty value{zero} counts as absent"));
    }
    if let Some(example) = &field.example {
        remarks.push(format!("example: {}", docs::code(&example.to_string())));
    }
    if !remarks.is_empty() {
        let remarks = capitalized(&format!("{}.", remarks.join("; ")));
        match lines.last_mut().filter(|last| !last.starts_with("- ")) {
            Some(last) => *last = format!("{last} {remarks}"),
            None => lines.extend([String::new(), remarks]),
        }
    }
    lines
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn unit(ty: &Type) -> Option<String> {
    match ty.innermost() {
        Type::Date(format) => Some(format!("a date as {}", docs::code(&format.value))),
        Type::Url => Some("a URL".to_owned()),
        Type::File(part) => {
            let (name, content_type) = (part.name.as_ref()?, part.content_type.as_ref()?);
            let (name, content_type) = (docs::code(name), docs::code(content_type));
            Some(format!("a file, sent as {name} of type {content_type} unless it says otherwise"))
        }
        _ => None,
    }
}

fn limit_texts(limits: &Limits) -> Vec<String> {
    let all: [(&Option<Spanned<Range>>, &str); 4] = [
        (&limits.chars, "character"),
        (&limits.bytes, "byte"),
        (&limits.items, "item"),
        (&limits.value, ""),
    ];
    let given = all.iter().filter_map(|(limit, unit)| Some((limit.as_ref()?.value, unit)));
    given.map(|(range, unit)| range_text(range, unit)).collect()
}

fn range_text(range: Range, unit: &str) -> String {
    let counted = |number: i64| match (unit, number) {
        ("", number) => number.to_string(),
        (unit, 1) => format!("1 {unit}"),
        (unit, number) => format!("{number} {unit}s"),
    };
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {}", counted(min)),
        (Some(min), Some(max)) => format!("{min} to {}", counted(max)),
        (Some(min), None) => format!("at least {}", counted(min)),
        (None, Some(max)) => format!("at most {}", counted(max)),
        (None, None) => String::new(),
    }
}

/// What code needs that touches all fields, where some are deprecated.
pub(in crate::emit) fn allow_deprecated(of: &Struct<'_>) -> Option<TokenStream> {
    let reason = "what is deprecated is still sent and read";
    let any = of.fields.iter().any(|field| field.spec.deprecated.is_some());
    any.then(|| quote!(#[allow(deprecated, reason = #reason)]))
}

/// Methods for fields that are read out of others.
fn accessors(of: &Struct<'_>) -> Option<TokenStream> {
    let methods = of.derived.iter().filter_map(|field| {
        let from = field.from.as_ref()?;
        let source = of.fields.iter().find(|other| other.spec.name == from.of)?;
        let source_name = ident(&source.name);
        let name = ident(&field_name(field));
        let deprecated = deprecation(field);
        let allow = source.spec.deprecated.is_some().then(|| allow_deprecated(of));
        let query = Literal::string(&from.query);
        let mut lines = field_docs(of, field);
        lines.push(String::new());
        lines.push(format!(
            "The query parameter `{}` of [`{}`](Self::{1}), percent-decoded.",
            from.query.value, source.name,
        ));
        let docs = docs::attributes(&lines);
        let value = if source.optional {
            quote!(self.#source_name.as_deref().and_then(|url| rt::query_value(url, #query)))
        } else {
            quote!(rt::query_value(&self.#source_name, #query))
        };
        Some(quote! {
            #docs
            #deprecated
            #allow
            #[must_use]
            pub fn #name(&self) -> Option<Cow<'_, str>> {
                #value
            }
        })
    });
    let methods: Vec<TokenStream> = methods.collect();
    let name = ident(&of.name);
    (!methods.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#methods)*
            }
        }
    })
}
