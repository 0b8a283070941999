//! Reads a request back that was stored as JSON, and accepts only what it writes itself.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::Value;

use super::{FromJson, FromObject, Misread};

/// Reads a request as strictly as it was written: reading is as lenient as for responses, so the result is
/// written again and compared.
///
/// # Errors
/// Returns an error that names the field if one is missing, unknown, or has a value that would be written
/// differently, such as a number as text. The error never shows a value.
pub fn stored<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromObject + Serialize,
{
    let json = Value::deserialize(deserializer)?;
    let request = T::from_json(&json.to_string()).map_err(D::Error::custom)?;
    let again = serde_json::to_value(&request).map_err(D::Error::custom)?;
    match difference(&json, &again) {
        None => Ok(request),
        Some(difference) => Err(D::Error::custom(difference)),
    }
}

/// What `read` has that `written` doesn't. A constant that `read` lacks is no difference.
fn difference(read: &Value, written: &Value) -> Option<Misread> {
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => read.iter().find_map(|(name, value)| {
            let found = match written.get(name) {
                Some(other) => difference(value, other),
                None => Some(Misread::unknown()),
            };
            found.map(|found| found.within(name))
        }),
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let mut pairs = read.iter().zip(written).enumerate();
            pairs.find_map(|(index, (read, written))| {
                difference(read, written).map(|found| found.at(index))
            })
        }
        (read, written) => (read != written).then(Misread::differs),
    }
}

#[cfg(test)]
mod tests {
    //! What a stored request is read from, and what is refused.
    #![allow(unreachable_pub, reason = "the macro makes public items")]

    use crate::{rt, types::Fen};

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Payment {
        order: String,
        fee: Fen,
        version: i64,
        #[serde(rename = "list", skip_serializing_if = "Option::is_none")]
        items: Option<Vec<Item>>,
    }

    rt::request!(stored Payment, PaymentRequired {
        required { order: String, fee: Fen }
        fixed { version = 2 }
        optional { items = "list": Vec<Item> }
    });

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Item {
        name: String,
    }

    rt::request!(stored Item { required { name: String } });

    fn read(json: &str) -> Result<Payment, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    fn payment() -> Payment {
        Payment::new(PaymentRequired { order: "o1".into(), fee: Fen(100) })
            .items([Item::new("tea")])
    }

    #[test]
    fn what_was_written_is_read() {
        let json = r#"{"order":"o1","fee":100,"version":2,"list":[{"name":"tea"}]}"#;
        assert_eq!(serde_json::to_string(&payment()).unwrap(), json);
        assert_eq!(read(json), Ok(payment()));
    }

    #[test]
    fn a_constant_may_be_missing() {
        assert_eq!(read(r#"{"order":"o1","fee":100,"list":[{"name":"tea"}]}"#), Ok(payment()));
    }

    #[test]
    fn a_field_that_the_request_lacks_is_an_error() {
        for (json, path) in [
            (r#"{"order":"o1","fee":100,"note":""}"#, "note"),
            (r#"{"order":"o1","fee":100,"items":[]}"#, "items"),
            (
                r#"{"order":"o1","fee":100,"list":[{"name":"tea"},{"name":"tea","n":1}]}"#,
                "list[1].n",
            ),
        ] {
            assert_eq!(read(json), Err(format!("`{path}`: not a field of this request")), "{json}");
        }
    }

    #[test]
    fn a_value_that_would_be_written_differently_is_an_error() {
        for (json, path) in [
            (r#"{"order":"o1","fee":"100"}"#, "fee"),
            (r#"{"order":7,"fee":100}"#, "order"),
            (r#"{"order":"o1","fee":100,"version":1}"#, "version"),
            (r#"{"order":"o1","fee":100,"list":{"name":"tea"}}"#, "list"),
        ] {
            assert_eq!(
                read(json),
                Err(format!("`{path}`: not as this request writes it")),
                "{json}"
            );
        }
    }

    #[test]
    fn a_fraction_is_read_exactly() {
        for number in [1.0 / 11.0, 0.1 + 0.2, 1e-300 / 7.0] {
            let json = serde_json::to_string(&number).unwrap();
            assert_eq!(serde_json::from_str::<f64>(&json).unwrap(), number);
        }
    }

    #[test]
    fn a_missing_field_is_an_error() {
        assert_eq!(read(r#"{"order":"o1"}"#), Err("`fee`: missing".to_owned()));
    }
}
