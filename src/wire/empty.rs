//! Absent values that WeChat writes as `""`, `{}`, `[]` or `null`.

use serde::{
    Deserializer,
    de::{self, Deserialize, DeserializeOwned},
};
use serde_json::Value;

use super::loose::{FromLoose, string_or_number};

/// Reads `null`, `""`, `{}` and `[]` as `None`; for `#[serde(deserialize_with = "…")]`.
///
/// # Errors
/// When the value is something else that is not a `T`.
pub fn empty_as_absent<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    match present(deserializer)? {
        Some(value) => T::deserialize(value).map(Some).map_err(de::Error::custom),
        None => Ok(None),
    }
}

/// As [`empty_as_absent`], for values that may be a number or text.
///
/// # Errors
/// When the value is something else that does not fit.
pub fn loose_or_empty<'de, D: Deserializer<'de>, T: FromLoose>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    match present(deserializer)? {
        Some(value) => string_or_number(value).map(Some).map_err(de::Error::custom),
        None => Ok(None),
    }
}

fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let empty = match &value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    Ok((!empty).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_values_are_absent() {
        for json in ["null", r#""""#, "{}", "[]"] {
            let mut deserializer = serde_json::Deserializer::from_str(json);
            assert_eq!(empty_as_absent::<_, Vec<u8>>(&mut deserializer).unwrap(), None, "{json}");
            let mut deserializer = serde_json::Deserializer::from_str(json);
            assert_eq!(loose_or_empty::<_, i64>(&mut deserializer).unwrap(), None, "{json}");
        }
    }

    #[test]
    fn other_values_are_read() {
        let mut list = serde_json::Deserializer::from_str("[1, 2]");
        assert_eq!(empty_as_absent(&mut list).unwrap(), Some(vec![1, 2]));
        let mut digits = serde_json::Deserializer::from_str(r#""12""#);
        assert_eq!(loose_or_empty(&mut digits).unwrap(), Some(12_i64));
        let mut zero = serde_json::Deserializer::from_str("0");
        assert_eq!(loose_or_empty(&mut zero).unwrap(), Some(0_i64));
        let mut text = serde_json::Deserializer::from_str(r#""x""#);
        assert!(empty_as_absent::<_, Vec<u8>>(&mut text).is_err());
    }
}
