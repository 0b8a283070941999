//! Redacts secrets in text of a server or a transport before an error keeps it.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose as alphabets};

use crate::types::Secret;

/// The text that replaces a secret.
pub(crate) const REDACTED: &str = "[redacted]";
/// The first bytes of a secret are redacted too from this length on, since text may be truncated.
const PART: usize = 8;
/// The maximum number of backslashes before an escaped character of a secret.
const DEPTH: usize = 15;

/// The secrets of a request, which errors do not show.
#[derive(Default)]
pub struct Secrets<'a> {
    values: Vec<&'a str>,
    /// Secrets that can't be borrowed, since they change.
    copies: Vec<Secret>,
}

impl<'a> Secrets<'a> {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a secret.
    pub fn push(&mut self, secret: &'a Secret) {
        self.push_text(secret.expose());
    }

    /// Adds all secrets in a value.
    pub fn within(&mut self, value: &'a impl HasSecrets) {
        value.secrets(self);
    }

    /// Adds a copy of a secret.
    pub(crate) fn push_copy(&mut self, secret: Secret) {
        if !secret.expose().is_empty() {
            self.copies.push(secret);
        }
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.values.iter().copied().chain(self.copies.iter().map(Secret::expose))
    }

    pub(crate) fn push_text(&mut self, secret: &'a str) {
        if !secret.is_empty() {
            self.values.push(secret);
        }
    }

    /// Replaces each secret, or beginning of a secret, in the text: as it is, percent-encoded, escaped as
    /// in JSON, in hex or in base64.
    pub(crate) fn redact(&self, text: &str) -> String {
        let encoded: Vec<String> = self.all().flat_map(encoded_forms).collect();
        let mut clean = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let forms = self.all().chain(encoded.iter().map(String::as_str));
            match forms.filter_map(|form| match_at(rest, form)).max() {
                Some(end) => {
                    clean.push_str(REDACTED);
                    rest = &rest[end..];
                }
                None => {
                    clean.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        clean
    }
}

/// A secret in hex and base64, at each alignment in the encoded text: those base64 characters that depend
/// on the secret alone. None for short secrets, which could not be distinguished from other text.
fn encoded_forms(secret: &str) -> Vec<String> {
    if secret.len() < PART {
        return Vec::new();
    }
    let hex = |digits: fn(u8) -> String| secret.bytes().map(digits).collect::<String>();
    let mut forms = vec![hex(|byte| format!("{byte:02x}")), hex(|byte| format!("{byte:02X}"))];
    for before in 0..3 {
        let bytes = [&[0; 2][..before], secret.as_bytes()].concat();
        // A byte has 8 bits and a character 6: the characters at both ends may depend on other bytes.
        let own = (before * 8).div_ceil(6)..bytes.len() * 8 / 6;
        for alphabet in [alphabets::STANDARD_NO_PAD, alphabets::URL_SAFE_NO_PAD] {
            forms.push(alphabet.encode(&bytes)[own.clone()].to_owned());
        }
    }
    forms
}

/// An object in a request that has secrets, or a list or map of such objects.
pub trait HasSecrets {
    /// Adds its secrets.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>);
}

impl HasSecrets for Secret {
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        secrets.push(self);
    }
}

impl<T: HasSecrets> HasSecrets for Option<T> {
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.iter().for_each(|value| value.secrets(secrets));
    }
}

impl<T: HasSecrets> HasSecrets for Vec<T> {
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.iter().for_each(|value| value.secrets(secrets));
    }
}

impl<T: HasSecrets> HasSecrets for BTreeMap<String, T> {
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.values().for_each(|value| value.secrets(secrets));
    }
}

impl std::fmt::Debug for Secrets<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Secrets({REDACTED})")
    }
}

/// Returns the number of bytes at the start of `text` that are the secret or at least [`PART`] bytes of
/// its beginning.
fn match_at(text: &str, secret: &str) -> Option<usize> {
    let (text, secret) = (text.as_bytes(), secret.as_bytes());
    let (mut end, mut matched) = (0, 0);
    while matched < secret.len() {
        match step(&text[end..], secret[matched]) {
            Some(width) => end += width,
            None => break,
        }
        matched += 1;
    }
    // Replace whole characters only.
    while text.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        (end, matched) = (end - 1, matched - 1);
    }
    (matched == secret.len() || matched >= PART).then_some(end)
}

