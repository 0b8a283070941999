//! Headings of which a reader mode has run the two parts together.

use super::Inline;

/// What the template marks as code at a heading's end.
const MARKED: &[&str] =
    &["Query String Parameters", "Request Payload", "Response Payload", "Object Payload"];

/// The mark of a table of values; behind a path only, since it is a word of titles as well.
const VALUES: &str = "Enum";

/// Takes a heading apart as the page has it: `Query parameters` and `Query String parameters`.
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

/// What stands before a text's end, where it is this one in letters of either case.
fn before<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (before, last) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    last.eq_ignore_ascii_case(end).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_and_its_mark_are_told_apart() {
        for (words, text, code) in [
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
            let mut heading = Inline::plain(words);
            part(&mut heading);
            assert_eq!(heading.text, text);
            assert_eq!(heading.code, code);
        }
    }

    #[test]
    fn what_is_marked_as_code_stays() {
        let mut heading = Inline { code: vec!["Enum".into()], ..Inline::plain("Body.aEnum") };
        part(&mut heading);
        assert_eq!(heading.text, "Body.aEnum");
    }
}
