//! Builds JSON objects that keep the order of their keys, so that documents are reproducible.

use weixin_spec::{Json, JsonKind};

/// An object under construction.
#[derive(Default)]
pub(crate) struct Object(Vec<(String, Json)>);

impl Object {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds an entry.
    pub(crate) fn set(mut self, key: impl Into<String>, value: impl Into<Json>) -> Self {
        self.0.push((key.into(), value.into()));
        self
    }

    /// Adds an entry if there is a value.
    pub(crate) fn set_some(self, key: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.set(key, value),
            None => self,
        }
    }

    /// Adds a text unless it is empty.
    pub(crate) fn set_text(self, key: &str, text: &str) -> Self {
        let text = text.trim();
        self.set_some(key, (!text.is_empty()).then_some(text))
    }

    /// Adds a list or an object unless it is empty.
    pub(crate) fn set_filled(self, key: &str, value: Json) -> Self {
        let empty = match &value.kind {
            JsonKind::List(items) => items.is_empty(),
            JsonKind::Object(entries) => entries.is_empty(),
            _ => false,
        };
        self.set_some(key, (!empty).then_some(value))
    }

    /// Adds `true` if the condition holds.
    pub(crate) fn set_if(self, key: &str, condition: bool) -> Self {
        self.set_some(key, condition.then_some(true))
    }

    /// Adds the entries of another.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn json(self) -> Json {
        Json::object(self.0)
    }
}

/// A reference to a schema of the document's components.
pub(crate) fn reference(name: &str) -> Object {
    Object::new().set("$ref", format!("#/components/schemas/{name}"))
}
