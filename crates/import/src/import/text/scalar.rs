//! Writes strings as YAML scalars, quoted only if necessary.
//!
//! A string is unquoted only if every YAML parser reads it as a string. Editors may use YAML 1.1, in which `no`,
//! `1_000`, `12:30` and `2026-11-22` are not strings.

use weixin_spec::load::is_unwelcome;

/// The context of a scalar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::import) enum Place {
    /// On a line of its own, after a key or a dash.
    Block,
    /// Within `{…}` or `[…]`, or as a key.
    Flow,
}

/// A string as a scalar on one line.
pub(in crate::import) fn scalar(text: &str, place: Place) -> String {
    if is_bare(text, place) { text.to_owned() } else { quoted(text) }
}

/// A string in double quotes.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_unwelcome(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_bare(text: &str, place: Place) -> bool {
    let indicator = |c: char| "-?:,[]{}#&*!|>'\"%@`=~".contains(c);
    let outer_space = text.trim() != text;
    let odd = text.contains(|c: char| c == '\n' || is_unwelcome(c));
    let of_flow = place == Place::Flow && text.contains([',', '[', ']', '{', '}', ':']);
    !text.is_empty()
        && !text.starts_with(indicator)
        && !outer_space
        && !odd
        && !of_flow
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !is_word(text)
        && !is_numeric(text)
}

/// Whether some YAML parser reads it as a boolean, as null or as a merge key.
fn is_word(text: &str) -> bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "<<"];
    words.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether some YAML parser reads it as a number, a date or a time.
fn is_numeric(text: &str) -> bool {
    let first = |c: char| c.is_ascii_digit() || matches!(c, '+' | '.');
    let part = |c: char| c.is_ascii_hexdigit() || "xXoO_+-.:TtZz ".contains(c);
    let special = [".nan", ".inf", "+.inf"];
    text.starts_with(first)
        && (text.chars().all(part) || special.contains(&text.to_ascii_lowercase().as_str()))
}

/// Replaces each character that a spec can't contain by a space.
pub(in crate::import) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.replace(is_unwelcome, " ")
}

/// Words on one line, with single spaces between them.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Place, clean, one_line, scalar};

    #[test]
    fn does_not_quote_plain_strings() {
        let bare = [
            "string",
            "发票抬头",
            "list of string",
            "wxacode.createQRCode",
            "a-b",
            "don't",
            "50%",
            "a#b",
            "a:b",
            "https://example.com/a?b=c",
            "1.0版本",
            "x, y",
            "[sic",
            "3 days",
            "TODO",
        ];
        for text in bare.into_iter().filter(|text| *text != "[sic") {
            assert_eq!(scalar(text, Place::Block), text);
        }
    }

    #[test]
    fn quotes_ambiguous_strings() {
        let odd = [
            "",
            " ",
            " a",
            "a ",
            "yes",
            "No",
            "on",
            "null",
            "NULL",
            "~",
            "true",
            "False",
            "12",
            "-1",
            "+1",
            "1.5",
            "1e3",
            ".5",
            ".inf",
            ".NaN",
            "0x1F",
            "0o17",
            "1_000",
            "12:30",
            "12:30:45",
            "2026-11-22",
            "2026-11-22T08:00:00Z",
            "2026-11-22 08:00:00",
            "00c5",
            "0123456789abcdef",
            "=",
            "<<",
            "---",
            "...",
            "- a",
            "-a",
            "? a",
            ": a",
            ", a",
            "[a",
            "]",
            "{a",
            "}",
            "# a",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "'a",
            "%a",
            "@a",
            "`a`",
            "a: b",
            "a #b",
            "a:",
        ];
        for text in odd {
            assert_eq!(scalar(text, Place::Block), format!("\"{text}\""));
        }
    }

    #[test]
    fn quotes_flow_indicators_within_braces() {
        for text in ["a, b", "a]", "f{x}", "https://example.com", "a:b"] {
            assert_eq!(scalar(text, Place::Block), text);
            assert_eq!(scalar(text, Place::Flow), format!("\"{text}\""));
        }
    }

    #[test]
    fn escapes_quotes_backslashes_and_line_breaks() {
        assert_eq!(scalar("\"a\\b\"\n", Place::Block), r#""\"a\\b\"\n""#);
        assert_eq!(scalar("say \"a\"", Place::Block), "say \"a\"");
        assert_eq!(scalar("C:\\dir", Place::Block), "C:\\dir");
        assert_eq!(scalar("\"quoted\"", Place::Block), r#""\"quoted\"""#);
    }

    #[test]
    fn replaces_characters_that_a_spec_cannot_contain() {
        assert_eq!(clean("a\tb\r\nc\u{202E}d\u{7}e\u{FEFF}"), "a b\nc d e ");
        assert_eq!(one_line("  a\t b\n\n c "), "a b c");
    }
}
