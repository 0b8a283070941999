//! Splits a server's message into text, request id and hint.

/// The parts of `errmsg`.
#[derive(Debug, PartialEq)]
pub(crate) struct Message {
    pub(crate) text: Box<str>,
    pub(crate) rid: Option<Box<str>>,
    pub(crate) hint: Option<Box<str>>,
}

impl Message {
    /// Extracts ` rid: 65ffe934-2355113d-79ef0b31` and ` hint: [Ru3z5a00192806]` from a message.
    pub(crate) fn parse(message: &str) -> Self {
        let (text, rid) =
            take(message, "rid: ", |rest| rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let rid =
            rid.filter(|rid| rid.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()));
        let text = if rid.is_some() { text } else { message.to_owned() };
        let (text, hint) = take(&text, "hint: ", brackets);
        let hint = hint.map(|hint| hint.trim_matches(['[', ']']).replace("][", " ").into());
        Self { text: text.trim().into(), rid: rid.map(Into::into), hint }
    }
}

/// The length of the `[…][…]` that a text begins with.
fn brackets(text: &str) -> usize {
    let mut length = 0;
    while let Some(end) = text[length..].strip_prefix('[').and_then(|rest| rest.find(']')) {
        length += end + 2;
    }
    length
}

/// Extracts the last `label` at the start of a word, with the text after it, whose length is `length` of
/// the rest. Returns the remaining text and the extracted one.
fn take(text: &str, label: &str, length: impl Fn(&str) -> usize) -> (String, Option<String>) {
    let found = text
        .rmatch_indices(label)
        .find(|(start, _)| *start == 0 || text[..*start].ends_with(char::is_whitespace));
    let Some((start, _)) = found else {
        return (text.to_owned(), None);
    };
    let rest = &text[start + label.len()..];
    let end = length(rest);
    if end == 0 {
        return (text.to_owned(), None);
    }
    (format!("{}{}", &text[..start].trim_end(), &rest[end..]), Some(rest[..end].to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_messages() {
        for (message, text, rid, hint) in [
            ("ok", "ok", None, None),
            ("", "", None, None),
            (
                "invalid credential, more at https://mmbizurl.cn/s/JtxxFh33r rid: 65ffe934-2355113d-79ef0b31",
                "invalid credential, more at https://mmbizurl.cn/s/JtxxFh33r",
                Some("65ffe934-2355113d-79ef0b31"),
                None,
            ),
            (
                "invalid params hint: [Ru3z5a00192806]",
                "invalid params",
                None,
                Some("Ru3z5a00192806"),
            ),
            (
                "invalid params, payee is empty hint: [_Z0525d236][2020-08-13 14:18:45] rid: 5f34db45-19b91625-77d7be10",
                "invalid params, payee is empty",
                Some("5f34db45-19b91625-77d7be10"),
                Some("_Z0525d236 2020-08-13 14:18:45"),
            ),
            ("hint: [a] rid: 1-2", "", Some("1-2"), Some("a")),
            ("rid: 1-2 more", "more", Some("1-2"), None),
        ] {
            let expected =
                Message { text: text.into(), rid: rid.map(Into::into), hint: hint.map(Into::into) };
            assert_eq!(Message::parse(message), expected, "{message}");
        }
    }

    #[test]
    fn text_that_only_resembles_an_id_or_hint_is_kept() {
        for message in ["get rid: of it", "grid: 12", "hint: [open", "rid: ", "hint: no"] {
            let expected = Message { text: message.trim().into(), rid: None, hint: None };
            assert_eq!(Message::parse(message), expected, "{message}");
        }
    }
}
