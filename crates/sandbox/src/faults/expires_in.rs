//! Lies about how long a token lives, as a server whose clock is wrong tells them, or a broken one.

use weixin_spec::{Json, JsonKind};

use crate::json;

/// What an answer says in the place of a true `expires_in`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ExpiresIn {
    /// The true value times this, without a fraction.
    Times(f64),
    /// The true value and so many seconds more, or fewer.
    Plus(i64),
    /// This JSON text, which needn't be JSON: `-1`, `"7200"`, `null`, `9223372036854775808`.
    Is(&'static str),
    /// The field is absent.
    Missing,
}

const FIELD: &str = "expires_in";

/// What stands for a JSON text until the rest is text as well; no answer has it.
const PLACEHOLDER: &str = "\u{e000}expires_in\u{e000}";

impl ExpiresIn {
    /// The body with another `expires_in` wherever it has one; `None` where it is no JSON.
    pub(crate) fn lie(&self, body: &[u8]) -> Option<String> {
        let mut reply: Json = serde_json::from_slice(body).ok()?;
        self.change(&mut reply);
        let text = reply.to_string();
        Some(match self {
            Self::Is(lie) => text.replace(&format!("\"{PLACEHOLDER}\""), lie),
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
        let truth = json::whole_number(value).unwrap_or_default();
        match self {
            // Casts saturate, which is what is wanted of an absurd factor.
            Self::Times(factor) => json::integer((truth as f64 * factor) as i64),
            Self::Plus(seconds) => json::integer(truth.saturating_add(*seconds)),
            Self::Is(_) | Self::Missing => json::text(PLACEHOLDER),
        }
    }
}
