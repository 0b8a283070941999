//! Bytes that are base64 text in JSON.

use base64::{
    Engine,
    alphabet::STANDARD,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Writes padding. Reads text with or without padding, and ignores trailing bits, which WeChat's own keys
/// have.
const ENGINE: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Bytes that are written as base64 (RFC 4648, standard alphabet, padded). `Debug` shows only their number.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(pub Vec<u8>);

impl Base64 {
    /// Decodes a text, if it is base64.
    pub(crate) fn decode(text: &str) -> Option<Self> {
        ENGINE.decode(text).ok().map(Self)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

/// Writes the base64 text.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&ENGINE.encode(&self.0))
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&ENGINE.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::decode(&text).ok_or_else(|| de::Error::custom("text that is not base64"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_padded_text_in_json() {
        assert_eq!(serde_json::to_string(&Base64(b"ab?>".to_vec())).unwrap(), r#""YWI/Pg==""#);
    }

    #[test]
    fn reads_with_and_without_padding_and_with_trailing_bits() {
        for text in [r#""YWI/Pg==""#, r#""YWI/Pg""#, r#""YWI/Ph==""#] {
            assert_eq!(
                serde_json::from_str::<Base64>(text).unwrap(),
                Base64(b"ab?>".to_vec()),
                "{text}"
            );
        }
    }

    #[test]
    fn the_error_for_other_text_does_not_show_it() {
        let error = serde_json::from_str::<Base64>(r#""a_secret!""#).unwrap_err();
        assert_eq!(error.to_string(), "text that is not base64");
    }

    #[test]
    fn debug_shows_the_number_of_bytes() {
        assert_eq!(format!("{:?}", Base64(vec![0; 3])), "Base64(3 bytes)");
    }
}
