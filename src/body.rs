//! The encoded body of a request.

use bytes::Bytes;
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// The content type of most bodies.
pub(crate) const JSON: Cow<'static, str> = Cow::Borrowed("application/json");

/// An encoded request body. Its `Debug` shows only the length.
#[derive(Clone)]
pub struct Body {
    pub(crate) bytes: Option<Bytes>,
    pub(crate) content_type: Cow<'static, str>,
}

impl Body {
    /// No body.
    pub const NONE: Self = Self { bytes: None, content_type: JSON };
    /// The JSON object `{}`, which WeChat requires if its page says "no body".
    pub const EMPTY_OBJECT: Self =
        Self { bytes: Some(Bytes::from_static(b"{}")), content_type: JSON };

    /// Encodes a value as JSON in raw UTF-8, since WeChat refuses `\u` escapes.
    ///
    /// # Errors
    /// Returns an error if the value can't be represented in JSON, such as a map whose keys are not
    /// strings.
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Result<Self, EncodeError> {
        match serde_json::to_vec(value) {
            Ok(json) => Ok(Self { bytes: Some(json.into()), content_type: JSON }),
            Err(error) => Err(EncodeError::new(error.to_string())),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.bytes {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(none)"),
        }
    }
}

/// The request can't be encoded; nothing was sent.
#[derive(Debug)]
pub struct EncodeError {
    message: Box<str>,
}

impl EncodeError {
    /// Creates an error. The message says what can't be encoded, and must not contain a secret.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into() }
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the request can't be encoded: {}", self.message)
    }
}

impl std::error::Error for EncodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_raw_utf8() {
        let body = Body::json(&serde_json::json!({"名": "发票\u{2028}"})).unwrap();
        assert_eq!(body.bytes.unwrap(), "{\"名\":\"发票\u{2028}\"}".as_bytes());
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", Body::json("secret").unwrap()), "Body(8 bytes)");
        assert_eq!(format!("{:?}", Body::NONE), "Body(none)");
    }

    #[test]
    fn a_value_without_a_json_representation_is_an_error() {
        let map = std::collections::BTreeMap::from([(vec![1], 1)]);
        assert_eq!(
            Body::json(&map).unwrap_err().to_string(),
            "the request can't be encoded: key must be a string"
        );
    }
}
