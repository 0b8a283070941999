//! Spec text as documentation: readable, and never more than text.
//!
//! Rustdoc runs fenced and indented code, resolves `[links]` and passes HTML on. None of that may
//! come out of a spec, so a text is cut into paragraphs and list items, code spans are kept where
//! they are closed, and every other character that Markdown gives a meaning to is escaped.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::Endpoint;

/// Columns that a line of documentation may take, `/// ` and indentation aside.
const WIDTH: usize = 90;

/// One `#[doc]` attribute for all the lines; [`format`](crate::format) makes one of each line.
///
/// Lines are most of what is generated: as tokens, each would cost as much as a field.
pub(super) fn attributes(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let lines = Literal::string(&wrapped(lines).join("\n"));
    quote!(#[doc = #lines])
}

/// Wraps every line that is not code of an example.
pub(crate) fn wrapped(lines: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    let mut code = false;
    for line in lines {
        code ^= line.starts_with("```");
        if code || line.chars().count() <= WIDTH {
            out.push(line.clone());
        } else {
            wrap(line, &mut out);
        }
    }
    out
}

/// Wraps at spaces outside code spans and links.
fn wrap(line: &str, out: &mut Vec<String>) {
    let continued = line.starts_with("  ");
    let item = line.starts_with("- ") || line.starts_with("* ");
    let indent = if continued || item { "  " } else { "" };
    let mut current = if continued { indent.to_owned() } else { String::new() };
    let mut columns = current.len();
    let mut begun = false;
    for word in words(line.trim_start()) {
        let width = word.chars().count();
        if begun && columns + 1 + width > WIDTH && may_begin_line(word) {
            out.push(std::mem::replace(&mut current, format!("{indent}{word}")));
            columns = indent.len() + width;
            continue;
        }
        if begun {
            current.push(' ');
            columns += 1;
        }
        current.push_str(word);
        columns += width;
        begun = true;
    }
    out.push(current);
}

/// Splits at spaces, but keeps code spans and link texts whole.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut code, mut link, mut escaped) = (0, false, false, false);
    for (index, c) in line.char_indices() {
        let after_backslash = std::mem::take(&mut escaped);
        match c {
            // Within code a backslash is just that.
            '\\' if !code => escaped = !after_backslash,
            '`' if !after_backslash => code = !code,
            '[' if !after_backslash && !code => link = true,
            ']' if !after_backslash && !code => link = false,
            ' ' if !code && !link => {
                words.push(&line[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    words.push(&line[start..]);
    words
}

/// Whether Markdown takes a word at the beginning of a line for nothing but a word.
fn may_begin_line(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let list = digits.len() < word.len() && digits.starts_with(['.', ')']);
    !list && !word.starts_with(['-', '+', '#', '=', '>', '*', ':', '_', '~'])
}

/// Neutralised lines of a spec text.
pub(super) fn text(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut item = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            item = false;
            if lines.last().is_some_and(|last: &String| !last.is_empty()) {
                lines.push(String::new());
            }
            continue;
        }
        match line.strip_prefix("- ") {
            Some(words) => {
                item = true;
                lines.push(format!("- {}", inline(words)));
            }
            None if item => lines.push(format!("  {}", inline(line))),
            None => lines.push(inline(line)),
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A value as code, where it can be.
pub(super) fn code(value: &str) -> String {
    inline(&format!("`{value}`"))
}

/// Neutralised text, on one line whatever it was written on.
pub(super) fn inline(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    let mut out = String::new();
    let mut rest = text.trim();
    let mut first = true;
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

/// What an endpoint is for, or its call where nobody has said that yet.
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
    use super::{WIDTH, inline, text, wrapped};

    #[test]
    fn long_lines_are_wrapped_at_spaces_outside_code() {
        let line = format!("- {} `a b` and on", "x".repeat(WIDTH - 6));
        let first = format!("- {}", "x".repeat(WIDTH - 6));
        assert_eq!(wrapped(&[line]), [first, "  `a b` and on".to_owned()]);
    }

    #[test]
    fn no_line_begins_with_what_markdown_reads_as_more() {
        let line = format!("{} - item # head 1. one", "x".repeat(WIDTH));
        let first = format!("{} -", "x".repeat(WIDTH));
        assert_eq!(wrapped(&[line]), [first, "item # head 1. one".to_owned()]);
    }

    #[test]
    fn code_spans_and_plain_words_stay_readable() {
        assert_eq!(inline("hand `s_pappid` to merchants"), "hand `s_pappid` to merchants");
        assert_eq!(inline("user_field, not user_filed"), "user_field, not user_filed");
    }

    #[test]
    fn fences_become_text() {
        assert_eq!(text("```rust\npanic!()\n```"), ["\\`\\`\\`rust", "panic!()", "\\`\\`\\`"]);
        assert_eq!(text("~~~\nx\n~~~"), ["\\~\\~\\~", "x", "\\~\\~\\~"]);
        assert_eq!(text("- ```\n  x"), ["- \\`\\`\\`", "  x"]);
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
