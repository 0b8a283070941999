//! What an error may say about a call: where it happened, and what was received, without secrets.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    body::EncodeError, endpoint::Description, outgoing::Outgoing, query::Query, redact::Secrets,
    token::TokenSource, types::Secret,
};

/// How much of a reply an error keeps, in bytes.
const EXCERPT: usize = 256;
/// How much of a server's message an error keeps, in bytes.
const MESSAGE: usize = 512;
/// How much text is searched for secrets before it is cut to one of the lengths above.
const SEARCHED: usize = 8192;
/// Values of a reply that are shorter than this are not taken for secrets.
const SHORTEST_SECRET: usize = 8;

/// What a call is authorized by: a token and where it came from.
#[derive(Clone, Copy, Default)]
pub(crate) struct CallToken<'a> {
    pub(crate) token: Option<&'a Secret>,
    pub(crate) source: Option<&'a dyn TokenSource>,
}

/// A call that failed. Made only then.
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

    /// Everything secret that was sent, or that the token was fetched with.
    pub(crate) fn secrets(&self) -> Secrets<'_> {
        let mut secrets = Secrets::new();
        self.request.secrets(&mut secrets);
        self.query.secrets().iter().chain(self.token.token).for_each(|secret| secrets.push(secret));
        if let Some(source) = self.token.source {
            source.secrets(&mut secrets);
        }
        secrets
    }

    /// The start of a reply; `None` where replies contain secrets.
    pub(crate) fn excerpt(&self, body: &[u8]) -> Option<Box<str>> {
        if self.description().secret_reply {
            return None;
        }
        let text = String::from_utf8_lossy(&body[..body.len().min(SEARCHED)]);
        Some(clean(&text, &self.secrets(), EXCERPT))
    }

    /// The message of an error reply. Where replies contain secrets, other values that stand in
    /// the same reply are taken out of it too.
    pub(crate) fn clean_message(&self, message: &str, body: &[u8]) -> Box<str> {
        let mut secrets = self.secrets();
        let reply =
            if self.description().secret_reply { serde_json::from_slice(body).ok() } else { None };
        if let Some(Value::Object(fields)) = &reply {
            let others =
                fields.iter().filter(|(key, _)| **key != crate::api::SETTINGS.envelope.message);
            others.for_each(|(_, value)| push_text(&mut secrets, value));
        }
        clean(start_of(message, SEARCHED), &secrets, MESSAGE)
    }

    /// An error of the request's own code, without secrets.
    pub(crate) fn clean_encode(&self, error: &EncodeError) -> EncodeError {
        EncodeError::new(clean(start_of(error.text(), SEARCHED), &self.secrets(), MESSAGE))
    }

    /// What serde_json says about a reply. Where replies contain secrets only what can't repeat
    /// any of it: the words of generated readers, which begin with a field's name.
    pub(crate) fn clean_detail(&self, detail: &str) -> Option<Box<str>> {
        let no_value = detail.starts_with('`') || detail.starts_with("missing field `");
        let harmless = !self.description().secret_reply || no_value;
        let detail = without_value(start_of(detail, SEARCHED));
        harmless.then(|| clean(&detail, &self.secrets(), MESSAGE))
    }
}

/// `invalid type: string, expected i64`, where derived readers say `invalid type: string "7", expected
/// i64`.
fn without_value(words: &str) -> Cow<'_, str> {
    let kinds = ["invalid type: ", "invalid value: ", "unknown variant "];
    let found = kinds.iter().find_map(|kind| words.strip_prefix(kind));
    // What the value looks like is in quotation marks of one sort or the other.
    let value = found.and_then(|found| found.find(['"', '`'])).zip(found);
    let value = value.map(|(at, found)| words.len() - found.len() + at);
    match (value, words.rfind(", expected ")) {
        (Some(value), Some(expected)) if value < expected => {
            Cow::Owned(format!("{}{}", words[..value].trim_end(), &words[expected..]))
        }
        _ => Cow::Borrowed(words),
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

/// Takes secrets out, then cuts, then makes what can't be seen visible.
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

/// Marks that change how the text around them is shown.
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
    fn what_serde_says_is_rid_of_the_value() {
        for (words, rid) in [
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
            assert_eq!(without_value(words), rid);
        }
    }

    #[test]
    fn secrets_are_taken_out_before_the_text_is_cut() {
        let secret = Secret::from("0123456789");
        let mut secrets = Secrets::new();
        secrets.push(&secret);
        assert_eq!(&*clean("ab 0123456789", &secrets, 5), "ab [r…");
    }
}
