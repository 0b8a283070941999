//! Spec text as documentation: readable, and never more than text.
//!
//! Rustdoc runs fenced and indented code, resolves `[links]` and passes HTML on. None of that may
//! come out of a spec, so a text is cut into paragraphs and list items, code spans are kept where
//! they are closed, and every other character that Markdown gives a meaning to is escaped.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::Endpoint;

/// One `#[doc]` attribute for all paragraphs; [`format`](crate::format) wraps them into lines.
///
/// Documentation is most of what is generated: as tokens, each line would cost as much as a field.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let lines = Literal::string(&lines.join("\n"));
    quote!(#[doc = #lines])
}

/// `#[doc(alias = "…")]` for the names that rustdoc's search accepts.
pub(super) fn aliases<'a>(names: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let plain = |name: &&str| {
        let taken = |c: char| c.is_control() || matches!(c, '"' | '\'');
        !name.trim().is_empty() && name.trim() == *name && !name.contains(taken)
    };
    let names: BTreeSet<&str> = names.into_iter().filter(plain).collect();
    let names: Vec<Literal> = names.into_iter().map(Literal::string).collect();
    match names.as_slice() {
        [] => TokenStream::new(),
        [name] => quote!(#[doc(alias = #name)]),
        names => quote!(#[doc(alias(#(#names),*))]),
    }
}

/// Neutralised lines of a spec text.
pub(super) fn text(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            if lines.last().is_some_and(|last: &String| !last.is_empty()) {
                lines.push(String::new());
            }
            continue;
        }
        match line.strip_prefix("- ") {
            Some(words) => lines.push(format!("- {}", inline(words))),
            None => match lines.last_mut().filter(|last| !last.is_empty()) {
                Some(last) => *last = format!("{last} {}", continued(line)),
                None => lines.push(inline(line)),
            },
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// Neutralised text that continues a line.
fn continued(text: &str) -> String {
    inline_at(text, false)
}

/// A value as code, where it can be.
pub(super) fn code(value: &str) -> String {
    inline(&format!("`{value}`"))
}

/// Neutralised text on one line.
pub(super) fn inline(text: &str) -> String {
    inline_at(text, true)
}

fn inline_at(text: &str, mut first: bool) -> String {
    let text = text.replace(char::is_control, " ");
    let mut out = String::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some((code, after)) = code_span(rest) {
            out.push('`');
            out.push_str(code);
            out.push('`');
            rest = after;
        } else if let Some((address, after)) = address(rest) {
            out.push('<');
            out.push_str(address);
            out.push('>');
            rest = after;
        } else {
            let c = rest.chars().next().unwrap_or(' ');
            push_escaped(&mut out, c, first);
            rest = &rest[c.len_utf8()..];
        }
        first = false;
    }
    out
}

/// A code span between single backticks, on one line, with something in it.
fn code_span(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('`')?;
    let (code, after) = inner.split_once('`')?;
    let single = !after.starts_with('`') && !code.trim().is_empty();
    (single && code == code.trim()).then_some((code, after))
}

/// An address that Markdown would not link by itself, and that rustdoc would warn about.
fn address(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let end = text.find(|c: char| !plain(c)).unwrap_or(text.len());
    let end = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
    (end > "https://".len()).then(|| text.split_at(end))
}

/// Escapes what Markdown gives a meaning to.
fn push_escaped(out: &mut String, c: char, first: bool) {
    let anywhere = matches!(c, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' | '&');
    // These mean something at the beginning of a line only: headings, lists, rules, quotes.
    let at_start = first && matches!(c, '#' | '+' | '-' | '=' | '_' | ':');
    // `1.` and `1)` begin a list.
    let list = matches!(c, '.' | ')') && is_list_number(out);
    // An underscore within a word is just that; beside a space it may begin emphasis.
    let emphasis = c == '_' && !out.ends_with(|c: char| c.is_alphanumeric());
    if anywhere || at_start || list || emphasis {
        out.push('\\');
    }
    out.push(c);
}

/// Markdown's own limit is nine digits.
fn is_list_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The documentation of a type: its summary, then more words where there are any.
pub(super) fn of_type(summary: &str, about: &str) -> Vec<String> {
    let mut lines = text(&sentence(summary));
    let about = text(about);
    if !about.is_empty() {
        lines.push(String::new());
        lines.extend(about);
    }
    lines
}

/// The title of an endpoint, or its call if it has no title yet.
pub(super) fn summary(endpoint: &Endpoint) -> String {
    if endpoint.title.is_empty() {
        return sentence(&code(&endpoint.call()));
    }
    sentence(&inline(&endpoint.title))
}

/// Ends a line with a full stop, unless it ends in punctuation already.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        Some('.' | '!' | '?' | ':' | '。' | '！' | '？') | None => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}

#[cfg(test)]
mod tests {
    use super::{inline, text};

    #[test]
    fn code_spans_and_plain_words_stay_readable() {
        assert_eq!(inline("hand `s_pappid` to merchants"), "hand `s_pappid` to merchants");
        assert_eq!(inline("user_field, not user_filed"), "user_field, not user_filed");
    }

    #[test]
    fn fences_become_text() {
        assert_eq!(text("```rust\npanic!()\n```"), ["\\`\\`\\`rust panic!() \\`\\`\\`"]);
        assert_eq!(text("~~~\nx\n~~~"), ["\\~\\~\\~ x \\~\\~\\~"]);
        assert_eq!(text("- ```\n  x"), ["- \\`\\`\\` x"]);
    }

    #[test]
    fn indented_code_becomes_text() {
        assert_eq!(text("Words:\n\n    panic!()"), ["Words:", "", "panic!()"]);
    }

    #[test]
    fn links_and_html_become_text() {
        assert_eq!(inline("[Client](crate::Client)"), "\\[Client\\](crate::Client)");
        assert_eq!(inline("<script>"), "\\<script\\>");
        assert_eq!(inline("a&lt;b"), "a\\&lt;b");
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(inline("see https://a.b/c."), "see <https://a.b/c>.");
        assert_eq!(inline("https://a.b/c>d"), "<https://a.b/c>\\>d");
    }

    #[test]
    fn headings_lists_and_quotes_become_text() {
        assert_eq!(inline("# big"), "\\# big");
        assert_eq!(inline("> said"), "\\> said");
        assert_eq!(inline("1. one"), "1\\. one");
        assert_eq!(inline("--- "), "\\---");
    }

    #[test]
    fn unclosed_code_spans_become_text() {
        assert_eq!(inline("a ` b"), "a \\` b");
        assert_eq!(inline("``x``"), "\\`\\`x\\`\\`");
    }
}
