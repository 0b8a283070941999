//! An example of a spec as the Rust that builds the request: for documentation and wire tests.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_catalog::{
    Catalog, EnumValue, EnumValues, Example, Field, Json, JsonKind, Object, Shape, Type,
};

use super::request::integer;
use super::types::is_converted;
use crate::lower::{
    Definition, EndpointModule, RustField, RustType, Stored, Struct, ident, named_type,
    variant_name,
};

/// A request as code, and the names that it needs.
pub(super) struct Sample<'a> {
    catalog: &'a Catalog,
    module: &'a EndpointModule<'a>,
    /// The statement that binds `request`.
    pub(super) request: TokenStream,
    local: BTreeSet<String>,
    shared: BTreeSet<String>,
}

impl<'a> Sample<'a> {
    /// Builds the request of `example`; what it leaves out is filled in.
    pub(super) fn of(
        catalog: &'a Catalog,
        module: &'a EndpointModule<'a>,
        example: Option<&Example>,
    ) -> Self {
        let (local, shared) = (BTreeSet::new(), BTreeSet::new());
        let request = TokenStream::new();
        let mut sample = Self { catalog, module, request, local, shared };
        let query = example.and_then(|example| example.query.as_ref());
        let body = example.and_then(|example| example.request.as_ref());
        let value = sample.structure(&module.request, query, body, true);
        sample.request = quote!(let request = #value;);
        sample
    }

    /// `use` lines for the names that the code mentions.
    pub(super) fn imports(&self, api: &str, group: &str, id: &str) -> Vec<String> {
        let (group, id) = (ident(group), ident(id));
        let mut lines = vec![import(&format!("{api}::{group}::{id}"), &self.local)];
        if !self.shared.is_empty() {
            lines.push(import(&format!("{api}::types"), &self.shared));
        }
        lines
    }

    fn note(&mut self, name: &str, local: bool) {
        let names = if local { &mut self.local } else { &mut self.shared };
        names.insert(name.to_owned());
    }

    fn structure(
        &mut self,
        of: &Struct<'_>,
        query: Option<&Json>,
        body: Option<&Json>,
        local: bool,
    ) -> TokenStream {
        let given = |field: &RustField<'_>| {
            let from = if field.stored == Stored::Query { query } else { body };
            let value = from.and_then(|json| json.get(&field.spec.name));
            value.filter(|value| value.kind != JsonKind::Null)
        };
        self.note(&of.name, local);
        let name = ident(&of.name);
        let required: Vec<_> = of.required().collect();
        let new = match required.as_slice() {
            [] => quote!(#name::new()),
            [field] => {
                let value = self.value(&field.ty, field.spec, &field.spec.ty, given(field), true);
                quote!(#name::new(#value))
            }
            several => {
                let literal = ident(&of.required_name());
                self.note(&literal.to_string(), local);
                let fields: Vec<TokenStream> = several
                    .iter()
                    .map(|field| {
                        let (name, given) = (ident(&field.name), given(field));
                        let value = self.value(&field.ty, field.spec, &field.spec.ty, given, false);
                        quote!(#name: #value)
                    })
                    .collect();
                quote!(#name::new(#literal { #(#fields),* }))
            }
        };
        let setters: Vec<TokenStream> = of
            .optional()
            .filter(|field| field.spec.deprecated.is_none())
            .filter_map(|field| {
                let (name, value) = (ident(&field.name), given(field)?);
                let empty = value.as_str() == Some("") && field.spec.empty_is_absent;
                let converted = is_converted(&field.ty);
                let value =
                    self.value(&field.ty, field.spec, &field.spec.ty, Some(value), converted);
                (!empty).then(|| quote!(.#name(#value)))
            })
            .collect();
        quote!(#new #(#setters)*)
    }

    /// `converted`: it stands where `impl Into<…>` is taken.
    fn value(
        &mut self,
        ty: &RustType,
        field: &Field,
        spec: &Type,
        json: Option<&Json>,
        converted: bool,
    ) -> TokenStream {
        let json = json.or(field.example.as_ref());
        match ty {
            RustType::String | RustType::Runtime("Secret") => {
                let text = Literal::string(&json.map_or_else(|| "…".to_owned(), plain));
                if converted { quote!(#text) } else { quote!(#text.into()) }
            }
            RustType::I64 => integer(whole(json)),
            RustType::F64 => {
                let number = json.and_then(|json| plain(json).parse::<f64>().ok()).unwrap_or(1.0);
                let literal = Literal::f64_unsuffixed(number.abs());
                if number < 0.0 { quote!(-#literal) } else { quote!(#literal) }
            }
            RustType::Bool => {
                let yes = json.is_some_and(|json| json.kind == JsonKind::Bool(true));
                quote!(#yes)
            }
            RustType::Runtime(name @ ("Fen" | "UnixSeconds")) => {
                let (name, number) = (ident(name), integer(whole(json)));
                quote!(weixin::#name(#number))
            }
            RustType::Runtime(_) => {
                let text = Literal::string(&json.map_or_else(|| "0".to_owned(), plain));
                quote!(#text.parse()?)
            }
            RustType::Json => {
                let text = Literal::string(&json.map_or_else(|| "{}".to_owned(), Json::to_string));
                quote!(#text.parse()?)
            }
            RustType::List(item) => self.list(item, field, spec, json),
            RustType::Map(item) => self.map(item, field, spec, json),
            RustType::Local(_) | RustType::Shared(_) => self.defined(spec, json, ty),
        }
    }

    fn list(
        &mut self,
        item: &RustType,
        field: &Field,
        spec: &Type,
        json: Option<&Json>,
    ) -> TokenStream {
        let Type::List(spec) = spec else {
            return quote!(Vec::new());
        };
        let values: Vec<TokenStream> = match json.map(|json| &json.kind) {
            Some(JsonKind::List(items)) => {
                items.iter().map(|json| self.value(item, field, spec, Some(json), false)).collect()
            }
            _ => Vec::new(),
        };
        quote!(vec![#(#values),*])
    }

    fn map(
        &mut self,
        item: &RustType,
        field: &Field,
        spec: &Type,
        json: Option<&Json>,
    ) -> TokenStream {
        let Type::Map(spec) = spec else {
            return quote!(std::collections::BTreeMap::new());
        };
        let entries: Vec<TokenStream> = json
            .and_then(Json::entries)
            .unwrap_or_default()
            .iter()
            .map(|(name, json)| {
                let name = Literal::string(name);
                let value = self.value(item, field, spec, Some(json), false);
                quote!((#name.to_owned(), #value))
            })
            .collect();
        quote!(std::collections::BTreeMap::from([#(#entries),*]))
    }

    /// An object or enum of the spec.
    fn defined(&mut self, spec: &Type, json: Option<&Json>, ty: &RustType) -> TokenStream {
        let module = self.module;
        match (spec, ty) {
            (Type::Enum(values), RustType::Local(name)) => self.choice(values, name, json, true),
            (Type::Object(_), RustType::Local(name)) => {
                let own = module.definitions.iter().find_map(|definition| match definition {
                    Definition::Struct(of) if of.name == *name => Some(of),
                    _ => None,
                });
                own.map_or_else(TokenStream::new, |of| self.structure(of, None, json, true))
            }
            (Type::Named(name), _) => {
                let catalog = self.catalog;
                let Some(ty) = catalog.named_type(name) else {
                    return TokenStream::new();
                };
                match &ty.shape {
                    Shape::Enum(values) => self.choice(values, name, json, false),
                    Shape::Object(Object { .. }) => {
                        let definitions = named_type(catalog, ty);
                        match definitions.first() {
                            Some(Definition::Struct(of)) => self.structure(of, None, json, false),
                            _ => TokenStream::new(),
                        }
                    }
                }
            }
            _ => TokenStream::new(),
        }
    }

    fn choice(
        &mut self,
        values: &EnumValues,
        name: &str,
        json: Option<&Json>,
        local: bool,
    ) -> TokenStream {
        self.note(name, local);
        let name = ident(name);
        let is = |value: &EnumValue, json: &Json| match value {
            EnumValue::Integer(number) => json.as_i64() == Some(*number),
            EnumValue::String(text) => json.as_str() == Some(text),
        };
        let known = match json {
            Some(json) => values.variants.iter().find(|variant| is(&variant.value, json)),
            None => values.variants.first(),
        };
        match (known.and_then(variant_name), json) {
            (Some(variant), _) => {
                let variant = ident(&variant);
                quote!(#name::#variant)
            }
            (None, Some(json)) if values.is_integer() => {
                let number = integer(whole(Some(json)));
                quote!(#name::from(#number))
            }
            (None, json) => {
                let text = Literal::string(&json.map_or_else(String::new, plain));
                quote!(#name::from(#text))
            }
        }
    }
}

fn import(path: &str, names: &BTreeSet<String>) -> String {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [name] => format!("use {path}::{name};"),
        names => format!("use {path}::{{{}}};", names.join(", ")),
    }
}

/// A scalar's text without quotes.
fn plain(json: &Json) -> String {
    match json.as_str() {
        Some(text) => text.to_owned(),
        None => json.to_string(),
    }
}

fn whole(json: Option<&Json>) -> i64 {
    json.and_then(|json| plain(json).parse().ok()).unwrap_or(1)
}
