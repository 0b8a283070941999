//! Reads a JSON object field by field, as each field's spec says.
//!
//! Generated code reads replies with this instead of derived `Deserialize`, which takes rustc several
//! times as long for each struct, and which refuses a reply that has two spellings of a field.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor},
};

use super::{
    FromJson, Misread,
    from_json::{is_empty, whole_characters},
    raw::Json,
};

/// A struct that can be read from a JSON object.
pub trait FromObject: Sized {
    /// The names of its fields in JSON, other spellings included.
    const FIELDS: &'static [&'static str];

    /// Takes its fields out of the object.
    ///
    /// # Errors
    /// When a required one is missing, or one that is there is something else than it should be.
    fn from_object(object: &mut Object<'_>) -> Result<Self, Misread>;
}

/// What an error says was expected.
pub(super) const EXPECTED: &str = "an object";

/// The fields of an object that were not taken yet, each as its JSON. A nested object's other fields
/// are skipped when that object is read, and no field is ever held as parsed JSON.
pub struct Object<'de> {
    names: &'static [&'static str],
    /// For each name, in their order.
    values: Vec<Option<Cow<'de, str>>>,
}

/// The names alone: a value may be secret.
impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.names.iter().zip(&self.values).filter(|(_, value)| value.is_some());
        f.debug_set().entries(there.map(|(name, _)| name)).finish()
    }
}

/// Reads an object, for the `Deserialize` of generated types.
///
/// # Errors
/// When it is none, or has fields that are not what they should be.
pub fn read<'de, D: Deserializer<'de>, T: FromObject>(deserializer: D) -> Result<T, D::Error> {
    let mut object = deserializer.deserialize_map(Named(T::FIELDS))?;
    T::from_object(&mut object).map_err(D::Error::custom)
}

impl<T: FromObject> FromJson for T {
    const IS_OBJECT: bool = true;

    fn from_json(json: &str) -> Result<Self, Misread> {
        if let Some(mut object) = parse(json, T::FIELDS) {
            return T::from_object(&mut object);
        }
        // A name with half a character in it.
        let json = whole_characters(json);
        let mut object = parse(&json, T::FIELDS).ok_or_else(|| Misread::found(&json, EXPECTED))?;
        T::from_object(&mut object)
    }
}

fn parse<'de>(json: &'de str, names: &'static [&'static str]) -> Option<Object<'de>> {
    serde_json::Deserializer::from_str(json).deserialize_map(Named(names)).ok()
}

/// Keeps the fields of these names. What else there is may be anything (a number too large, half a
/// character, a million objects): it is skipped, and neither refused nor held in memory.
struct Named(&'static [&'static str]);

impl<'de> Visitor<'de> for Named {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    /// Of two fields of one name the last counts.
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Object<'de>, A::Error> {
        let Self(names) = self;
        let mut values = Vec::new();
        values.resize_with(names.len(), || None);
        while let Some(index) = fields.next_key_seed(IndexOf(names))? {
            match index {
                Some(index) => values[index] = Some(fields.next_value::<Json<'de>>()?.0),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Object { names, values })
    }
}

/// Reads which of these names a field has, if any.
struct IndexOf(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for IndexOf {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, name: D) -> Result<Self::Value, D::Error> {
        name.deserialize_str(self)
    }
}

impl Visitor<'_> for IndexOf {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}

impl<'de> Object<'de> {
    /// The place of a value that is named in the object's type.
    fn value(&mut self, name: &str) -> Option<&mut Option<Cow<'de, str>>> {
        let index = self.names.iter().position(|known| *known == name)?;
        self.values.get_mut(index)
    }

    fn remove(&mut self, name: &str) -> Option<Cow<'de, str>> {
        self.value(name)?.take()
    }

    /// Has a field go by its proper name where the object has a value for it by another one only.
    pub fn respell(&mut self, name: &'static str, others: &[&str]) {
        for other in others {
            let Some(value) = self.remove(other) else { continue };
            let Some(proper) = self.value(name) else { continue };
            let better = |known: &Cow<'_, str>| is_empty(known) && !is_empty(&value);
            if proper.as_ref().is_none_or(better) {
                *proper = Some(value);
            }
        }
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is missing, or not a `T`.
    pub fn required<T: FromJson>(&mut self, name: &'static str) -> Result<T, Misread> {
        let json = self.remove(name).ok_or_else(|| Misread::missing(name))?;
        T::from_json(&json).map_err(|error| error.within(name))
    }

    /// A field that may be absent or `null`: an `Option`, or a list, which is then empty.
    ///
    /// # Errors
    /// When it is there and not a `T`.
    pub fn optional<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, Misread> {
        let Some(json) = self.remove(name) else { return Ok(T::default()) };
        T::from_json(&json).map_err(|error| error.within(name))
    }

    /// A field that counts as absent where it is `null`, `""`, `{}` or `[]`, and a time where it is 0.
    ///
    /// # Errors
    /// When it is there and not a `T`.
    pub fn non_empty<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, Misread> {
        let Some(json) = self.remove(name).filter(|json| !is_empty(json)) else {
            return Ok(T::default());
        };
        let value = T::from_json(&json).map_err(|error| error.within(name))?;
        Ok(if value.is_absent() { T::default() } else { value })
    }
}

/// The `Deserialize` of a struct that is [`FromObject`].
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($name:ident) => {
        impl<'de> $crate::rt::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::rt::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::rt::read(deserializer)
            }
        }
    };
}

#[cfg(test)]
mod tests;
