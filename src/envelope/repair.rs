//! Repairs JSON with small faults: raw control characters inside strings, invalid UTF-8, unpaired
//! surrogates. It never guesses: an invalid character is replaced by U+FFFD, and other faults are left.

use std::borrow::Cow;

/// Returns the repaired text; `None` if there is nothing to repair, or if the fault is ambiguous.
///
/// Invalid UTF-8 becomes U+FFFD, and so does an escaped unpaired surrogate.
pub(crate) fn repair(json: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(json);
    let lossy = matches!(text, Cow::Owned(_));
    let mut repaired = String::with_capacity(text.len() + 16);
    let (mut in_string, mut rest) = (false, &*text);
    while let Some(at) = rest.find(|it: char| it == '"' || it == '\\' || it < ' ') {
        let (before, special) = rest.split_at(at);
        repaired.push_str(before);
        let length = match special.as_bytes()[0] {
            b'\\' if in_string => {
                // In other encodings, the second byte of a character may be a backslash.
                if lossy && before.ends_with(char::REPLACEMENT_CHARACTER) {
                    return None;
                }
                let (length, escape) = escape(special)?;
                repaired.push_str(escape);
                length
            }
            control if in_string && control < b' ' => {
                repaired.push_str(&format!("\\u{control:04x}"));
                1
            }
            other => {
                in_string ^= other == b'"';
                repaired.push(other.into());
                1
            }
        };
        rest = &special[length..];
    }
    repaired.push_str(rest);
    (repaired.as_bytes() != json).then_some(repaired)
}

/// The length of the escape that a text begins with, and its replacement. `None` if a raw control
/// character or nothing follows the backslash.
fn escape(text: &str) -> Option<(usize, &str)> {
    let next = text[1..].chars().next().filter(|next| *next >= ' ')?;
    let as_it_is = |length| Some((length, &text[..length]));
    match (unit(text), text.get(6..).and_then(unit)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => as_it_is(12),
        (Some(0xD800..=0xDFFF), _) => Some((6, "\\ufffd")),
        _ => as_it_is(1 + next.len_utf8()),
    }
}

/// The UTF-16 code unit of an escape `\uXXXX` that a text begins with.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|it| it.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_inside_strings_only() {
        let json = b"{\n\t\"a\\\"\n\": \"b\x01\\\\\"\r\n}";
        let repaired = "{\n\t\"a\\\"\\u000a\": \"b\\u0001\\\\\"\r\n}";
        assert_eq!(repair(json).as_deref(), Some(repaired));
    }

    /// It is ambiguous whether the backslash begins an escape, and which one.
    #[test]
    fn an_ambiguous_escape_is_not_repaired() {
        assert_eq!(repair(b"\"A\\\tB\""), None);
        assert_eq!(repair(b"\"A\\\n\", \"\x01\""), None);
        assert_eq!(repair(b"\"\x01\\"), None);
        // The second byte of a character in GBK.
        assert_eq!(repair(b"\"\xB7\\n\""), None);
    }

    #[test]
    fn invalid_utf8_is_replaced() {
        assert_eq!(repair(b"\"a\xFFb\"").as_deref(), Some("\"a\u{FFFD}b\""));
        assert_eq!(repair(b"\"\xE5\x8F\" \"\\n\"").as_deref(), Some("\"\u{FFFD}\" \"\\n\""));
    }

    #[test]
    fn an_unpaired_surrogate_is_replaced() {
        for (json, repaired) in [
            (r#""a\ud83d""#, r#""a\ufffd""#),
            (r#""\uDE00b""#, r#""\ufffdb""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83d\n""#, r#""\ufffd\n""#),
        ] {
            assert_eq!(repair(json.as_bytes()).as_deref(), Some(repaired), "{json}");
        }
    }

    #[test]
    fn valid_json_is_not_repaired() {
        for json in ["{\n\"发\": \"\\n\"}", r#""\ud83d\ude00 \\ud83d \u53d1 \"""#, r#""\ud8""#] {
            assert_eq!(repair(json.as_bytes()), None, "{json}");
        }
    }
}