/// Returns the number of bytes at the start of the text that represent this byte of the secret: the byte
/// itself, `%2F`, `\/` or `\u002F`, the last two with more backslashes if the text was escaped repeatedly.
fn step(text: &[u8], wanted: u8) -> Option<usize> {
    let hex = |digits: &[u8]| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    let escapes = text.iter().take(DEPTH).take_while(|byte| **byte == b'\\').count();
    match (&text[escapes..], text) {
        ([b'u', b'0', b'0', high, low, ..], _)
            if escapes > 0 && hex(&[*high, *low]) == Some(wanted) =>
        {
            Some(escapes + 5)
        }
        ([escaped, ..], _) if escapes > 0 && *escaped == wanted => Some(escapes + 1),
        (_, [b'%', high, low, ..]) if hex(&[*high, *low]) == Some(wanted) => Some(3),
        (_, [b'+', ..]) if wanted == b' ' => Some(1),
        (_, [byte, ..]) if *byte == wanted => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(secret: &str, text: &str) -> String {
        let secret = Secret::from(secret);
        let mut secrets = Secrets::new();
        secrets.push(&secret);
        secrets.redact(text)
    }

    #[test]
    fn each_occurrence_of_a_secret_is_replaced() {
        assert_eq!(
            redact("s3cret", "s3cret, s3cret发s3cre s3cret"),
            "[redacted], [redacted]发s3cre [redacted]"
        );
    }

    #[test]
    fn encoded_forms_are_replaced() {
        let secret = "a/b+c d\"发%41";
        for text in [
            secret.to_owned(),
            "a%2Fb%2Bc%20d%22%E5%8F%91%2541".to_owned(),
            "a%2fb%2bc+d%22%e5%8f%91%2541".to_owned(),
            "a\\/b+c d\\\"发%41".to_owned(),
            "a\\\\\\/b+c d\\\\\"发%41".to_owned(),
            "a\\u002fb\\u002Bc d\\u0022发%41".to_owned(),
        ] {
            assert_eq!(redact(secret, &format!("<{text}>")), "<[redacted]>", "{text}");
        }
    }

    #[test]
    fn hex_and_base64_are_replaced_at_each_alignment() {
        let secret = "s3cret/+s3cret~";
        let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(redact(secret, &format!("<{hex}>")), "<[redacted]>");
        assert_eq!(redact(secret, &format!("<{}>", hex.to_uppercase())), "<[redacted]>");
        for before in ["", "a", "ab", "abc"] {
            for alphabet in [alphabets::STANDARD, alphabets::URL_SAFE] {
                let text = alphabet.encode(format!("{before}{secret}, and so on"));
                let clean = redact(secret, &text);
                assert!(clean.contains(REDACTED), "{text}");
                // The text around the secret is left, and a few bits of the secret.
                assert!(clean.len() <= text.len() - secret.len() * 8 / 6 + 2 + REDACTED.len());
            }
        }
        assert_eq!(redact("s3cret", "733363726574 czNjcmV0"), "733363726574 czNjcmV0");
    }

    #[test]
    fn a_truncated_secret_is_replaced() {
        assert_eq!(redact("0123456789abcdef", "token 0123456789"), "token [redacted]");
        assert_eq!(redact("0123456789abcdef", "token 0123456"), "token 0123456");
    }

    #[test]
    fn the_longest_of_several_secrets_wins() {
        let (short, long) = (Secret::from("abc"), Secret::from("abcdef"));
        let mut secrets = Secrets::new();
        secrets.push(&short);
        secrets.push(&long);
        assert_eq!(secrets.redact("xabcdefx abcx"), "x[redacted]x [redacted]x");
    }

    #[test]
    fn an_empty_secret_replaces_nothing() {
        assert_eq!(redact("", "text"), "text");
    }

    #[test]
    fn text_is_never_cut_within_a_character() {
        assert_eq!(redact("12345678发", "12345678双"), "[redacted]双");
    }
}
