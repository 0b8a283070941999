//! Wrong values of `expires_in`, as from a server whose clock is wrong, or a broken one.

use weixin_spec::{Json, JsonKind};

use crate::json;

/// What a response has instead of the correct `expires_in`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExpiresIn {
    /// The correct value times this factor, without the fraction.
    Times(f64),
    /// The correct value plus this many seconds, which may be negative.
    Plus(i64),
    /// This text, which need not be valid JSON: `-1`, `"7200"`, `null`, `9223372036854775808`.
    Is(&'static str),
    /// The field is absent.
    Missing,
}

const FIELD: &str = "expires_in";

/// Placeholder that is replaced by the given text once the response is serialized. No response
/// contains it.
const PLACEHOLDER: &str = "\u{e000}expires_in\u{e000}";

impl ExpiresIn {
    /// Returns the body with every `expires_in` changed, or `None` if it isn't JSON.
    pub(crate) fn apply(&self, body: &[u8]) -> Option<String> {
        let mut reply: Json = serde_json::from_slice(body).ok()?;
        self.change(&mut reply);
        let text = reply.to_string();
        Some(match self {
            Self::Is(value) => text.replace(&format!("\"{PLACEHOLDER}\""), value),
            _ => text,
        })
    }

    fn change(&self, value: &mut Json) {
        match &mut value.kind {
            JsonKind::List(items) => items.iter_mut().for_each(|item| self.change(item)),
            JsonKind::Object(entries) => {
                if *self == Self::Missing {
                    entries.retain(|(name, _)| name.value != FIELD);
                }
                for (name, value) in entries {
                    if name.value == FIELD {
                        *value = self.in_place_of(value);
                    } else {
                        self.change(value);
                    }
                }
            }
            _ => {}
        }
    }

    fn in_place_of(&self, value: &Json) -> Json {
        let correct = json::whole_number(value).unwrap_or_default();
        match self {
            // The cast saturates, as intended for an extreme factor.
            Self::Times(factor) => json::integer((correct as f64 * factor) as i64),
            Self::Plus(seconds) => json::integer(correct.saturating_add(*seconds)),
            Self::Is(_) | Self::Missing => json::text(PLACEHOLDER),
        }
    }
}
