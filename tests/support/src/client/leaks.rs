//! Finds secrets in text, in any encoding.

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};

/// The number of first characters of a secret that identify it.
const START: usize = 10;

/// The encodings in which a secret is searched for. A text is searched as it is, and with its escapes undone
/// repeatedly.
pub const ENCODINGS: [&str; 8] = [
    "raw",
    "percent-encoded",
    "JSON-escaped",
    "hex",
    "HEX",
    "base64 at 0",
    "base64 at 1",
    "base64 at 2",
];

/// The maximum number of times that a text was escaped.
const DEPTH: usize = 4;

/// A secret to search for. Its start is enough, since text may be truncated.
pub struct Needle<'s> {
    secret: &'s str,
    start: String,
    /// The start in encodings that are not undone, with their names.
    encoded: Vec<(&'static str, String)>,
}

impl<'s> Needle<'s> {
    /// Prepares the search for a secret.
    pub fn new(secret: &'s str) -> Self {
        let start: String = secret.chars().take(START).collect();
        let hex: String = start.bytes().map(|byte| format!("{byte:02x}")).collect();
        let mut encoded = vec![("hex", hex.clone()), ("HEX", hex.to_uppercase())];
        for (offset, name) in [(0, "base64 at 0"), (1, "base64 at 1"), (2, "base64 at 2")] {
            encoded.extend(base64_forms(secret, offset).map(|form| (name, form)));
        }
        Self { secret, start, encoded }
    }

    /// The secret.
    pub fn secret(&self) -> &'s str {
        self.secret
    }

    /// The name of the encoding in which the secret is in a text.
    pub fn found_in(&self, readings: &[Reading]) -> Option<&'static str> {
        readings.iter().find_map(|(undone, text)| {
            let as_it_is = text.contains(&self.start).then_some(*undone);
            let encoded = || self.encoded.iter().find(|(_, form)| text.contains(form));
            as_it_is.or_else(|| encoded().map(|(name, _)| *name))
        })
    }
}

/// The name of the encoding in which a secret is in a text.
pub fn found(text: &str, secret: &str) -> Option<&'static str> {
    Needle::new(secret).found_in(&readings(text))
}

/// A text with some escapes undone, and the name of that encoding.
pub type Reading = (&'static str, String);

/// Returns a text as it is, and with its escapes undone once or more.
pub fn readings(text: &str) -> Vec<Reading> {
    let mut readings = vec![("raw", text.to_owned())];
    let percents: Vec<_> = unescaped(text, '%', without_percents).collect();
    let backslashes: Vec<_> = std::iter::once(text)
        .chain(percents.iter().map(String::as_str))
        .flat_map(|text| unescaped(text, '\\', without_backslashes))
        .collect();
    readings.extend(percents.into_iter().map(|text| ("percent-encoded", text)));
    readings.extend(backslashes.into_iter().map(|text| ("JSON-escaped", text)));
    readings
}

/// Returns a text with one kind of escapes undone, once or more, while there are any.
fn unescaped(text: &str, escape: char, undo: fn(&str) -> String) -> impl Iterator<Item = String> {
    let once = move |text: &str| text.contains(escape).then(|| undo(text));
    std::iter::successors(once(text), move |text| once(text)).take(DEPTH)
}

/// The start of a secret in base64 of a longer text, at this offset modulo three: the characters that depend
/// on the secret alone.
fn base64_forms(secret: &str, offset: usize) -> [String; 2] {
    let length = (START + offset) / 3 * 3;
    let bytes: Vec<u8> =
        [0, 0][..offset].iter().copied().chain(secret.bytes()).take(length).collect();
    // The first characters depend on the bytes before the secret too.
    let shared = [0, 2, 3][offset];
    [STANDARD_NO_PAD.encode(&bytes), URL_SAFE_NO_PAD.encode(&bytes)]
        .map(|form| form[shared..].to_owned())
}

fn without_percents(text: &str) -> String {
    let decoded: Vec<u8> = percent_encoding::percent_decode_str(text).collect();
    String::from_utf8_lossy(&decoded).into_owned()
}

fn without_backslashes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // `\u002f` as in JSON, or `\u{2f}` as in Rust.
        let code = rest.strip_prefix("u{").and_then(|rest| rest.split_once('}'));
        let code = code.or_else(|| Some((rest.strip_prefix('u')?.get(..4)?, rest.get(5..)?)));
        let unescaped = code.and_then(|(digits, after)| {
            Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after))
        });
        if let Some((character, after)) = unescaped {
            plain.push(character);
            rest = after;
        } else if let Some(escaped) = rest.chars().next() {
            plain.push(escaped);
            rest = &rest[escaped.len_utf8()..];
        }
    }
    plain.push_str(rest);
    plain
}

/// Returns a secret in one of the encodings, inside other text, for servers that echo it.
pub fn encoded(secret: &str, encoding: &str) -> String {
    let base64 = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{secret}, and so on"));
    match encoding {
        "raw" => format!("<{secret}>"),
        "percent-encoded" => secret.bytes().map(|byte| format!("%{byte:02x}")).collect(),
        "JSON-escaped" => secret.chars().map(|it| format!("\\u{:04x}", u32::from(it))).collect(),
        "hex" => secret.bytes().map(|byte| format!("{byte:02x}")).collect(),
        "HEX" => secret.bytes().map(|byte| format!("{byte:02X}")).collect(),
        "base64 at 0" => base64("abc"),
        "base64 at 1" => base64("a"),
        "base64 at 2" => base64("ab"),
        other => panic!("no encoding {other}"),
    }
}

/// Panics if a text contains a secret.
pub fn assert_no_secret(shown: &str, secrets: &[&str]) {
    for secret in secrets {
        if let Some(encoding) = found(shown, secret) {
            panic!("{secret} is shown ({encoding}) in:\n{shown}");
        }
    }
}
