//! An example of a spec as the Rust that builds the request: for documentation and wire tests.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{EnumValue, EnumValues, Example, Json, JsonKind, Model, NamedType, Shape, Type};

use super::values::{bytes, fraction, import, plain, whole};
use crate::emit::types::request::integer;
use crate::emit::types::takes_only_itself;
use crate::lower::{
    Definition, EndpointModule, RustField, RustType, Serde, Stored, Struct, ident, named_type,
};
use weixin_spec::names::{snake_case, variant_name};

/// A request as code, and the names that it needs.
pub(in crate::emit) struct Sample<'a> {
    model: &'a Model,
    module: &'a EndpointModule<'a>,
    /// The crate or module that has the runtime's types.
    runtime: TokenStream,
    /// The expression of the request.
    pub(in crate::emit) value: TokenStream,
    local: BTreeSet<String>,
    shared: BTreeSet<String>,
}

/// How a struct is written.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::emit) enum Form {
    /// As a value of its type.
    Exact,
    /// As anything that converts into its type.
    Convertible,
}

/// Whose types are meant by their bare names: the endpoint's, or those of a shared type's file.
type Home<'a> = Option<&'a NamedType>;

impl<'a> Sample<'a> {
    /// Builds the request of `example`; what it leaves out is filled in.
    pub(in crate::emit) fn of(
        model: &'a Model,
        module: &'a EndpointModule<'a>,
        example: Option<&Example>,
        runtime: TokenStream,
        form: Form,
    ) -> Self {
        let (local, shared) = (BTreeSet::new(), BTreeSet::new());
        let value = TokenStream::new();
        let mut sample = Self { model, module, runtime, value, local, shared };
        let query = example.and_then(|example| example.query.as_ref());
        let body = example.and_then(|example| example.request.as_ref());
        sample.value = sample.structure(&module.request, query, body, None, form);
        sample
    }

    /// `use` lines for the names that the code mentions.
    pub(in crate::emit) fn imports(&self, api: &str, group: &str, id: &str) -> Vec<String> {
        let (group, id) = (ident(group), ident(id));
        let mut lines = Vec::new();
        if !self.local.is_empty() {
            lines.push(import(&format!("{api}::{group}::{id}"), &self.local));
        }
        if !self.shared.is_empty() {
            lines.push(import(&format!("{api}::types"), &self.shared));
        }
        lines
    }

