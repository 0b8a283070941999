//! Mends JSON that is only just not JSON: raw control characters inside strings, broken UTF-8.

pub(super) struct Repaired {
    pub(super) json: Vec<u8>,
    /// Bytes that were not UTF-8 became U+FFFD.
    pub(super) lossy: bool,
}

/// The mended text; `None` where there is nothing to mend.
pub(super) fn repair(json: &[u8]) -> Option<Repaired> {
    let text = String::from_utf8_lossy(json);
    let lossy = matches!(text, std::borrow::Cow::Owned(_));
    let mut mended = String::with_capacity(text.len() + 16);
    let (mut in_string, mut escaped) = (false, false);
    for character in text.chars() {
        if in_string && character < ' ' {
            mended.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            mended.push(character);
        }
        if in_string && !escaped && character == '\\' {
            escaped = true;
            continue;
        }
        if character == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = false;
    }
    (lossy || mended.len() != text.len()).then(|| Repaired { json: mended.into_bytes(), lossy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(json: &[u8]) -> Option<(String, bool)> {
        repair(json).map(|repaired| (String::from_utf8(repaired.json).unwrap(), repaired.lossy))
    }

    #[test]
    fn control_characters_are_escaped_inside_strings_only() {
        assert_eq!(
            mended(b"{\n\t\"a\\\"\n\": \"b\x01\\\\\"\r\n}"),
            Some(("{\n\t\"a\\\"\\u000a\": \"b\\u0001\\\\\"\r\n}".to_owned(), false))
        );
    }

    #[test]
    fn broken_utf8_is_marked() {
        assert_eq!(mended(b"\"a\xFF\""), Some(("\"a\u{FFFD}\"".to_owned(), true)));
    }

    #[test]
    fn there_is_nothing_to_mend_in_json() {
        assert_eq!(mended("{\n\"发\": \"\\n\"}".as_bytes()), None);
    }
}
