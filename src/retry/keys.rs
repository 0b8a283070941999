//! The idempotency keys of a request, read from its encoded query and body.

use serde_json::Value;
use url::form_urlencoded;

use crate::{endpoint::Idempotency, error::IdempotencyKey, redact::Secrets, tokenless::Encoded};

/// Returns the fields that identify the operation, with the values of this request.
pub(crate) fn idempotency_keys(
    class: Idempotency,
    encoded: &Encoded,
    secrets: &Secrets<'_>,
) -> Box<[IdempotencyKey]> {
    let Idempotency::Keyed(fields) = class else { return Box::default() };
    let body = encoded.body().and_then(|body| serde_json::from_slice(body).ok());
    let value = |field: &str| {
        let value = body.as_ref().and_then(|body| in_json(body, field));
        let value = value.map(text).or_else(|| in_query(encoded.query(), field))?;
        Some(secrets.redact(&value))
    };
    fields.iter().map(|field| IdempotencyKey::new(field, value(field))).collect()
}

fn in_json(json: &Value, path: &str) -> Option<Value> {
    if let Value::Array(items) = json {
        return Some(Value::Array(items.iter().filter_map(|item| in_json(item, path)).collect()));
    }
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let value = json.get(name).filter(|value| !value.is_null())?;
    rest.map_or_else(|| Some(value.clone()), |rest| in_json(value, rest))
}

fn in_query(query: &str, name: &str) -> Option<String> {
    let mut parameters = form_urlencoded::parse(query.as_bytes());
    parameters.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{body::Body, query::Query, types::Secret};

    fn keys(fields: &'static [&'static str], body: Body, secret: &str) -> String {
        let mut query = Query::new();
        query.push("serial", "a b/1");
        let secret = Secret::from(secret);
        let mut secrets = Secrets::new();
        secrets.push(&secret);
        let keys =
            idempotency_keys(Idempotency::Keyed(fields), &Encoded::new(query, body), &secrets);
        keys.iter().map(|key| format!("{}={:?};", key.field(), key.value())).collect()
    }

    #[test]
    fn values_are_read_from_body_and_query() {
        let body = Body::json(&serde_json::json!({
            "order": {"id": "A\"1", "no": 7, "none": null}, "lines": [{"id": 1}, {}, {"id": "x"}]
        }));
        assert_eq!(
            keys(
                &[
                    "order.id",
                    "order.no",
                    "order.none",
                    "order.id.x",
                    "lines.id",
                    "serial",
                    "nowhere"
                ],
                body.unwrap(),
                ""
            ),
            r#"order.id=Some("A\"1");order.no=Some("7");order.none=None;order.id.x=None;lines.id=Some("[1,\"x\"]");serial=Some("a b/1");nowhere=None;"#
        );
    }

    #[test]
    fn without_a_body_values_are_read_from_the_query() {
        assert_eq!(keys(&["id", "serial"], Body::NONE, ""), r#"id=None;serial=Some("a b/1");"#);
    }

    #[test]
    fn secrets_are_redacted_in_values() {
        let body = Body::json(&serde_json::json!({"id": "x-s3cret"})).unwrap();
        assert_eq!(keys(&["id"], body, "s3cret"), r#"id=Some("x-[redacted]");"#);
    }

    #[test]
    fn other_classes_have_no_keys() {
        let encoded = Encoded::new(Query::new(), Body::EMPTY_OBJECT);
        assert_eq!(
            idempotency_keys(Idempotency::NotIdempotent, &encoded, &Secrets::new()).len(),
            0
        );
    }
}
