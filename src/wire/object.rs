//! Reads a JSON object field by field, as the spec of each field requires.
//!
//! Generated code uses this instead of derived `Deserialize`, which takes rustc several times as long for
//! each struct, and which rejects a reply with two spellings of a field.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor},
};

use super::{
    FromJson, Misread,
    from_json::{is_empty, with_whole_characters},
    raw::Json,
};

/// A struct that can be read from a JSON object.
pub trait FromObject: Sized {
    /// The names of its fields in JSON, including alternative spellings.
    const FIELDS: &'static [&'static str];

    /// Reads the fields of the object.
    ///
    /// # Errors
    /// Returns an error if a required field is missing, or if a field has the wrong type.
    fn from_object(object: &mut Object<'_>) -> Result<Self, Misread>;
}

/// The expected type in errors.
pub(super) const EXPECTED: &str = "an object";

/// The remaining fields of an object, each as JSON text. Nested objects are parsed when their field is
/// read.
pub struct Object<'de> {
    names: &'static [&'static str],
    /// In the order of `names`.
    values: Vec<Option<Cow<'de, str>>>,
}

/// Shows only the names: a value may be secret.
impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.names.iter().zip(&self.values).filter(|(_, value)| value.is_some());
        f.debug_set().entries(there.map(|(name, _)| name)).finish()
    }
}

/// Reads an object, for the `Deserialize` of generated types.
///
/// # Errors
/// Returns an error if it is not an object, if a required field is missing, or if a field has the wrong
/// type.
pub fn read<'de, D: Deserializer<'de>, T: FromObject>(deserializer: D) -> Result<T, D::Error> {
    let mut object = deserializer.deserialize_map(Named(T::FIELDS))?;
    T::from_object(&mut object).map_err(D::Error::custom)
}

impl<T: FromObject> FromJson for T {
    const IS_OBJECT: bool = true;

    fn from_json(json: &str) -> Result<Self, Misread> {
        let read = |json: &str| Some(T::from_object(&mut parse(json, T::FIELDS)?));
        let value = with_whole_characters(json, read);
        value.unwrap_or_else(|| Err(Misread::found(json, EXPECTED)))
    }
}

fn parse<'de>(json: &'de str, names: &'static [&'static str]) -> Option<Object<'de>> {
    serde_json::Deserializer::from_str(json).deserialize_map(Named(names)).ok()
}

/// Keeps the fields with these names. Other fields are skipped and not held in memory, also if serde_json
/// would reject their values (a number too large, an unpaired surrogate).
struct Named(&'static [&'static str]);

