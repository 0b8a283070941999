//! `quirks:` and `notes:` of an endpoint.

use crate::{Differs, Quirk, QuirkText, RequiredMark, Spanned};

use super::mapping::{Mapping, items, shown};
use super::scalar::{line_or, prose, word};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

/// The notes for callers, without those that are still to be written.
pub(super) fn notes(node: &Node, out: &mut Diagnostics) -> Vec<String> {
    let items = items(node, "`notes`", out).unwrap_or_default();
    let notes = items.iter().filter_map(|n| prose(n, "a note", out));
    notes.filter(|note| !note.is_empty()).collect()
}

/// The quirks, without those that are still to be written.
pub(super) fn quirks(node: &Node, out: &mut Diagnostics) -> Vec<Quirk> {
    let items = items(node, "`quirks`", out).unwrap_or_default();
    items.iter().filter_map(|n| quirk(n, out)).filter(|quirk| !quirk.text().is_empty()).collect()
}

/// Where to put what doesn't fit the other keys of a quirk.
const TEXT: &str = "put the explanation into `note`";

/// A text as YAML has it on one line.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphanumeric() || c == '(')
        && ![": ", " #"].iter().any(|mark| text.contains(mark));
    if plain { text.to_owned() } else { format!("{text:?}") }
}

fn quirk(node: &Node, out: &mut Diagnostics) -> Option<Quirk> {
    if let NodeKind::Scalar { text, .. } = &node.kind {
        let message = "a quirk is a mapping, not a text";
        let help = match text.trim() {
            "" => "such as `- note: Older SDKs send it as text.`".to_owned(),
            text => format!("write `- note: {}`", quoted(&shown(text))),
        };
        out.push(Diagnostic::new(Code::WrongKind, node.span, message).help(help));
        return None;
    }
    let mut map = Mapping::open(node, &language::QUIRK, out)?;
    let about = map.optional("about");
    let differs = map.optional("differs");
    let page = map.optional("page");
    let note = map.optional("note");
    let review = map.optional("review");
    together([("about", about), ("differs", differs)], out);
    if let (Some(page), None, None) = (page, about, differs) {
        let message = "`page` says what the page has there, and nothing says where";
        let help = "add `about` and `differs`, or write it into the text";
        out.push(Diagnostic::new(Code::Unsuitable, page.span, message).help(help));
    }
    let text = text(&map, note, review, out);
    let about = about.and_then(|n| line_or(n, "`about`", TEXT, out));
    let differs = differs.map(|n| differs_of(n, out));
    let differs = differs.unwrap_or_default();
    let page = page.and_then(|n| line_or(n, "`page`", TEXT, out));
    let page = page.filter(|page| suits(page, &differs, out));
    map.finish(out);
    Some(Quirk { about, differs, page: page.map(|page| page.value), text: text? })
}

/// Whether `page` says what can differ. A misspelt one would excuse more than was meant, or nothing. With several
/// words in `differs` it may be about any of them.
fn suits(page: &Spanned<String>, differs: &[Differs], out: &mut Diagnostics) -> bool {
    let part = page.value.split('.').next().unwrap_or_default();
    let (what, help) = match differs {
        [Differs::Required] if RequiredMark::of(page).is_none() => {
            ("required mark", "write `required`, `optional` or `unclear`")
        }
        [Differs::Place] if !["query", "body", "form", "response"].contains(&part) => {
            ("place of a field", "such as `query` or `body.order`")
        }
        _ => return true,
    };
    let message = format!("`{}` is not a {what}", shown(page));
    out.push(Diagnostic::new(Code::Unsuitable, page.span, message).help(help));
    false
}

/// Reports that one of two keys is there without the other.
fn together(keys: [(&str, Option<&Node>); 2], out: &mut Diagnostics) {
    let [(one, of_one), (other, of_other)] = keys;
    let (there, missing, node) = match (of_one, of_other) {
        (Some(node), None) => (one, other, node),
        (None, Some(node)) => (other, one, node),
        _ => return,
    };
    let message = format!("a quirk with `{there}` needs the key `{missing}`");
    let help = "a quirk without both is a remark, and excuses no difference";
    out.push(Diagnostic::new(Code::MissingKey, node.span, message).help(help));
}

/// `note: …`, or `review: …` while it is undecided.
fn text(
    map: &Mapping<'_>,
    note: Option<&Node>,
    review: Option<&Node>,
    out: &mut Diagnostics,
) -> Option<QuirkText> {
    match (note, review) {
        (Some(note), None) => prose(note, "`note`", out).map(QuirkText::Note),
        (None, Some(node)) => {
            let text = prose(node, "`review`", out)?;
            if !text.is_empty() {
                let message = "this quirk is not decided yet";
                let help =
                    "when it is, write what was decided as `note:` in the place of `review:`";
                out.push(Diagnostic::new(Code::Review, node.span, message).help(help));
            }
            Some(QuirkText::Review(text))
        }
        (Some(_), Some(review)) => {
            let message = "`review` replaces `note`";
            let help = "a quirk has one of the two";
            out.push(Diagnostic::new(Code::Unsuitable, review.span, message).help(help));
            None
        }
        (None, None) => {
            let message = "a quirk needs the key `note`";
            let help = "or `review` while it is not decided";
            out.push(Diagnostic::new(Code::MissingKey, map.span(), message).help(help));
            None
        }
    }
}

/// A word, or a list of words.
fn differs_of(node: &Node, out: &mut Diagnostics) -> Vec<Differs> {
    let what = "value of `differs`";
    if let NodeKind::Scalar { .. } = node.kind {
        return word(node, what, language::DIFFERS, out).into_iter().collect();
    }
    let items = items(node, "`differs`", out).unwrap_or_default();
    if items.is_empty() && matches!(node.kind, NodeKind::List(_)) {
        let message = "`differs` names at least one thing";
        out.push(Diagnostic::new(Code::WrongKind, node.span, message));
    }
    items.iter().filter_map(|n| word(n, what, language::DIFFERS, out)).collect()
}
