//! Reads a JSON object field by field, as each field's spec says.
//!
//! Generated code reads replies with this instead of derived `Deserialize`, which takes rustc several
//! times as long for each struct, and which refuses a reply that has two spellings of a field.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{self, Deserialize, DeserializeOwned, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Error, Value};

use super::loose::{FromLoose, string_or_number};
use crate::types::UnixSeconds;

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

    /// A list that is empty where it is absent, `null`, `""` or `{}`; an object in its place is its one item.
    ///
    /// # Errors
    /// When it is there and no list of `T`.
    pub fn list<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<Vec<T>, Error> {
        self.drop_empty(name);
        let items = match self.remove(name) {
            None => return Ok(Vec::new()),
            Some(object @ Value::Object(_)) => Value::Array(vec![object]),
            Some(value) => value,
        };
        Vec::<T>::deserialize(items).map_err(|error| within(name, &error))
    }

    /// As [`list`](Self::list), of a field that must be there.
    ///
    /// # Errors
    /// When it is missing, or no list of `T`.
    pub fn take_list<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<Vec<T>, Error> {
        match self.get(name) {
            None => Err(de::Error::missing_field(name)),
            Some(_) => self.list(name),
        }
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

    /// A time that is absent where it is `null`, empty or 0: nothing that is told of happened in 1970.
    ///
    /// # Errors
    /// When it is there and does not fit.
    pub fn time(&mut self, name: &'static str) -> Result<Option<UnixSeconds>, Error> {
        let time: Option<UnixSeconds> = self.non_empty_loose(name)?;
        Ok(time.filter(|time| time.0 != 0))
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
mod tests {
    //! What each way to take a field makes of what replies have.

    use super::*;

    fn read_from<T>(
        json: &str,
        make: impl FnOnce(&mut Object) -> Result<T, Error>,
    ) -> Result<T, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let names = &["a", "b", "url", "ur", "uri", "user_info"];
        read(&mut deserializer, names, make).map_err(|error| error.to_string())
    }

    #[test]
    fn a_required_field_is_there() {
        assert_eq!(read_from(r#"{"a":[1,2],"b":0}"#, |o| o.take("a")), Ok(vec![1, 2]));
        let missing = read_from("{}", |o| o.take::<i64>("a"));
        assert_eq!(missing, Err("missing field `a`".to_owned()));
        let null = read_from(r#"{"a":null}"#, |o| o.take::<i64>("a"));
        assert_eq!(null, Err("`a`: invalid type: null, expected i64".to_owned()));
    }

    #[test]
    fn an_optional_field_may_be_absent_or_null() {
        for json in ["{}", r#"{"a":null}"#] {
            assert_eq!(read_from(json, |o| o.optional::<i64>("a")), Ok(None), "{json}");
            assert_eq!(read_from(json, |o| o.optional_loose::<i64>("a")), Ok(None), "{json}");
        }
        assert_eq!(read_from(r#"{"a":7}"#, |o| o.optional("a")), Ok(Some(7)));
        assert_eq!(read_from(r#"{"a":"7"}"#, |o| o.optional_loose("a")), Ok(Some(7_i64)));
    }

    #[test]
    fn a_loose_field_is_text_or_a_number() {
        for json in [r#"{"a":7}"#, r#"{"a":"7"}"#] {
            assert_eq!(read_from(json, |o| o.loose("a")), Ok(7_i64), "{json}");
        }
        let odd = read_from(r#"{"a":"x"}"#, |o| o.loose::<i64>("a"));
        assert_eq!(odd, Err("`a`: expected a whole number, or its digits as text".to_owned()));
    }

    #[test]
    fn an_empty_field_is_absent_where_that_is_said() {
        for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":{}}"#, r#"{"a":[]}"#] {
            assert_eq!(read_from(json, |o| o.non_empty::<String>("a")), Ok(None), "{json}");
            assert_eq!(read_from(json, |o| o.non_empty_loose::<i64>("a")), Ok(None), "{json}");
        }
        assert_eq!(read_from(r#"{"a":0}"#, |o| o.non_empty_loose("a")), Ok(Some(0_i64)));
        assert_eq!(read_from(r#"{"a":[1]}"#, |o| o.non_empty("a")), Ok(Some(vec![1])));
    }

    #[test]
    fn a_time_of_zero_is_absent() {
        for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":0}"#, r#"{"a":"0"}"#] {
            assert_eq!(read_from(json, |o| o.time("a")), Ok(None), "{json}");
        }
        for json in [r#"{"a":1700000000}"#, r#"{"a":"1700000000"}"#] {
            let time = read_from(json, |o| o.time("a"));
            assert_eq!(time, Ok(Some(UnixSeconds(1_700_000_000))), "{json}");
        }
        let odd = read_from(r#"{"a":"noon"}"#, |o| o.time("a"));
        assert_eq!(odd, Err("`a`: expected a whole number, or its digits as text".to_owned()));
    }

    #[test]
    fn a_list_is_empty_where_nothing_is_there() {
        for json in ["{}", r#"{"a":null}"#, r#"{"a":""}"#, r#"{"a":{}}"#, r#"{"a":[]}"#] {
            assert_eq!(read_from(json, |o| o.list::<i64>("a")), Ok(vec![]), "{json}");
        }
        assert_eq!(read_from(r#"{"a":[1,2]}"#, |o| o.list("a")), Ok(vec![1, 2]));
        let text = read_from(r#"{"a":"x"}"#, |o| o.list::<i64>("a"));
        assert_eq!(text, Err("`a`: invalid type: string, expected a sequence".to_owned()));
    }

    #[test]
    fn a_required_list_is_there() {
        let missing = read_from("{}", |o| o.take_list::<i64>("a"));
        assert_eq!(missing, Err("missing field `a`".to_owned()));
        for (json, list) in [(r#"{"a":[1]}"#, vec![1]), (r#"{"a":{}}"#, vec![])] {
            assert_eq!(read_from(json, |o| o.take_list::<i64>("a")), Ok(list), "{json}");
        }
    }

    #[test]
    fn an_object_in_the_place_of_a_list_is_its_one_item() {
        let list = read_from(r#"{"a":{"b":1}}"#, |o| o.list::<Value>("a"));
        assert_eq!(list, Ok(vec![serde_json::json!({ "b": 1 })]));
    }

    #[test]
    fn the_proper_spelling_wins() {
        let take = |o: &mut Object| {
            o.respell("url", &["ur", "uri"]);
            o.take::<String>("url")
        };
        assert_eq!(read_from(r#"{"uri":"c","ur":"b","url":"a"}"#, take), Ok("a".to_owned()));
        assert_eq!(read_from(r#"{"uri":"c","ur":"b"}"#, take), Ok("b".to_owned()));
        assert_eq!(read_from(r#"{"uri":"c","ur":"","url":null}"#, take), Ok("c".to_owned()));
        assert_eq!(read_from(r#"{"ur":null,"url":""}"#, take), Ok(String::new()));
        assert_eq!(read_from("{}", take), Err("missing field `url`".to_owned()));
    }

    #[test]
    fn the_last_of_two_fields_of_one_name_counts() {
        assert_eq!(read_from(r#"{"a":1,"b":2,"a":3}"#, |o| o.take("a")), Ok(3));
        let in_a_value =
            |o: &mut Object| read(o.take::<Value>("user_info")?, &["a"], |o| o.take::<i64>("a"));
        assert_eq!(read_from(r#"{"user_info":{"a":1,"a":3,"c":0}}"#, in_a_value), Ok(3));
    }

    #[test]
    fn an_error_does_not_repeat_the_value() {
        for (json, words) in [
            (r#"{"a":"s3cret, expected"}"#, "`a`: invalid type: string, expected i64"),
            (r#"{"a":1.5}"#, "`a`: invalid type: floating point, expected i64"),
            (r#"{"a":9223372036854775808}"#, "`a`: invalid value: integer, expected i64"),
            (r#"{"a":true}"#, "`a`: invalid type: boolean, expected i64"),
            (r#"{"a":{"s3cret":1}}"#, "`a`: invalid type: map, expected i64"),
        ] {
            let found = read_from(json, |o| o.take::<i64>("a"));
            assert_eq!(found, Err(words.to_owned()), "{json}");
        }
    }

    #[test]
    fn its_debug_output_has_names_alone() {
        let shown = read_from(r#"{"a":"s3cret","b":1}"#, |o| Ok(format!("{o:?}")));
        assert_eq!(shown, Ok(r#"{"a", "b"}"#.to_owned()));
    }

    #[test]
    fn what_is_in_other_fields_does_not_matter() {
        let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
        for other in ["1e400", r#""\ud83d""#, &deep] {
            let json = format!(r#"{{"a":1,"other":{other}}}"#);
            assert_eq!(read_from(&json, |o| o.take("a")), Ok(1), "{other:.9}");
        }
        let gbk = b"{\"other\":\"\xB7\xA2\",\"a\":1}";
        let mut deserializer = serde_json::Deserializer::from_slice(gbk);
        assert_eq!(read(&mut deserializer, &["a"], |o| o.take::<i64>("a")).unwrap(), 1);
    }

    #[test]
    fn an_error_leads_to_the_place() {
        let inner = |o: &mut Object| {
            let inner = o.take::<Value>("user_info")?;
            read(inner, &["fee"], |o| o.take::<i64>("fee"))
        };
        let deep = read_from(r#"{"user_info":{"fee":"1"}}"#, |o| {
            inner(o).map_err(|error| within("user_info", &error))
        });
        let words = "`user_info`: `fee`: invalid type: string, expected i64";
        assert_eq!(deep, Err(words.to_owned()));
        assert!(
            read_from("[]", |o| o.take::<i64>("a")).unwrap_err().contains("expected an object")
        );
    }
}
