//! Mends JSON that is only just not JSON: raw control characters inside strings, broken UTF-8, half
//! characters. It never makes something up: what can't be read is marked, or left as it is.

use std::borrow::Cow;

/// The mended text; `None` where there is nothing to mend, or no way to tell what was meant.
///
/// What is not UTF-8 becomes U+FFFD, and so does an escaped half of a surrogate pair.
pub(crate) fn repair(json: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(json);
    let lossy = matches!(text, Cow::Owned(_));
    let mut mended = String::with_capacity(text.len() + 16);
    let (mut in_string, mut rest) = (false, &*text);
    while let Some(at) = rest.find(|it: char| it == '"' || it == '\\' || it < ' ') {
        let (before, special) = rest.split_at(at);
        mended.push_str(before);
        let length = match special.as_bytes()[0] {
            b'\\' if in_string => {
                // In other encodings a backslash may be the second byte of a character.
                if lossy && before.ends_with(char::REPLACEMENT_CHARACTER) {
                    return None;
                }
                let (length, escape) = escape(special)?;
                mended.push_str(escape);
                length
            }
            control if in_string && control < b' ' => {
                mended.push_str(&format!("\\u{control:04x}"));
                1
            }
            other => {
                in_string ^= other == b'"';
                mended.push(other.into());
                1
            }
        };
        rest = &special[length..];
    }
    mended.push_str(rest);
    (mended.as_bytes() != json).then_some(mended)
}

/// The escape that a text begins with: how long it is, and what to write for it. `None` where a raw
/// control character follows the backslash, or nothing.
fn escape(text: &str) -> Option<(usize, &str)> {
    let next = text[1..].chars().next().filter(|next| *next >= ' ')?;
    let as_it_is = |length| Some((length, &text[..length]));
    match (unit(text), text.get(6..).and_then(unit)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => as_it_is(12),
        (Some(0xD800..=0xDFFF), _) => Some((6, "\\ufffd")),
        _ => as_it_is(1 + next.len_utf8()),
    }
}

/// The number in an escape `\uXXXX` that a text begins with.
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
        let mended = "{\n\t\"a\\\"\\u000a\": \"b\\u0001\\\\\"\r\n}";
        assert_eq!(repair(json).as_deref(), Some(mended));
    }

    /// Whether the backslash was one, and what the escape was, can't be told.
    #[test]
    fn no_escape_is_made_up() {
        assert_eq!(repair(b"\"A\\\tB\""), None);
        assert_eq!(repair(b"\"A\\\n\", \"\x01\""), None);
        assert_eq!(repair(b"\"\x01\\"), None);
        // The second byte of a character in GBK.
        assert_eq!(repair(b"\"\xB7\\n\""), None);
    }

    #[test]
    fn broken_utf8_is_marked() {
        assert_eq!(repair(b"\"a\xFFb\"").as_deref(), Some("\"a\u{FFFD}b\""));
        assert_eq!(repair(b"\"\xE5\x8F\" \"\\n\"").as_deref(), Some("\"\u{FFFD}\" \"\\n\""));
    }

    #[test]
    fn half_a_character_is_marked() {
        for (json, mended) in [
            (r#""a\ud83d""#, r#""a\ufffd""#),
            (r#""\uDE00b""#, r#""\ufffdb""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83d\n""#, r#""\ufffd\n""#),
        ] {
            assert_eq!(repair(json.as_bytes()).as_deref(), Some(mended), "{json}");
        }
    }

    #[test]
    fn there_is_nothing_to_mend_in_json() {
        for json in ["{\n\"发\": \"\\n\"}", r#""\ud83d\ude00 \\ud83d \u53d1 \"""#, r#""\ud8""#] {
            assert_eq!(repair(json.as_bytes()), None, "{json}");
        }
    }
}
