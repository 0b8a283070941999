//! JSON values that keep the order of their keys and their place in the source.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Span, Spanned};

/// A JSON value of a spec: an example, a default, a fixed value.
///
/// As with [`Spanned`], comparison ignores the place.
#[derive(Clone, Debug)]
pub struct Json {
    /// The value.
    pub kind: JsonKind,
    /// Its place in the source.
    pub span: Span,
}

/// The kinds of [`Json`] values.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number of any kind.
    Number(serde_json::Number),
    /// Text.
    String(String),
    /// A list.
    List(Vec<Json>),
    /// An object, keys in the order written.
    Object(Vec<(Spanned<String>, Json)>),
}

impl Json {
    /// Creates an object with the keys in the order given. It has no place in the source.
    pub fn object<K: Into<String>>(entries: impl IntoIterator<Item = (K, Json)>) -> Self {
        let entries = entries.into_iter();
        let entries =
            entries.map(|(name, value)| (Spanned::new(name.into(), Span::default()), value));
        JsonKind::Object(entries.collect()).into()
    }

    /// Returns the value of `key` if this is an object that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        let entries = self.entries()?;
        entries.iter().find_map(|(name, value)| (name.value == key).then_some(value))
    }

    /// Returns the entries if this is an object.
    #[must_use]
    pub fn entries(&self) -> Option<&[(Spanned<String>, Json)]> {
        match &self.kind {
            JsonKind::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns the number if this is a whole number that fits 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.kind {
            JsonKind::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// Returns the text if this is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            JsonKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the kind of the value as diagnostics name it: `text`, `a whole number` …
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            JsonKind::Null => "null",
            JsonKind::Bool(_) => "a boolean",
            JsonKind::Number(number) if number.is_f64() => "a fraction",
            JsonKind::Number(number) if number.is_i64() => "a whole number",
            JsonKind::Number(_) => "a number of more than 64 bits",
            JsonKind::String(_) => "text",
            JsonKind::List(_) => "a list",
            JsonKind::Object(_) => "an object",
        }
    }
}

/// Creates a value that has no place in the source.
impl From<JsonKind> for Json {
    fn from(kind: JsonKind) -> Self {
        let span = Span::default();
        Self { kind, span }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        JsonKind::Bool(value).into()
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        JsonKind::Number(value.into()).into()
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        JsonKind::String(text).into()
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        JsonKind::List(items).into()
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    /// Creates a list.
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().map(Into::into).collect::<Vec<Json>>().into()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl fmt::Display for Json {
    /// Formats the value as compact JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = serde_json::to_string(self).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.kind {
            JsonKind::Null => serializer.serialize_unit(),
            JsonKind::Bool(value) => serializer.serialize_bool(*value),
            JsonKind::Number(number) => number.serialize(serializer),
            JsonKind::String(text) => serializer.serialize_str(text),
            JsonKind::List(items) => items.serialize(serializer),
            JsonKind::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl JsonVisitor {
    fn value<E>(kind: JsonKind) -> Result<Json, E> {
        let span = Span::default();
        Ok(Json { kind, span })
    }
}

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Self::value(JsonKind::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Self::value(JsonKind::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Self::value(JsonKind::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Self::value(JsonKind::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        let number = serde_json::Number::from_f64(value);
        Self::value(number.map_or(JsonKind::Null, JsonKind::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Self::value(JsonKind::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Self::value(JsonKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Self::value(JsonKind::Object(entries))
    }
}
