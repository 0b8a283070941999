//! Noting in a spec when its page was read and what it said then, without touching anything else.

use weixin_spec::load::Diagnostics;
use weixin_spec::load::Source;
use weixin_spec::load::yaml::{self, Node, NodeKind};

/// The spec's text with `vendor.read` and `vendor.fingerprint` as given. `None` where its `vendor:` can't be
/// found, which a spec that was read without errors has.
#[must_use]
pub fn accept(source: &Source, read: &str, fingerprint: &str) -> Option<String> {
    let text = std::str::from_utf8(&source.bytes).ok()?;
    let text = set(text, "read", read, &["page", "name"])?;
    // Sixteen digits may look like a number.
    set(&text, "fingerprint", &format!("\"{fingerprint}\""), &["read"])
}

/// Gives a key of `vendor:` a value: in the place of its old one, or after the first of `after` that is
/// there.
fn set(text: &str, key: &str, value: &str, after: &[&str]) -> Option<String> {
    let root = yaml::parse(0, text.as_bytes(), &mut Diagnostics::default())?;
    let vendor = value_of(&root, "vendor")?;
    let NodeKind::Map(entries) = &vendor.kind else {
        return None;
    };
    if let Some(old) = value_of(vendor, key) {
        return Some(replaced(text, old.span.start, old.span.end, value));
    }
    let start = usize::try_from(vendor.span.start).ok()?;
    let flow = text.get(start..)?.starts_with('{');
    let Some((_, last)) = entries.last() else {
        return Some(replaced(
            text,
            vendor.span.start,
            vendor.span.end,
            &format!("{{ {key}: {value} }}"),
        ));
    };
    let anchor = after.iter().find_map(|name| value_of(vendor, name));
    if flow {
        let end = anchor.unwrap_or(last).span.end;
        return Some(replaced(text, end, end, &format!(", {key}: {value}")));
    }
    let first = usize::try_from(entries.first()?.0.span.start).ok()?;
    let line_start = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..first];
    let at = match anchor {
        // After its line, and a comment there.
        Some(anchor) => {
            let end = usize::try_from(anchor.span.end).ok()?;
            text[end..].find('\n').map_or(text.len(), |at| end + at + 1)
        }
        None => line_start,
    };
    let at = u32::try_from(at).ok()?;
    Some(replaced(text, at, at, &format!("{indent}{key}: {value}\n")))
}

fn value_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let NodeKind::Map(entries) = &node.kind else {
        return None;
    };
    entries.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
}

fn replaced(text: &str, start: u32, end: u32, with: &str) -> String {
    let at = |offset: u32| usize::try_from(offset).unwrap_or(usize::MAX).min(text.len());
    format!("{}{with}{}", &text[..at(start)], &text[at(end)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> String {
        let source = Source {
            name: "spec/lamp/switch.yaml".to_owned(),
            path: "lamp/switch.yaml".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        accept(&source, "2026-11-23", "0123456789abcdef").unwrap()
    }

    #[test]
    fn takes_the_place_of_what_was_there() {
        let before = "\
title: Switch
vendor:
  name: switch
  read: 2025-01-01   # in a hurry
  fingerprint: \"ffffffffffffffff\"
call: POST /lamp
";
        let after = "\
title: Switch
vendor:
  name: switch
  read: 2026-11-23   # in a hurry
  fingerprint: \"0123456789abcdef\"
call: POST /lamp
";
        assert_eq!(accepted(before), after);
    }

    #[test]
    fn stands_after_the_page() {
        let before = "\
vendor:
  name: switch
  page: https://example.com/switch   # the English one
  also:
    - https://example.com/schalter
call: POST /lamp
";
        let after = "\
vendor:
  name: switch
  page: https://example.com/switch   # the English one
  read: 2026-11-23
  fingerprint: \"0123456789abcdef\"
  also:
    - https://example.com/schalter
call: POST /lamp
";
        assert_eq!(accepted(before), after);
    }

    #[test]
    fn stands_within_braces_too() {
        let after =
            "vendor: { name: switch, read: 2026-11-23, fingerprint: \"0123456789abcdef\" }\n";
        assert_eq!(accepted("vendor: { name: switch }\n"), after);
        let after = "vendor: { read: 2026-11-23, fingerprint: \"0123456789abcdef\" } # unknown\n";
        assert_eq!(accepted("vendor: {} # unknown\n"), after);
    }
}
