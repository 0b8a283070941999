//! Reads the headings of sub-sections, such as `Body.actor_list.actor(Array)`.

use super::text::{heading_key, without_number};
use super::words;

/// Which part of a call a sub-section belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::facts) enum Side {
    Query,
    Body,
    Reply,
}

/// What a sub-section lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Lists {
    Fields,
    Values,
}

/// The field that a sub-section is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::facts) struct Path {
    pub(in crate::facts) side: Side,
    /// The names of the path; empty for the whole part.
    pub(in crate::facts) names: Vec<String>,
}

impl Path {
    /// The path as a heading has it, such as `Res.items.pos`.
    pub(in crate::facts) fn written(&self) -> String {
        let side = match self.side {
            Side::Query => "Query",
            Side::Body => "Body",
            Side::Reply => "Res",
        };
        let names = self.names.iter().map(String::as_str);
        std::iter::once(side).chain(names).collect::<Vec<_>>().join(".")
    }
}

/// Reads a heading that begins with a path: `Res.items(Array) Object Payload`, `Body.a Enum`.
pub(in crate::facts) fn of_heading(text: &str) -> Option<(Path, Lists)> {
    let text = without_number(text);
    let end = text.find(|c: char| !is_path(c)).unwrap_or(text.len());
    let (written, rest) = text.split_at(end);
    let rest = heading_key(rest);
    // Reader modes join the two: `Body.aObject Payload`, `Body.aEnum`.
    let (written, lists) = if rest == words::OBJECT_PAYLOAD || rest.is_empty() {
        match written.strip_suffix("Enum") {
            Some(path) if rest.is_empty() => (path, Lists::Values),
            _ => (written, Lists::Fields),
        }
    } else if words::ENUM.has(&rest) {
        (written, Lists::Values)
    } else if rest == "payload" && written.ends_with("Object") {
        (written.strip_suffix("Object")?, Lists::Fields)
    } else {
        return None;
    };
    let path = parse(written, ".")?;
    // `Request` and `Response` alone are words, not paths.
    (!path.names.is_empty() || !rest.is_empty()).then_some((path, lists))
}

/// Reads the target of a link such as `#Body__actor_list__actor<Array>`.
pub(in crate::facts) fn of_target(target: &str) -> Option<Path> {
    let (_, fragment) = target.split_once('#')?;
    parse(fragment, "__")
}

fn is_path(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '_' | '-' | '.' | '(' | ')' | '[' | ']' | '<' | '>' | '（' | '）' | '$' | '@'
        )
}

fn parse(written: &str, separator: &str) -> Option<Path> {
    let mut names = written.split(separator).map(without_list_marks);
    let side = match names.next()?.to_ascii_lowercase().as_str() {
        "body" | "req" | "request" => Side::Body,
        "res" | "resp" | "response" => Side::Reply,
        "query" => Side::Query,
        _ => return None,
    };
    let names: Vec<_> = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Some(Path { side, names })
}

fn without_list_marks(name: &str) -> &str {
    let end = name.find(['(', '[', '<', '（', '%']).unwrap_or(name.len());
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<(String, Lists)> {
        of_heading(heading).map(|(path, lists)| (path.written(), lists))
    }

    #[test]
    fn paths_of_headings() {
        assert_eq!(
            read("Res.items(Array).pos Object Payload"),
            Some(("Res.items.pos".to_owned(), Lists::Fields))
        );
        assert_eq!(
            read("Body.service_trans_prefer Enum"),
            Some(("Body.service_trans_prefer".to_owned(), Lists::Values))
        );
        assert_eq!(
            read("4.1 Body.list（Array） `Object Payload`"),
            Some(("Body.list".to_owned(), Lists::Fields))
        );
    }

    #[test]
    fn marks_joined_to_the_path() {
        assert_eq!(read("Body.aObject Payload"), Some(("Body.a".to_owned(), Lists::Fields)));
        assert_eq!(read("Res.a(Array)Enum"), Some(("Res.a".to_owned(), Lists::Values)));
    }

    #[test]
    fn other_headings_have_no_path() {
        assert_eq!(read("Request Body"), None);
        assert_eq!(read("Response Payload"), None);
        assert_eq!(read("返回体 Response Payload"), None);
        assert_eq!(read("Response"), None);
        assert_eq!(read("Resource list"), None);
        assert_eq!(read("Body of the message"), None);
    }

    #[test]
    fn paths_of_links() {
        let path = of_target("#Res__items<Array>__pos").unwrap();
        assert_eq!(path.written(), "Res.items.pos");
        assert_eq!(of_target("#apierrcode"), None);
        assert_eq!(of_target("../api_get"), None);
    }
}
