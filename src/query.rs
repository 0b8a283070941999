//! The query of a request, percent-encoded as it is built.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::types::{Base64, Fen, Number, Secret, UnixSeconds, Yuan};

/// Everything but the unreserved characters of RFC 3986.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// The query parameters of a request, in the order in which they are added. Its `Debug` shows no values.
#[derive(Default)]
pub struct Query {
    encoded: String,
    secrets: Vec<Secret>,
}

impl Query {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds `name=value`, both percent-encoded. A value of `None` adds nothing.
    pub fn push<T: ToQuery + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(secret) = value.as_secret() {
            self.secrets.push(secret.clone());
        }
        value.with_text(&mut |text| self.append(name, text));
    }

    /// Adds parameters that are already percent-encoded.
    pub(crate) fn append_encoded(&mut self, parameters: &str) {
        if !parameters.is_empty() {
            self.separate();
            self.encoded.push_str(parameters);
        }
    }

    fn append(&mut self, name: &str, value: &str) {
        self.encoded.reserve(name.len() + value.len() + 2);
        self.separate();
        self.encode(name);
        self.encoded.push('=');
        self.encode(value);
    }

    fn encode(&mut self, text: &str) {
        // Most names and tokens need no encoding, and the check is faster than the encoder.
        if text.bytes().all(is_unreserved) {
            self.encoded.push_str(text);
        } else {
            self.encoded.extend(utf8_percent_encode(text, ENCODED));
        }
    }

    fn separate(&mut self) {
        if !self.encoded.is_empty() {
            self.encoded.push('&');
        }
    }

    pub(crate) fn encoded(&self) -> &str {
        &self.encoded
    }

    pub(crate) fn secrets(&self) -> &[Secret] {
        &self.secrets
    }
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Query([redacted])")
    }
}

/// A value of a query parameter.
pub trait ToQuery {
    /// Calls `pass` with the text of the value, not percent-encoded; does not call it if there is no value.
    fn with_text(&self, pass: &mut dyn FnMut(&str));

    /// Returns the value if it is a secret, which errors must not show.
    fn as_secret(&self) -> Option<&Secret> {
        None
    }
}

impl ToQuery for str {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        pass(self);
    }
}

impl ToQuery for String {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        pass(self);
    }
}

impl ToQuery for Secret {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        pass(self.expose());
    }

    fn as_secret(&self) -> Option<&Secret> {
        Some(self)
    }
}

impl<T: ToQuery + ?Sized> ToQuery for &T {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        (**self).with_text(pass);
    }

    fn as_secret(&self) -> Option<&Secret> {
        (**self).as_secret()
    }
}

impl<T: ToQuery> ToQuery for Option<T> {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.with_text(pass);
        }
    }

    fn as_secret(&self) -> Option<&Secret> {
        self.as_ref().and_then(ToQuery::as_secret)
    }
}

macro_rules! to_query_by_display {
    ($($kind:ty),*) => {
        $(impl ToQuery for $kind {
            fn with_text(&self, pass: &mut dyn FnMut(&str)) {
                pass(&self.to_string());
            }
        })*
    };
}

to_query_by_display!(
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    usize,
    f64,
    bool,
    Number,
    UnixSeconds,
    Yuan,
    Base64
);

impl ToQuery for Fen {
    fn with_text(&self, pass: &mut dyn FnMut(&str)) {
        self.fen().with_text(pass);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(push: impl FnOnce(&mut Query)) -> String {
        let mut query = Query::new();
        push(&mut query);
        query.encoded
    }

    #[test]
    fn everything_but_unreserved_characters_is_encoded() {
        assert_eq!(
            built(|q| q.push("a b", "Az09-._~ +&=/?#%发")),
            "a%20b=Az09-._~%20%2B%26%3D%2F%3F%23%25%E5%8F%91"
        );
    }

    #[test]
    fn parameters_keep_their_order_and_absent_ones_are_left_out() {
        let query = built(|q| {
            q.append_encoded("action=x");
            q.append_encoded("");
            q.push("n", &-7_i64);
            q.push("none", &None::<String>);
            q.push("yes", &Some(true));
            q.push("empty", "");
        });
        assert_eq!(query, "action=x&n=-7&yes=true&empty=");
    }

    #[test]
    fn secrets_are_recorded_and_not_shown() {
        let mut query = Query::new();
        query.push("secret", &Some(Secret::from("s3cret")));
        assert_eq!(query.encoded(), "secret=s3cret");
        assert_eq!(query.secrets(), [Secret::from("s3cret")]);
        assert_eq!(format!("{query:?}"), "Query([redacted])");
    }
}
