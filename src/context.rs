//! The context of a failed call, from which errors are made: endpoint and excerpt of the reply, without
//! secrets.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    body::EncodeError, endpoint::Description, outgoing::Outgoing, query::Query, redact::Secrets,
    token::TokenSource, types::Secret,
};

/// Bytes of a reply that an error keeps.
const EXCERPT: usize = 256;
/// Bytes of a server's message that an error keeps.
const MESSAGE: usize = 512;
/// Bytes that are searched for secrets before the text is cut to one of the lengths above.
const SEARCHED: usize = 8192;
/// Shorter values of a reply are not treated as secrets.
const SHORTEST_SECRET: usize = 8;

/// The access token of a call, and the source that it came from.
#[derive(Clone, Copy, Default)]
pub(crate) struct CallToken<'a> {
    pub(crate) token: Option<&'a Secret>,
    pub(crate) source: Option<&'a dyn TokenSource>,
}

/// A call that failed.
pub(crate) struct Context<'a> {
    request: &'a dyn Outgoing,
    token: CallToken<'a>,
    query: Query,
}

impl<'a> Context<'a> {
    pub(crate) fn new(request: &'a dyn Outgoing, token: CallToken<'a>) -> Self {
        let mut query = Query::new();
        request.query(&mut query);
        Self { request, token, query }
    }

    pub(crate) fn description(&self) -> &'static Description {
        self.request.description()
    }

    pub(crate) fn endpoint(&self) -> &str {
        self.request.name()
    }

    /// All secrets that were sent, and those that the token was fetched with.
    pub(crate) fn secrets(&self) -> Secrets<'_> {
        let mut secrets = Secrets::new();
        self.request.secrets(&mut secrets);
        self.query.secrets().iter().chain(self.token.token).for_each(|secret| secrets.push(secret));
        if let Some(source) = self.token.source {
            source.secrets(&mut secrets);
        }
        secrets
    }

    /// The start of a reply; `None` if the endpoint's replies contain secrets.
    pub(crate) fn excerpt(&self, body: &[u8]) -> Option<Box<str>> {
        if self.description().secret_response {
            return None;
        }
        let text = String::from_utf8_lossy(&body[..body.len().min(SEARCHED)]);
        Some(clean(&text, &self.secrets(), EXCERPT))
    }

    /// The message of an error reply, without secrets. If the endpoint's replies contain secrets, the
    /// other values of the reply are redacted in it too.
    pub(crate) fn clean_message(&self, message: &str, body: &[u8]) -> Box<str> {
        let mut secrets = self.secrets();
        let reply = if self.description().secret_response {
            serde_json::from_slice(body).ok()
        } else {
            None
        };
        if let Some(Value::Object(fields)) = &reply {
            let others =
                fields.iter().filter(|(key, _)| **key != crate::api::SETTINGS.envelope.message);
            others.for_each(|(_, value)| push_text(&mut secrets, value));
        }
        clean(start_of(message, SEARCHED), &secrets, MESSAGE)
    }

    /// The error of [`Outgoing::body`], without secrets.
    pub(crate) fn clean_encode(&self, error: &EncodeError) -> EncodeError {
        EncodeError::new(clean(start_of(error.message(), SEARCHED), &self.secrets(), MESSAGE))
    }

    /// The message of serde_json about a reply. If the endpoint's replies contain secrets, only a message
    /// that can't contain a value of the reply: those of generated readers, which begin with a field's
    /// name.
    pub(crate) fn clean_detail(&self, detail: &str) -> Option<Box<str>> {
        let no_value = detail.starts_with('`') || detail.starts_with("missing field `");
        let harmless = !self.description().secret_response || no_value;
        let detail = without_value(start_of(detail, SEARCHED));
        harmless.then(|| clean(&detail, &self.secrets(), MESSAGE))
    }
}

/// Removes the value that a derived reader quotes: `invalid type: string "7", expected i64` becomes
/// `invalid type: string, expected i64`.
fn without_value(message: &str) -> Cow<'_, str> {
    let kinds = ["invalid type: ", "invalid value: ", "unknown variant "];
    let found = kinds.iter().find_map(|kind| message.strip_prefix(kind));
    // The value is between quotation marks or backticks.
    let value = found.and_then(|found| found.find(['"', '`'])).zip(found);
    let value = value.map(|(at, found)| message.len() - found.len() + at);
    match (value, message.rfind(", expected ")) {
        (Some(value), Some(expected)) if value < expected => {
            Cow::Owned(format!("{}{}", message[..value].trim_end(), &message[expected..]))
        }
        _ => Cow::Borrowed(message),
    }
}

fn push_text<'v>(secrets: &mut Secrets<'v>, value: &'v Value) {
    match value {
        Value::String(text) if text.len() >= SHORTEST_SECRET => secrets.push_text(text),
        Value::Array(items) => items.iter().for_each(|item| push_text(secrets, item)),
        Value::Object(fields) => fields.values().for_each(|field| push_text(secrets, field)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Redacts secrets, then cuts the text, then escapes invisible characters.
fn clean(text: &str, secrets: &Secrets<'_>, length: usize) -> Box<str> {
    let text = secrets.redact(text);
    let start = start_of(&text, length);
    let mut clean = String::with_capacity(start.len());
    for character in start.chars() {
        if character.is_control() || is_invisible(character) {
            clean.extend(character.escape_default());
        } else {
            clean.push(character);
        }
    }
    if start.len() < text.len() {
        clean.push('…');
    }
    clean.into()
}

/// Whether a character changes how the text around it is displayed.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn start_of(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_a_character_and_escaped() {
        let secrets = Secrets::new();
        assert_eq!(&*clean("a发票", &secrets, 5), "a发…");
        assert_eq!(&*clean("a\r\n\u{0}\u{202E}b\"\\", &secrets, 50), "a\\r\\n\\u{0}\\u{202e}b\"\\");
    }

    #[test]
    fn the_value_is_removed_from_messages_of_serde() {
        for (message, expected) in [
            (
                r#"invalid type: string "7, expected x", expected i64 at line 1"#,
                "invalid type: string, expected i64 at line 1",
            ),
            ("invalid value: integer `-7`, expected u8", "invalid value: integer, expected u8"),
            ("unknown variant `x`, expected `a` or `b`", "unknown variant, expected `a` or `b`"),
            ("invalid type: map, expected a string", "invalid type: map, expected a string"),
            ("`fee`: expected text; found a list", "`fee`: expected text; found a list"),
            ("missing field `fee`", "missing field `fee`"),
        ] {
            assert_eq!(without_value(message), expected);
        }
    }

    #[test]
    fn secrets_are_redacted_before_the_text_is_cut() {
        let secret = Secret::from("0123456789");
        let mut secrets = Secrets::new();
        secrets.push(&secret);
        assert_eq!(&*clean("ab 0123456789", &secrets, 5), "ab [r…");
    }
}
