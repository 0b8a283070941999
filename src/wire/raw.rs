//! Values as JSON text, so that only those of known fields are parsed.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::Value;

use super::FromJson;

/// The JSON text of a value, without space around it; borrowed if the deserializer can lend it.
pub(super) struct Json<'de>(pub(super) Cow<'de, str>);

/// The name with which serde_json's own `RawValue` requests the text of a value. `RawValue` is either always
/// borrowed or always copied; [`Json`] is borrowed if possible.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads a value that is not an object, for the `Deserialize` of generated types.
///
/// # Errors
/// Returns an error if it is not a `T`.
#[doc(hidden)]
pub fn value<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let json = Json::deserialize(deserializer)?;
    T::from_json(&json.0).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    /// serde_json passes a map with one entry, whose value is the text.
    fn visit_map<A: MapAccess<'de>>(self, mut entry: A) -> Result<Json<'de>, A::Error> {
        entry.next_key::<IgnoredAny>()?;
        entry.next_value_seed(TextSeed)
    }

    /// Every other format passes the value.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, other: D) -> Result<Json<'de>, D::Error> {
        Ok(Json(Value::deserialize(other)?.to_string().into()))
    }
}

struct TextSeed;

impl<'de> DeserializeSeed<'de> for TextSeed {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<Json<'de>, D::Error> {
        text.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for TextSeed {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json(Cow::Owned(text.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Values with details that parsing would lose: long numbers, zeros, the order of fields, space.
    const VALUES: &str = r#"[12345678901234567890.50, {"b": 1e400,"a" :"\ud83d"} ,"x\n", null]"#;
    const TEXTS: [&str; 4] =
        ["12345678901234567890.50", r#"{"b": 1e400,"a" :"\ud83d"}"#, r#""x\n""#, "null"];

    /// Fails if serde_json changes the name.
    #[test]
    fn the_text_is_borrowed_from_the_reply() {
        let read: Vec<Json<'_>> = serde_json::from_slice(VALUES.as_bytes()).unwrap();
        let texts = read.iter().map(|json| match &json.0 {
            Cow::Borrowed(text) => *text,
            Cow::Owned(text) => panic!("{text} was copied"),
        });
        assert_eq!(texts.collect::<Vec<_>>(), TEXTS);
    }

    #[test]
    fn a_stream_can_be_read() {
        let mut stream = serde_json::Deserializer::from_reader(VALUES.as_bytes());
        let read = Vec::<Json<'_>>::deserialize(&mut stream).unwrap();
        let texts: Vec<_> = read.iter().map(|json| &*json.0).collect();
        assert_eq!(texts, TEXTS);
    }

    /// As in a reply that is flattened into a type of the caller's.
    #[test]
    fn a_parsed_value_becomes_text_again() {
        #[derive(Deserialize)]
        struct Kept<'a> {
            #[serde(flatten, borrow)]
            fields: BTreeMap<String, Json<'a>>,
        }
        let value = serde_json::json!({ "a": [1, "x"] });
        assert_eq!(Json::deserialize(&value["a"]).unwrap().0, r#"[1,"x"]"#);
        let kept: Kept<'_> = serde_json::from_str(r#"{"a": [1, "x"]}"#).unwrap();
        assert_eq!(kept.fields["a"].0, r#"[1,"x"]"#);
    }
}
