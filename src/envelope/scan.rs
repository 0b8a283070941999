//! Finds code and message among the fields of a reply in one pass, also if the JSON is truncated after
//! them.

use std::{borrow::Cow, fmt, sync::LazyLock};

use memchr::memmem::Finder;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::{api::SETTINGS, endpoint::EnvelopeKeys, wire};

#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    pub(super) code: Code,
    message: Option<&'a RawValue>,
}

#[derive(Debug, Default, PartialEq)]
pub(super) enum Code {
    #[default]
    Absent,
    Number(i64),
    Unreadable,
    /// Two different numbers.
    Contradictory,
}

impl Found<'_> {
    /// Whether the reply has an envelope.
    pub(super) fn any(&self) -> bool {
        self.code != Code::Absent || self.message.is_some()
    }

    pub(super) fn is_success(&self) -> bool {
        self.code == Code::Number(SETTINGS.envelope.success)
    }

    pub(super) fn message(&self) -> Option<String> {
        wire::text(self.message?.get()).ok().map(Cow::into_owned)
    }
}

/// Whether a reply begins with the code of success, as most do: `{"errcode":0,`, and has no other code.
/// The rest is not parsed.
pub(super) fn begins_with_success(json: &[u8]) -> bool {
    let EnvelopeKeys { code, success, .. } = SETTINGS.envelope;
    let value = json
        .strip_prefix(b"{\"")
        .and_then(|json| json.strip_prefix(code.as_bytes()))
        .and_then(|json| json.strip_prefix(b"\":"));
    let Some(value) = value else { return false };
    let end = value.iter().take(20).position(|byte| matches!(byte, b',' | b'}'));
    let number = end.and_then(|end| std::str::from_utf8(&value[..end]).ok()?.parse::<i64>().ok());
    number == Some(success) && OTHER_CODE.iter().all(|text| text.find(value).is_none())
}

/// The texts that another code would contain: the key, or an escape, since the key may be escaped. Created
/// once, since that takes longer than to search a reply.
static OTHER_CODE: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| [SETTINGS.envelope.code, "\\u00"].map(Finder::new));

/// Reads the envelope of a JSON object. Other JSON has none.
pub(super) fn envelope<'a>(json: &'a [u8], found: &mut Found<'a>) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    if matches!(json.trim_ascii_start().first(), Some(b'{')) {
        deserializer.deserialize_map(Fields { found, end: json.as_ptr_range().end })?;
    } else {
        deserializer.deserialize_ignored_any(IgnoredAny)?;
    }
    deserializer.end()
}

struct Fields<'f, 'a> {
    found: &'f mut Found<'a>,
    /// The end of the reply. A number that ends there may be truncated.
    end: *const u8,
}

impl<'de> Visitor<'de> for Fields<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(key) = fields.next_key_seed(KeySeed)? {
            match key {
                Key::Code => {
                    let value: &RawValue = fields.next_value()?;
                    let json = value.get();
                    if json.ends_with('"') || json.as_bytes().as_ptr_range().end != self.end {
                        self.found.code.see(json);
                    }
                }
                Key::Message => self.found.message = Some(fields.next_value()?),
                Key::Other => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

impl Code {
    /// Only numbers count: one of WeChat's own examples has the key twice, the second time with the
    /// message as its value. Which of two numbers is valid can't be known.
    fn see(&mut self, json: &str) {
        match (&*self, number(json)) {
            (Self::Contradictory, _) => {}
            (Self::Number(known), Some(other)) if *known != other => *self = Self::Contradictory,
            (_, Some(code)) => *self = Self::Number(code),
            (Self::Number(_), None) => {}
            (Self::Absent | Self::Unreadable, None) if json == "null" => {}
            (Self::Absent | Self::Unreadable, None) => *self = Self::Unreadable,
        }
    }
}

/// The integer in a JSON number or string, clamped to the range of an `i64`.
fn number(json: &str) -> Option<i64> {
    let text: Cow<'_, str> = if json.starts_with('"') {
        serde_json::from_str::<String>(json).ok()?.into()
    } else {
        json.into()
    };
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let nearest = if text.starts_with('-') { i64::MIN } else { i64::MAX };
        return Some(text.parse().unwrap_or(nearest));
    }
    // `0.0`, `4e4`: an integer written as a float. The cast clamps.
    let float: f64 = json.parse().ok()?;
    (float.is_infinite() || float.fract() == 0.0).then_some(float as i64)
}

enum Key {
    Code,
    Message,
    Other,
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(if key == SETTINGS.envelope.code {
            Key::Code
        } else if key == SETTINGS.envelope.message {
            Key::Message
        } else {
            Key::Other
        })
    }
}
