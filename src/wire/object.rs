//! Reads a JSON object field by field, as each field's spec says.
//!
//! Generated code reads replies with this instead of derived `Deserialize`, which takes rustc several
//! times as long for each struct, and which refuses a reply that has two spellings of a field.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Error, Value};

use super::loose::{FromLoose, string_or_number};

/// The fields of an object that were not taken yet. A list: they are few, and each is sought once.
#[derive(Default)]
pub struct Object(Vec<(&'static str, Value)>);

/// The names alone: a value may be secret.
impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// Reads the fields of an object that have these names, and makes something of them.
///
/// # Errors
/// When it is no object, or `make` says so.
pub fn read<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    names: &'static [&'static str],
    make: impl FnOnce(&mut Object) -> Result<T, Error>,
) -> Result<T, D::Error> {
    let mut object = deserializer.deserialize_map(Named(names))?;
    make(&mut object).map_err(de::Error::custom)
}

/// Keeps the fields of these names. What else there is may be what it wants (a number too large,
/// half a character, a million objects): it is skipped, and neither refused nor held in memory.
struct Named(&'static [&'static str]);

impl<'de> Visitor<'de> for Named {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Object, A::Error> {
        let mut object = Object::default();
        while let Some(name) = fields.next_key_seed(NameOf(self.0))? {
            match name {
                Some(name) => object.insert(name, fields.next_value()?),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(object)
    }
}

/// Reads which of these names a field has, if any.
struct NameOf(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameOf {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Self::Value, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for NameOf {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|known| **known == name).copied())
    }
}

impl Object {
    /// Of two fields of one name the last counts.
    fn insert(&mut self, name: &'static str, value: Value) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().position(|(known, _)| *known == name)?;
        Some(self.0.swap_remove(index).1)
    }

    /// Has a field go by its proper name where the object has a value for it by another one only.
    pub fn respell(&mut self, name: &'static str, others: &[&str]) {
        for other in others {
            let Some(value) = self.remove(other) else { continue };
            let better = |known: &Value| is_empty(known) && !is_empty(&value);
            if self.get(name).is_none_or(better) {
                self.insert(name, value);
            }
        }
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is missing, or not a `T`.
    pub fn take<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Error> {
        let value = self.remove(name).ok_or_else(|| de::Error::missing_field(name))?;
        T::deserialize(value).map_err(|error| within(name, &error))
    }

    /// A field that may be absent, or `null`.
    ///
    /// # Errors
    /// When it is there and not a `T`.
    pub fn optional<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Error> {
        let value = self.remove(name).filter(|value| !value.is_null());
        value.map(T::deserialize).transpose().map_err(|error| within(name, &error))
    }

    /// A field that must be there, as text or as a number.
    ///
    /// # Errors
    /// When it is missing, or does not fit.
    pub fn loose<T: FromLoose>(&mut self, name: &'static str) -> Result<T, Error> {
        let value = self.remove(name).ok_or_else(|| de::Error::missing_field(name))?;
        string_or_number(value).map_err(|error| within(name, &error))
    }

    /// A field that may be absent or `null`, as text or as a number.
    ///
    /// # Errors
    /// When it is there and does not fit.
    pub fn optional_loose<T: FromLoose>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        let value = self.remove(name).filter(|value| !value.is_null());
        value.map(string_or_number).transpose().map_err(|error| within(name, &error))
    }

    /// A field that is absent where it is `null`, `""`, `{}` or `[]`.
    ///
    /// # Errors
    /// When it is there and not a `T`.
    pub fn non_empty<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Error> {
        self.drop_empty(name);
        self.optional(name)
    }

    /// As [`non_empty`](Self::non_empty), as text or as a number.
    ///
    /// # Errors
    /// When it is there and does not fit.
    pub fn non_empty_loose<T: FromLoose>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Error> {
        self.drop_empty(name);
        self.optional_loose(name)
    }

    fn drop_empty(&mut self, name: &str) {
        if self.get(name).is_some_and(is_empty) {
            self.remove(name);
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The error of a field's value, with the field's name and without the value, which may be secret.
fn within(name: &str, error: &Error) -> Error {
    let words = error.to_string();
    de::Error::custom(format_args!("`{name}`: {}", without_value(&words)))
}

/// `invalid type: string, expected i64`, where serde says `invalid type: string "7", expected i64`.
fn without_value(words: &str) -> Cow<'_, str> {
    let kinds = ["invalid type: ", "invalid value: "];
    let Some(start) = kinds.iter().find(|kind| words.starts_with(**kind)).map(|kind| kind.len())
    else {
        return Cow::Borrowed(words);
    };
    // What the value looks like stands in quotation marks of one sort or the other.
    let value = words[start..].find(['"', '`']).map(|at| start + at);
    match (value, words.rfind(", expected ")) {
        (Some(value), Some(expected)) if value < expected => {
            Cow::Owned(format!("{}{}", words[..value].trim_end(), &words[expected..]))
        }
        _ => Cow::Borrowed(words),
    }
}

#[cfg(test)]
#[path = "object_tests.rs"]
mod tests;
