//! Removes secrets from requests and responses before they are shown.

use std::collections::BTreeSet;

use weixin_spec::{Field, Json, JsonKind, Model, Shape, Type};

use crate::http::form::{Form, Part};
use crate::http::query::{Parameter, Query};
use crate::json;
use crate::world::World;

/// Headers that carry credentials.
const SECRET_HEADERS: &[&str] = &["authorization", "cookie", "proxy-authorization"];

/// Redacts secrets by the names of the model's secret fields and parameters.
pub(crate) struct Redactor {
    names: BTreeSet<String>,
}

impl Redactor {
    pub(crate) fn new(model: &Model) -> Self {
        let tokens = model.api.tokens.iter();
        let mut names = tokens.map(|token| token.query.value.clone()).collect();
        for endpoint in &model.endpoints {
            collect(&endpoint.query, &mut names);
            collect(endpoint.body.fields(), &mut names);
            collect(endpoint.response.fields(), &mut names);
        }
        for named in &model.types {
            if let Shape::Object(object) = &named.shape {
                collect(&object.fields, &mut names);
            }
        }
        Self { names }
    }

    /// Replaces the sandbox's tokens by their labels, and its app secrets.
    pub(crate) fn text(&self, world: &World, text: &str) -> String {
        let mut shown = world.tokens.hide(text).into_owned();
        for secret in world.secrets() {
            if shown.contains(secret) {
                shown = shown.replace(secret, "[secret]");
            }
        }
        shown
    }

    /// Returns the query string as received, without secrets.
    pub(crate) fn raw_query(&self, world: &World, query: &Query) -> String {
        let shown = query.parameters.iter().map(|parameter| {
            let (name, value) = self.parameter(world, parameter);
            if name == parameter.name && value == parameter.value {
                return parameter.raw.clone();
            }
            let name = self.text(world, parameter.raw.split('=').next().unwrap_or_default());
            if parameter.raw.contains('=') { format!("{name}={value}") } else { name }
        });
        shown.collect::<Vec<_>>().join("&")
    }

    /// Returns the decoded parameters, without secrets.
    pub(crate) fn parameters(&self, world: &World, query: &Query) -> Vec<(String, String)> {
        let parameters = query.parameters.iter();
        parameters.map(|parameter| self.parameter(world, parameter)).collect()
    }

    pub(crate) fn headers<'a>(
        &self,
        world: &World,
        headers: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) -> Vec<(String, String)> {
        let shown = headers.map(|(name, value)| {
            let value = if SECRET_HEADERS.contains(&name) {
                "[redacted]".to_owned()
            } else {
                self.text(world, &String::from_utf8_lossy(value))
            };
            (name.to_owned(), value)
        });
        shown.collect()
    }

    /// Returns a readable body: JSON without its secrets, anything else as its size.
    pub(crate) fn body(&self, world: &World, body: &[u8]) -> String {
        match serde_json::from_slice::<Json>(body) {
            Ok(mut json) => {
                self.json(world, &mut json);
                json.to_string()
            }
            Err(_) => format!("[{} bytes]", body.len()),
        }
    }

    /// Returns a readable form: a line for each part; of a file, its name, type and size.
    pub(crate) fn form(&self, world: &World, form: &Form) -> String {
        let lines = form.parts.iter().map(|part| self.part(world, part));
        lines.collect::<Vec<_>>().join("\n")
    }

    fn part(&self, world: &World, part: &Part) -> String {
        let name = self.text(world, &part.name);
        let Some(file_name) = &part.file_name else {
            return format!("{name}: {}", self.value(world, &part.name, &part.text()));
        };
        let (file_name, size) = (self.text(world, file_name), part.bytes.len());
        let content_type = part.content_type.as_deref().unwrap_or("no content type");
        let content_type = self.text(world, content_type);
        format!("{name}: file {file_name}, {content_type}, {size} bytes")
    }

    fn json(&self, world: &World, json: &mut Json) {
        match &mut json.kind {
            JsonKind::String(text) => *text = self.text(world, text),
            JsonKind::List(items) => items.iter_mut().for_each(|item| self.json(world, item)),
            JsonKind::Object(entries) => {
                for (name, value) in entries {
                    match &value.kind {
                        JsonKind::String(text) => {
                            *value = json::text(self.value(world, name, text));
                        }
                        _ if self.names.contains(&name.value) => *value = json::text("[redacted]"),
                        _ => self.json(world, value),
                    }
                    name.value = self.text(world, name);
                }
            }
            JsonKind::Null | JsonKind::Bool(_) | JsonKind::Number(_) => {}
        }
    }

    fn parameter(&self, world: &World, parameter: &Parameter) -> (String, String) {
        let Parameter { name, value, .. } = parameter;
        (self.text(world, name), self.value(world, name, value))
    }

    fn value(&self, world: &World, name: &str, value: &str) -> String {
        let known = world.tokens.label(value).is_some()
            || value.is_empty()
            || world.secrets().iter().any(|secret| *secret == value);
        if self.names.contains(name) && !known {
            return "[redacted]".to_owned();
        }
        self.text(world, value)
    }
}

fn collect(fields: &[Field], names: &mut BTreeSet<String>) {
    for field in fields {
        if field.secret {
            names.insert(field.name.value.clone());
            names.extend(field.aliases.iter().map(|alias| alias.value.clone()));
        }
        if let Type::Object(object) = field.ty.innermost() {
            collect(&object.fields, names);
        }
    }
}
