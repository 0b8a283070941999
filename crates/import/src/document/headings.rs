//! Headings whose two parts were joined by a reader mode.

use super::Inline;

/// The marks that the template writes as code at the end of a heading.
const MARKED: &[&str] =
    &["Query String Parameters", "Request Payload", "Response Payload", "Object Payload"];

/// The mark of a table of values. It counts only after a path, because titles contain the word too.
const VALUES: &str = "Enum";

/// Splits a heading into its two parts again, such as `Query parameters` and `Query String parameters`.
pub(super) fn part(heading: &mut Inline) {
    if !heading.code.is_empty() {
        return;
    }
    let text = heading.text.as_str();
    let path = |before: &str| before.starts_with("Body.") || before.starts_with("Res.");
    let found = MARKED
        .iter()
        .find_map(|mark| before(text, mark))
        .or_else(|| before(text, VALUES).filter(|before| path(before)));
    let Some(title) = found else { return };
    let mark = text[title.len()..].trim().to_owned();
    heading.text = format!("{} {mark}", title.trim_end()).trim().to_owned();
    heading.code.push(mark);
}

/// The text before `end`, if the text ends with it, ignoring case.
fn before<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (before, last) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    last.eq_ignore_ascii_case(end).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_a_title_and_its_mark() {
        for (heading, text, code) in [
            (
                "Query parametersQuery String parameters",
                "Query parameters Query String parameters",
                vec!["Query String parameters"],
            ),
            ("请求体 Request Payload", "请求体 Request Payload", vec!["Request Payload"]),
            ("Response Payload", "Response Payload", vec!["Response Payload"]),
            (
                "Body.a(Array).bObject Payload",
                "Body.a(Array).b Object Payload",
                vec!["Object Payload"],
            ),
            ("Body.a.bEnum", "Body.a.b Enum", vec!["Enum"]),
            ("4. Enum", "4. Enum", vec![]),
            ("参数", "参数", vec![]),
        ] {
            let mut heading = Inline::plain(heading);
            part(&mut heading);
            assert_eq!(heading.text, text);
            assert_eq!(heading.code, code);
        }
    }

    #[test]
    fn keeps_a_heading_that_has_code() {
        let mut heading = Inline { code: vec!["Enum".into()], ..Inline::plain("Body.aEnum") };
        part(&mut heading);
        assert_eq!(heading.text, "Body.aEnum");
    }
}