    /// A type's name as it is mentioned, having noted what must be imported for that.
    fn name(&mut self, name: &str, own: &str, home: Home<'a>) -> TokenStream {
        let mentioned = ident(name);
        match home {
            None => {
                self.local.insert(name.to_owned());
                quote!(#mentioned)
            }
            Some(ty) if ty.name.value == own => {
                self.shared.insert(name.to_owned());
                quote!(#mentioned)
            }
            // Two shared types may each have an inner type of the same name.
            Some(ty) => {
                let module = snake_case(&ty.name);
                self.shared.insert(module.clone());
                let module = ident(&module);
                quote!(#module::#mentioned)
            }
        }
    }

    fn structure(
        &mut self,
        of: &Struct<'a>,
        query: Option<&Json>,
        body: Option<&Json>,
        home: Home<'a>,
        form: Form,
    ) -> TokenStream {
        let given = |field: &RustField<'_>| {
            let from = if field.stored == Stored::Query { query } else { body };
            let value = match of.serde {
                // The example is the field's value.
                Serde::Transparent if field.stored == Stored::Body => from,
                _ => from.and_then(|json| json.get(&field.spec.name)),
            };
            value.filter(|value| value.kind != JsonKind::Null)
        };
        let setters: Vec<TokenStream> = of
            .optional()
            .filter(|field| field.spec.deprecated.is_none())
            .filter_map(|field| {
                let (name, value) = (ident(&field.name), given(field)?);
                let empty = value.as_str() == Some("") && field.spec.empty_is_absent;
                let value = self.argument(field, Some(value), home);
                (!empty).then(|| quote!(.#name(#value)))
            })
            .collect();
        // What has setters must be a request before they are called.
        let form = if setters.is_empty() { form } else { Form::Exact };
        let required: Vec<_> = of.required().collect();
        let new = match required.as_slice() {
            [] => {
                let name = self.name(&of.name, &of.name, home);
                quote!(#name::new())
            }
            [field] => {
                let value = self.argument(field, given(field), home);
                // `parse()` has to know what it parses.
                let parsed = matches!(field.ty, RustType::Json | RustType::Runtime("Yuan"));
                match form {
                    Form::Convertible if !parsed => value,
                    Form::Convertible | Form::Exact => {
                        let name = self.name(&of.name, &of.name, home);
                        quote!(#name::new(#value))
                    }
                }
            }
            several => {
                let literal = self.name(&of.required_name(), &of.name, home);
                let fields: Vec<TokenStream> = several
                    .iter()
                    .map(|field| {
                        let (name, given) = (ident(&field.name), given(field));
                        let value = self.value(field, given, Form::Exact, home);
                        quote!(#name: #value)
                    })
                    .collect();
                let required = quote!(#literal { #(#fields),* });
                match form {
                    Form::Convertible => required,
                    Form::Exact => {
                        let name = self.name(&of.name, &of.name, home);
                        quote!(#name::new(#required))
                    }
                }
            }
        };
        quote!(#new #(#setters)*)
    }

    /// The argument of a constructor or setter.
    fn argument(
        &mut self,
        field: &RustField<'a>,
        json: Option<&Json>,
        home: Home<'a>,
    ) -> TokenStream {
        let exact = takes_only_itself(&field.ty);
        self.value(field, json, if exact { Form::Exact } else { Form::Convertible }, home)
    }

    /// The value of a field.
    fn value(
        &mut self,
        field: &RustField<'a>,
        json: Option<&Json>,
        form: Form,
        home: Home<'a>,
    ) -> TokenStream {
        let json = json.or(field.spec.example.as_ref());
        self.typed(&field.ty, &field.spec.ty, json, form, home)
    }

    fn typed(
        &mut self,
        ty: &RustType,
        spec: &'a Type,
        json: Option<&Json>,
        form: Form,
        home: Home<'a>,
    ) -> TokenStream {
        match (ty, spec) {
            (RustType::String | RustType::Runtime("Secret"), _) => {
                let text = Literal::string(&json.map_or_else(|| "…".to_owned(), plain));
                converted(quote!(#text), form)
            }
            (RustType::I64, _) => integer(whole(json)),
            (RustType::Runtime("Number"), _) => {
                let number = fraction(json);
                let runtime = &self.runtime;
                match form {
                    Form::Convertible => number,
                    Form::Exact => quote!(#runtime::Number::from(#number)),
                }
            }
            (RustType::Bool, _) => {
                let yes = json.is_some_and(|json| json.kind == JsonKind::Bool(true));
                quote!(#yes)
            }
            (RustType::Runtime(name @ ("Fen" | "UnixSeconds")), _) => {
                let (runtime, name, number) = (&self.runtime, ident(name), integer(whole(json)));
                quote!(#runtime::#name(#number))
            }
            (RustType::Runtime("Base64"), _) => {
                let (runtime, bytes) = (&self.runtime, Literal::byte_string(&bytes(json)));
                quote!(#runtime::Base64(#bytes.to_vec()))
            }
            (RustType::Runtime("File"), _) => {
                let text = json.map_or_else(|| "…".to_owned(), plain);
                let bytes = Literal::byte_string(text.as_bytes());
                converted(quote!(#bytes), form)
            }
            (RustType::Runtime(_), _) => {
                let text = Literal::string(&json.map_or_else(|| "0".to_owned(), plain));
                quote!(#text.parse()?)
            }
            (RustType::Json, _) => {
                let text = Literal::string(&json.map_or_else(|| "{}".to_owned(), Json::to_string));
                quote!(#text.parse()?)
            }
            (RustType::List(item), Type::List(spec)) => self.list(item, spec, json, form, home),
            (RustType::Map(item), Type::Map(spec)) => self.map(item, spec, json, home),
            _ => self.defined(ty, spec, json, form, home),
        }
    }

    fn list(
        &mut self,
        item: &RustType,
        spec: &'a Type,
        json: Option<&Json>,
        form: Form,
        home: Home<'a>,
    ) -> TokenStream {
        let values: Vec<TokenStream> = match json.map(|json| &json.kind) {
            Some(JsonKind::List(items)) => items
                .iter()
                .map(|json| self.typed(item, spec, Some(json), Form::Exact, home))
                .collect(),
            _ => Vec::new(),
        };
        if values.is_empty() { quote!(Vec::new()) } else { converted(quote!([#(#values),*]), form) }
    }

    fn map(
        &mut self,
        item: &RustType,
        spec: &'a Type,
        json: Option<&Json>,
        home: Home<'a>,
    ) -> TokenStream {
        let entries: Vec<TokenStream> = json
            .and_then(Json::entries)
            .unwrap_or_default()
            .iter()
            .map(|(name, json)| {
                let name = Literal::string(name);
                let value = self.typed(item, spec, Some(json), Form::Exact, home);
                quote!((#name.to_owned(), #value))
            })
            .collect();
        quote!(std::collections::BTreeMap::from([#(#entries),*]))
    }

    /// An object or enum of the spec.
    fn defined(
        &mut self,
        ty: &RustType,
        spec: &'a Type,
        json: Option<&Json>,
        form: Form,
        home: Home<'a>,
    ) -> TokenStream {
        let model = self.model;
        match (ty, spec) {
            (RustType::Local(name), Type::Enum(values)) => self.choice(values, name, json, home),
            (RustType::Local(name), _) => match home {
                None => self.object(&self.module.definitions, name, json, form, home),
                Some(ty) => self.object(&named_type(model, ty), name, json, form, home),
            },
            (RustType::Shared(name), _) => {
                // The checker has seen to it that the type is there.
                let Some(ty) = model.named_type(name) else {
                    return TokenStream::new();
                };
                match &ty.shape {
                    Shape::Enum(values) => self.choice(values, name, json, Some(ty)),
                    Shape::Object(_) => {
                        self.object(&named_type(model, ty), name, json, form, Some(ty))
                    }
                }
            }
            _ => TokenStream::new(),
        }
    }

    /// An object that `definitions` have under this name.
    fn object(
        &mut self,
        definitions: &[Definition<'a>],
        name: &str,
        json: Option<&Json>,
        form: Form,
        home: Home<'a>,
    ) -> TokenStream {
        let own = definitions.iter().find_map(|definition| match definition {
            Definition::Struct(of) if of.name == name => Some(of),
            _ => None,
        });
        own.map_or_else(TokenStream::new, |of| self.structure(of, None, json, home, form))
    }

    fn choice(
        &mut self,
        values: &EnumValues,
        name: &str,
        json: Option<&Json>,
        home: Home<'a>,
    ) -> TokenStream {
        let name = self.name(name, name, home);
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

/// An expression of another type than the one it converts into.
fn converted(expression: TokenStream, form: Form) -> TokenStream {
    match form {
        Form::Convertible => expression,
        Form::Exact => quote!(#expression.into()),
    }
}
