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
    from_json::{is_empty, with_whole_characters},
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
        let read = |json: &str| Some(T::from_object(&mut parse(json, T::FIELDS)?));
        let value = with_whole_characters(json, read);
        value.unwrap_or_else(|| Err(Misread::found(json, EXPECTED)))
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
mod tests {
    //! What each way to take a field makes of what replies have.

    use std::collections::BTreeMap;

    use super::*;
    use crate::types::{Fen, UnixSeconds};

    /// Takes something from an object of some fields.
    fn take<T>(
        json: &str,
        take: impl FnOnce(&mut Object<'_>) -> Result<T, Misread>,
    ) -> Result<T, String> {
        let mut object = parse(json, &["a", "b", "url", "ur", "uri"]).expect("an object");
        take(&mut object).map_err(|error| error.to_string())
    }

    /// A reply with objects in a list and within each other.
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

    impl FromObject for Batch {
        const FIELDS: &'static [&'static str] = &["next", "item_list"];

        fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
            Ok(Self { next: object.optional("next")?, item_list: object.optional("item_list")? })
        }
    }

    impl FromObject for Card {
        const FIELDS: &'static [&'static str] = &["card_id", "user_info"];

        fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
            Ok(Self {
                card_id: object.optional("card_id")?,
                user_info: object.optional("user_info")?,
            })
        }
    }

    impl FromObject for Invoice {
        const FIELDS: &'static [&'static str] = &["fee"];

        fn from_object(object: &mut Object<'_>) -> Result<Self, Misread> {
            Ok(Self { fee: object.optional("fee")? })
        }
    }

    crate::rt::object!(Batch);

    fn batch(json: impl AsRef<[u8]>) -> Result<Batch, String> {
        serde_json::from_slice(json.as_ref()).map_err(|error| error.to_string())
    }

    fn card(id: &str, fee: Option<i64>) -> Card {
        let user_info = fee.map(|fee| Invoice { fee: Some(Fen(fee)) });
        Card { card_id: Some(id.to_owned()), user_info }
    }

    #[test]
    fn a_required_field_is_there() {
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
        // Money that can't be read is never money that isn't there.
        let error = "`a`: expected a whole number, or its digits as text; found text";
        assert_eq!(take(r#"{"a":""}"#, |o| o.optional::<Option<Fen>>("a")), Err(error.to_owned()));
    }

    #[test]
    fn an_empty_field_is_absent_where_that_is_said() {
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
    fn no_time_is_nought_where_empty_is_absent() {
        for json in [r#"{"a":0}"#, r#"{"a":"0"}"#, r#"{"a":0.0}"#] {
            assert_eq!(take(json, |o| o.non_empty::<Option<UnixSeconds>>("a")), Ok(None), "{json}");
        }
        assert_eq!(take(r#"{"a":"1"}"#, |o| o.non_empty("a")), Ok(Some(UnixSeconds(1))));
    }

    #[test]
    fn the_proper_spelling_wins() {
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
    fn the_last_of_two_fields_of_one_name_counts() {
        assert_eq!(take(r#"{"a":1,"b":2,"a":3}"#, |o| o.required("a")), Ok(3_i64));
    }

    #[test]
    fn one_object_is_a_list_of_one() {
        let one = batch(r#"{"item_list":{"card_id":5,"user_info":null}}"#);
        assert_eq!(one.unwrap().item_list, [card("5", None)]);
    }

    #[test]
    fn an_odd_item_loses_neither_itself_nor_the_others() {
        let odd = r#"{"next":7,"item_list":[{"card_id":"c1","user_info":{"fee":"1"}},
            {"x":[]}, {"user_info":{"fee":3.0},"card_id":3}]}"#;
        let items = vec![card("c1", Some(1)), Card::default(), card("3", Some(3))];
        assert_eq!(batch(odd), Ok(Batch { next: Some("7".to_owned()), item_list: items }));
    }

    #[test]
    fn an_error_leads_to_the_place_and_does_not_repeat_the_value() {
        for (json, words) in [
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
            assert_eq!(batch(json), Err(words.to_owned()));
        }
        assert!(batch("[]").unwrap_err().contains("expected an object"));
    }

    #[test]
    fn what_is_in_other_fields_does_not_matter_at_any_depth() {
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
    fn a_name_with_half_a_character_does_not_matter_in_an_object() {
        let json = r#"{"item_list":[{"\ud83d":1,"card_id":"c\ud83d"}]}"#;
        assert_eq!(batch(json).unwrap().item_list, [card("c\u{FFFD}", None)]);
    }

    #[test]
    fn its_debug_output_has_names_alone() {
        let shown = take(r#"{"b":1,"a":"s3cret","c":2}"#, |o| Ok(format!("{o:?}")));
        assert_eq!(shown, Ok(r#"{"a", "b"}"#.to_owned()));
    }
}
