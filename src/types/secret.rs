//! Secret text, such as access tokens and app secrets.

use std::{fmt, hint::black_box, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use crate::redact::REDACTED;

/// A secret text. `Debug` shows `[redacted]`, and there is no `Display`. Clones share their memory, which
/// is cleared when the last of them is dropped.
///
/// It serializes as its text, since it is part of requests and replies: do not log serialized values.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<Box<str>>>);

impl Secret {
    /// Creates a secret from its text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(text.into().into_boxed_str())))
    }

    /// Whether both share their memory. Equal secrets need not.
    pub(crate) fn is_copy_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Returns the text. Do not log it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

/// Compares in constant time for secrets of the same length.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.expose().as_bytes(), other.expose().as_bytes());
        mine.len() == theirs.len()
            && mine.iter().zip(theirs).fold(0, |difference, (a, b)| black_box(difference | (a ^ b)))
                == 0
    }
}

impl Eq for Secret {}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_not_shown() {
        assert_eq!(format!("{:?}", Some(Secret::from("s3cret"))), "Some([redacted])");
    }

    #[test]
    fn equality_is_that_of_the_text() {
        assert_eq!(Secret::from("abc"), Secret::from("abc".to_owned()));
        assert_ne!(Secret::from("abc"), Secret::from("abd"));
        assert_ne!(Secret::from("abc"), Secret::from("abcd"));
    }

    #[test]
    fn is_its_text_in_json() {
        assert_eq!(serde_json::to_string(&Secret::from("a\"b")).unwrap(), r#""a\"b""#);
        assert_eq!(serde_json::from_str::<Secret>(r#""a\"b""#).unwrap(), Secret::from("a\"b"));
        assert!(serde_json::from_str::<Secret>("1").is_err());
    }
}
