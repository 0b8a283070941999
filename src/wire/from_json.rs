//! Reads values from the JSON of a reply.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Misread, object, raw::Json};
use crate::envelope::repair;

/// A type that can be read from the JSON of a reply.
///
/// Generated objects implement it through [`FromObject`](super::FromObject), open enums through their
/// macros.
pub trait FromJson: Sized {
    /// Whether a single object is accepted in place of a list of one.
    const IS_OBJECT: bool = false;

    /// Reads a value. The JSON is valid and has no space around it.
    ///
    /// # Errors
    /// Returns an error if it is not a value of this type.
    fn from_json(json: &str) -> Result<Self, Misread>;

    /// Whether the value counts as absent in a field whose empty values do.
    fn is_absent(&self) -> bool {
        false
    }
}

/// `null` is `None`.
impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &str) -> Result<Self, Misread> {
        if json == "null" { Ok(None) } else { T::from_json(json).map(Some) }
    }

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(T::is_absent)
    }
}

/// PHP writes an empty list as an object or as text, and some of WeChat's servers write a list of one
/// object as that object.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &str) -> Result<Self, Misread> {
        match json.as_bytes() {
            [b'[', ..] => items(json)?.iter().enumerate().map(item).collect(),
            [b'{' | b'n', ..] | b"\"\"" if is_empty(json) => Ok(Self::new()),
            [b'{', ..] if T::IS_OBJECT => Ok(vec![T::from_json(json)?]),
            _ => Err(Misread::found(json, LIST)),
        }
    }
}

const LIST: &str = "a list";

fn items(json: &str) -> Result<Vec<Json<'_>>, Misread> {
    serde_json::from_str(json).map_err(|_| Misread::found(json, LIST))
}

fn item<T: FromJson>((index, json): (usize, &Json<'_>)) -> Result<T, Misread> {
    T::from_json(&json.0).map_err(|error| error.at(index))
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: &str) -> Result<Self, Misread> {
        // The names come from the reply: an error does not show them.
        let read = |(name, value): (String, Json<'_>)| match T::from_json(&value.0) {
            Ok(value) => Ok((name, value)),
            Err(error) => Err(error.within("*")),
        };
        let map = with_whole_characters(json, |json| {
            let entries = serde_json::from_str::<BTreeMap<String, Json<'_>>>(json).ok()?;
            Some(entries.into_iter().map(read).collect())
        });
        map.unwrap_or_else(|| Err(Misread::found(json, object::EXPECTED)))
    }
}

impl FromJson for Value {
    const IS_OBJECT: bool = true;

    fn from_json(json: &str) -> Result<Self, Misread> {
        with_whole_characters(json, |json| serde_json::from_str(json).ok())
            .ok_or_else(|| Misread::found(json, "JSON that isn't too deep, with numbers that fit"))
    }
}

/// Reads JSON. If that fails, reads it again with unpaired surrogates replaced, which serde_json refuses
/// in names and texts.
pub(super) fn with_whole_characters<T>(json: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    read(json).or_else(|| read(&repair(json.as_bytes())?))
}

/// Whether a value is `null`, `""`, `{}` or `[]`.
pub(super) fn is_empty(json: &str) -> bool {
    match json.as_bytes() {
        b"null" | b"\"\"" => true,
        [b'{', inside @ .., b'}'] | [b'[', inside @ .., b']'] => inside.trim_ascii().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read<T: FromJson>(json: &str) -> Result<T, String> {
        T::from_json(json).map_err(|error| error.to_string())
    }

    #[test]
    fn an_empty_list_has_four_spellings() {
        for json in ["[]", "[ ]", "{}", r#""""#, "null"] {
            assert_eq!(read::<Vec<i64>>(json), Ok(vec![]), "{json}");
        }
    }

    #[test]
    fn items_are_read_as_leniently_as_fields() {
        assert_eq!(read(r#"[1, "2", 3.0]"#), Ok(vec![1, 2, 3]));
        assert_eq!(read(r#"["a", 7]"#), Ok(vec!["a".to_owned(), "7".to_owned()]));
        assert_eq!(
            read(r#"[[true], {}, [0, "1"]]"#),
            Ok(vec![vec![true], vec![], vec![false, true]])
        );
    }

    #[test]
    fn an_invalid_item_is_an_error() {
        let error = "`[1]`: expected a whole number, or its digits as text; found ";
        assert_eq!(read::<Vec<i64>>("[1, null, 3]"), Err(format!("{error}null")));
        assert_eq!(read::<Vec<i64>>(r#"[1, "", 3]"#), Err(format!("{error}text")));
        let error = "`[0][1]`: expected text or a number; found true or false";
        assert_eq!(read::<Vec<Vec<String>>>(r#"[["a", true]]"#), Err(error.to_owned()));
    }

    #[test]
    fn a_single_value_is_a_list_only_if_it_is_an_object() {
        for (json, found) in [
            ("7", "a number"),
            (r#""a""#, "text"),
            (r#"{"a":1}"#, "an object"),
            ("true", "true or false"),
        ] {
            let error = format!("expected a list; found {found}");
            assert_eq!(read::<Vec<String>>(json), Err(error), "{json}");
        }
        assert_eq!(read(r#"{"a":1}"#), Ok(vec![json!({ "a": 1 })]));
    }

    #[test]
    fn values_of_a_map_are_read_as_leniently_as_fields() {
        let map = read::<BTreeMap<String, i64>>(r#"{"Mei": 1, "\ud83d": "2"}"#);
        assert_eq!(map, Ok([("Mei".to_owned(), 1), ("\u{FFFD}".to_owned(), 2)].into()));
        let error = "`*`: expected a whole number, or its digits as text; found text";
        assert_eq!(read::<BTreeMap<String, i64>>(r#"{"s3cret": "x"}"#), Err(error.to_owned()));
        let error = "expected an object; found a list";
        assert_eq!(read::<BTreeMap<String, i64>>("[1]"), Err(error.to_owned()));
    }

    #[test]
    fn any_json_is_kept_if_serde_json_can_represent_it() {
        assert_eq!(
            read(r#"{"a\ud83d":[null,"\udc00"]}"#),
            Ok(json!({ "a\u{FFFD}": [null, "\u{FFFD}"] }))
        );
        let deep = format!("{}{}", "[".repeat(400_000), "]".repeat(400_000));
        for (json, found) in [(&*deep, "a list"), ("1e400", "a number")] {
            let error =
                format!("expected JSON that isn't too deep, with numbers that fit; found {found}");
            assert_eq!(read::<Value>(json), Err(error));
        }
    }
}