impl<'de> Visitor<'de> for Named {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    /// If a name occurs twice, the last field counts.
    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Object<'de>, A::Error> {
        let Self(names) = self;
        let mut values = vec![None; names.len()];
        while let Some(index) = fields.next_key_seed(IndexOf(names))? {
            match index {
                Some(index) => values[index] = Some(fields.next_value::<Json<'de>>()?.0),
                None => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Object { names, values })
    }
}

/// Reads the name of a field as its index in these names.
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
    /// The slot of a field; `None` if the object's type does not have it.
    fn value(&mut self, name: &str) -> Option<&mut Option<Cow<'de, str>>> {
        let index = self.names.iter().position(|known| *known == name)?;
        self.values.get_mut(index)
    }

    fn remove(&mut self, name: &str) -> Option<Cow<'de, str>> {
        self.value(name)?.take()
    }

    /// Moves the value of an alternative spelling to the proper name, unless that has a non-empty value.
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

    /// Reads a required field.
    ///
    /// # Errors
    /// Returns an error if it is missing or not a `T`.
    pub fn required<T: FromJson>(&mut self, name: &'static str) -> Result<T, Misread> {
        let json = self.remove(name).ok_or_else(|| Misread::missing(name))?;
        T::from_json(&json).map_err(|error| error.within(name))
    }

    /// Reads a field that may be absent or `null`: an `Option`, or a list, which is then empty.
    ///
    /// # Errors
    /// Returns an error if it is present and not a `T`.
    pub fn optional<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, Misread> {
        let Some(json) = self.remove(name) else { return Ok(T::default()) };
        T::from_json(&json).map_err(|error| error.within(name))
    }

    /// Reads a field that counts as absent if it is `null`, `""`, `{}` or `[]`, or a time of 0.
    ///
    /// # Errors
    /// Returns an error if it is present and not a `T`.
    pub fn non_empty<T: FromJson + Default>(&mut self, name: &'static str) -> Result<T, Misread> {
        let Some(json) = self.remove(name).filter(|json| !is_empty(json)) else {
            return Ok(T::default());
        };
        let value = T::from_json(&json).map_err(|error| error.within(name))?;
        Ok(if value.is_absent() { T::default() } else { value })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::types::{Fen, UnixSeconds};

    /// Reads a value from an object with the fields `a`, `b`, `url`, `ur` and `uri`.
    fn take<T>(
        json: &str,
        take: impl FnOnce(&mut Object<'_>) -> Result<T, Misread>,
    ) -> Result<T, String> {
        let mut object = parse(json, &["a", "b", "url", "ur", "uri"]).expect("an object");
        take(&mut object).map_err(|error| error.to_string())
    }

    /// A reply with a list of nested objects.
    #[derive(Debug, Default, PartialEq)]
    struct Batch {
        next: Option<String>,
        item_list: Vec<Card>,
    }

    #[derive(Debug, Default, PartialEq)]
    struct Card {
        card_id: Option<String>,
        user_info: Option<Invoice>,
    }

    #[derive(Debug, Default, PartialEq)]
    struct Invoice {
        fee: Option<Fen>,
    }

    crate::rt::response!(Batch { next: optional, item_list: optional });
    crate::rt::response!(Card { card_id: optional, user_info: optional });
    crate::rt::response!(Invoice { fee: optional });

    fn batch(json: impl AsRef<[u8]>) -> Result<Batch, String> {
        serde_json::from_slice(json.as_ref()).map_err(|error| error.to_string())
    }

    fn card(id: &str, fee: Option<i64>) -> Card {
        let user_info = fee.map(|fee| Invoice { fee: Some(Fen(fee)) });
        Card { card_id: Some(id.to_owned()), user_info }
    }

    #[test]
    fn a_required_field_must_be_present() {
        assert_eq!(take(r#"{"a":"7","b":0}"#, |o| o.required::<i64>("a")), Ok(7));
        assert_eq!(take("{}", |o| o.required::<i64>("a")), Err("`a`: missing".to_owned()));
        let null = take(r#"{"a":null}"#, |o| o.required::<String>("a"));
        assert_eq!(null, Err("`a`: expected text or a number; found null".to_owned()));
        assert_eq!(take(r#"{"a":null}"#, |o| o.required::<Vec<i64>>("a")), Ok(vec![]));
    }

    #[test]
    fn an_optional_field_may_be_absent_or_null() {
        for json in ["{}", r#"{"a":null}"#] {
            assert_eq!(take(json, |o| o.optional::<Option<i64>>("a")), Ok(None), "{json}");
            assert_eq!(take(json, |o| o.optional::<Vec<i64>>("a")), Ok(vec![]), "{json}");
        }
        assert_eq!(take(r#"{"a":0}"#, |o| o.optional("a")), Ok(Some(0_i64)));
        assert_eq!(take(r#"{"a":0}"#, |o| o.optional("a")), Ok(Some(UnixSeconds(0))));
        assert_eq!(take(r#"{"a":""}"#, |o| o.optional("a")), Ok(Some(String::new())));
        // An unreadable amount is not an absent amount.
        let error = "`a`: expected a whole number, or its digits as text; found text";
        assert_eq!(take(r#"{"a":""}"#, |o| o.optional::<Option<Fen>>("a")), Err(error.to_owned()));
    }

    #[test]
    fn an_empty_field_is_absent_if_the_spec_says_so() {
        for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":{}}"#, r#"{"a":[ ]}"#] {
            assert_eq!(take(json, |o| o.non_empty::<Option<String>>("a")), Ok(None), "{json}");
            assert_eq!(take(json, |o| o.non_empty::<Option<Fen>>("a")), Ok(None), "{json}");
            let map = take(json, |o| o.non_empty::<Option<BTreeMap<String, i64>>>("a"));
            assert_eq!(map, Ok(None), "{json}");
        }
        assert_eq!(take(r#"{"a":" "}"#, |o| o.non_empty("a")), Ok(Some(" ".to_owned())));
        assert_eq!(take(r#"{"a":0}"#, |o| o.non_empty("a")), Ok(Some(0_i64)));
        assert_eq!(take(r#"{"a":[0]}"#, |o| o.non_empty("a")), Ok(vec![0_i64]));
    }

    #[test]
    fn a_time_of_zero_is_absent_if_empty_is_absent() {
        for json in [r#"{"a":0}"#, r#"{"a":"0"}"#, r#"{"a":0.0}"#] {
            assert_eq!(take(json, |o| o.non_empty::<Option<UnixSeconds>>("a")), Ok(None), "{json}");
        }
        assert_eq!(take(r#"{"a":"1"}"#, |o| o.non_empty("a")), Ok(Some(UnixSeconds(1))));
    }

    #[test]
    fn the_proper_spelling_takes_precedence() {
        let take_url = |json| {
            take(json, |o| {
                o.respell("url", &["ur", "uri"]);
                o.required::<String>("url")
            })
        };
        assert_eq!(take_url(r#"{"uri":"c","ur":"b","url":"a"}"#), Ok("a".to_owned()));
        assert_eq!(take_url(r#"{"uri":"c","ur":"b"}"#), Ok("b".to_owned()));
        assert_eq!(take_url(r#"{"uri":"c","ur":"","url":null}"#), Ok("c".to_owned()));
        assert_eq!(take_url(r#"{"ur":null,"url":""}"#), Ok(String::new()));
        assert_eq!(take_url("{}"), Err("`url`: missing".to_owned()));
    }

    #[test]
    fn the_last_field_of_a_name_counts() {
        assert_eq!(take(r#"{"a":1,"b":2,"a":3}"#, |o| o.required("a")), Ok(3_i64));
    }

    #[test]
    fn one_object_is_a_list_of_one() {
        let one = batch(r#"{"item_list":{"card_id":5,"user_info":null}}"#);
        assert_eq!(one.unwrap().item_list, [card("5", None)]);
    }

    #[test]
    fn lenient_items_are_all_kept() {
        let odd = r#"{"next":7,"item_list":[{"card_id":"c1","user_info":{"fee":"1"}},
            {"x":[]}, {"user_info":{"fee":3.0},"card_id":3}]}"#;
        let items = vec![card("c1", Some(1)), Card::default(), card("3", Some(3))];
        assert_eq!(batch(odd), Ok(Batch { next: Some("7".to_owned()), item_list: items }));
    }

    #[test]
    fn an_error_has_the_path_but_not_the_value() {
        for (json, message) in [
            (
                r#"{"item_list":[{},{"user_info":{"fee":"s3cret"}}]}"#,
                "`item_list[1].user_info.fee`: expected a whole number, or its digits as text; found text",
            ),
            (r#"{"item_list":["s3cret"]}"#, "`item_list[0]`: expected an object; found text"),
            (
                r#"{"item_list":[{"user_info":["s3cret"]}]}"#,
                "`item_list[0].user_info`: expected an object; found a list",
            ),
            (r#"{"item_list":"s3cret"}"#, "`item_list`: expected a list; found text"),
            (
                r#"{"item_list":{"user_info":{"fee":1.5}}}"#,
                "`item_list.user_info.fee`: expected a whole number, or its digits as text; found a number",
            ),
        ] {
            assert_eq!(batch(json), Err(message.to_owned()));
        }
        assert!(batch("[]").unwrap_err().contains("expected an object"));
    }

    #[test]
    fn unknown_fields_may_have_any_value_at_any_depth() {
        let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
        let expected = Batch { next: None, item_list: vec![card("c", Some(1))] };
        for other in ["1e400", r#""\ud83d""#, r#"{"\ud83d":{}}"#, &deep] {
            for json in [
                format!(
                    r#"{{"x":{other},"item_list":[{{"card_id":"c","user_info":{{"fee":1}}}}]}}"#
                ),
                format!(
                    r#"{{"item_list":[{{"card_id":"c","x":{other},"user_info":{{"fee":1}}}}]}}"#
                ),
                format!(
                    r#"{{"item_list":[{{"card_id":"c","user_info":{{"x":{other},"fee":1}}}}]}}"#
                ),
            ] {
                assert_eq!(batch(&json).as_ref(), Ok(&expected), "{json:.80}");
            }
        }
    }

    #[test]
    fn a_name_with_an_unpaired_surrogate_is_skipped() {
        let json = r#"{"item_list":[{"\ud83d":1,"card_id":"c\ud83d"}]}"#;
        assert_eq!(batch(json).unwrap().item_list, [card("c\u{FFFD}", None)]);
    }

    #[test]
    fn debug_shows_only_names() {
        let shown = take(r#"{"b":1,"a":"s3cret","c":2}"#, |o| Ok(format!("{o:?}")));
        assert_eq!(shown, Ok(r#"{"a", "b"}"#.to_owned()));
    }
}
