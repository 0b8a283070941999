//! The bodies of the runtime's macros, which prettyplease would print as one run of tokens.
//!
//! What fits stays on one line. A list is filled line by line, unless it has texts: then each item has a
//! line of its own. Sections such as `required { … }` have lines of their own.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use syn::ItemMacro;

use super::{Links, WIDTH};

/// `rt::request!(Name { … });` or `rt::error_codes! { … }`.
pub(super) fn invocation(item: &ItemMacro, links: &Links) -> String {
    let segments = item.mac.path.segments.iter().map(|segment| segment.ident.to_string());
    let path = segments.collect::<Vec<_>>().join("::");
    let tokens = tokens_of(item.mac.tokens.clone());
    if matches!(item.mac.delimiter, syn::MacroDelimiter::Brace(_)) {
        return format!("{path}! {{\n{}}}\n", lines(&tokens, 4, links));
    }
    // The last group is the body; what goes before it is the head.
    match tokens.split_last() {
        Some((TokenTree::Group(group), head)) if group.delimiter() == Delimiter::Brace => {
            format!("{path}!({});\n", section(head, group, 0, path.len() + 4, links))
        }
        _ => format!("{path}!({});\n", flat(&tokens)),
    }
}

/// `first(…)` and the methods that are called on it, each on a line of its own; lists of calls have a line for
/// each item.
pub(super) fn chain(tokens: &TokenStream, indent: usize) -> String {
    calls(&tokens_of(tokens.clone()), indent)
}

fn calls(tokens: &[TokenTree], indent: usize) -> String {
    let (margin, mut out) = (" ".repeat(indent), String::new());
    for (index, call) in split(tokens, '.').into_iter().enumerate() {
        if index > 0 {
            out.push_str(&format!("\n{margin}    ."));
        }
        match listed(call) {
            Some((name, items)) => {
                out.push_str(&format!("{name}(&[\n"));
                for item in items {
                    let one = flat(&item);
                    let one = if indent + 8 + one.chars().count() < WIDTH {
                        one
                    } else {
                        calls(&item, indent + 8)
                    };
                    out.push_str(&format!("{margin}        {one},\n"));
                }
                out.push_str(&format!("{margin}    ])"));
            }
            None => out.push_str(&flat(call)),
        }
    }
    out
}

/// `name(&[item(), …])`, as the name and the items.
fn listed(call: &[TokenTree]) -> Option<(String, Vec<Vec<TokenTree>>)> {
    let [TokenTree::Ident(name), TokenTree::Group(arguments)] = call else { return None };
    let arguments = tokens_of(arguments.stream());
    let [TokenTree::Punct(_), TokenTree::Group(list)] = &*arguments else { return None };
    let items = tokens_of(list.stream());
    let items: Vec<Vec<TokenTree>> = split(&items, ',').into_iter().map(<[_]>::to_vec).collect();
    let calls = items.iter().all(|item| matches!(item.last(), Some(TokenTree::Group(_))));
    (calls && !items.is_empty()).then(|| (name.to_string(), items))
}

/// A head and its braces. The first line has `taken` more columns than its indentation.
fn section(
    head: &[TokenTree],
    group: &Group,
    indent: usize,
    taken: usize,
    links: &Links,
) -> String {
    let head = flat(head);
    let content = tokens_of(group.stream());
    if content.is_empty() {
        return format!("{head} {{}}");
    }
    let one = format!("{head} {{ {} }}", flat(&content));
    if indent + taken + one.chars().count() <= WIDTH && !is_documented(&content) {
        return one;
    }
    format!("{head} {{\n{}{}}}", lines(&content, indent + 4, links), " ".repeat(indent))
}

/// The content of braces, each line with its indentation and line break.
fn lines(tokens: &[TokenTree], indent: usize, links: &Links) -> String {
    let margin = " ".repeat(indent);
    let mut out = String::new();
    let items: Vec<&[TokenTree]> = split(tokens, ',');
    // A variant with its documentation each.
    if items.iter().all(|item| is_documented(item)) && ends_in_value(tokens) {
        for item in items {
            let (texts, item) = documentation(item);
            out.push_str(&comment(&texts, &margin, links));
            out.push_str(&format!("{margin}{},\n", flat(item)));
        }
        return out;
    }
    let (texts, tokens) = documentation(tokens);
    out.push_str(&comment(&texts, &margin, links));
    let items: Vec<&[TokenTree]> = split(tokens, ',');
    if items.len() > 1 && has_text(tokens) {
        for item in items {
            out.push_str(&format!("{margin}{},\n", flat(item)));
        }
    } else if items.len() > 1 {
        fill(&items, &margin, &mut out);
    } else {
        for (head, group) in sections(tokens) {
            match group {
                Some(group) => {
                    out.push_str(&format!("{margin}{}\n", section(head, group, indent, 0, links)))
                }
                None => out.push_str(&format!("{margin}{}\n\n", flat(head))),
            }
        }
    }
    out
}

/// Items with a comma after each, as many on a line as fit.
fn fill(items: &[&[TokenTree]], margin: &str, out: &mut String) {
    let mut line = String::new();
    for item in items {
        let item = format!("{},", flat(item));
        if !line.is_empty()
            && margin.len() + line.chars().count() + 1 + item.chars().count() > WIDTH
        {
            out.push_str(&format!("{margin}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&item);
    }
    out.push_str(&format!("{margin}{line}\n"));
}

/// Whether the last of the tokens is a value, not the braces of a section.
fn ends_in_value(tokens: &[TokenTree]) -> bool {
    !matches!(tokens.last(), Some(TokenTree::Group(_)))
}

fn comment(texts: &[String], margin: &str, links: &Links) -> String {
    if texts.is_empty() { String::new() } else { super::comment(&texts.join("\n"), margin, links) }
}

/// The texts of the documentation at the beginning, and what follows.
fn documentation(tokens: &[TokenTree]) -> (Vec<String>, &[TokenTree]) {
    let (mut found, mut rest) = (Vec::new(), tokens);
    while let [TokenTree::Punct(hash), TokenTree::Group(attribute), after @ ..] = rest {
        let text = tokens_of(attribute.stream());
        let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = &*text else {
            break;
        };
        let Ok(text) = syn::parse_str::<syn::LitStr>(&text.to_string()) else { break };
        if hash.as_char() != '#' || name != "doc" {
            break;
        }
        let text = text.value();
        // A line of the generator's own begins with a space.
        found.push(text.strip_prefix(' ').unwrap_or(&text).to_owned());
        rest = after;
    }
    (found, rest)
}

fn is_documented(tokens: &[TokenTree]) -> bool {
    !documentation(tokens).0.is_empty()
}

/// Parts that end in braces or in a semicolon.
fn sections(tokens: &[TokenTree]) -> Vec<(&[TokenTree], Option<&Group>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                found.push((&tokens[start..index], Some(group)));
                start = index + 1;
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                found.push((&tokens[start..=index], None));
                start = index + 1;
            }
            _ => {}
        }
    }
    if start < tokens.len() {
        found.push((&tokens[start..], None));
    }
    found
}

/// Splits at a character outside of groups and type parameters; a last empty part is left out.
fn split(tokens: &[TokenTree], at: char) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Punct(punct) = token else { continue };
        match punct.as_char() {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            c if c == at && depth == 0 => {
                parts.push(&tokens[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    if start < tokens.len() {
        parts.push(&tokens[start..]);
    }
    parts
}

fn has_text(tokens: &[TokenTree]) -> bool {
    let colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    let text = |token: &TokenTree| matches!(token, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
    tokens.windows(2).any(|pair| colon(&pair[0]) && text(&pair[1]))
}

fn tokens_of(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

/// All on one line.
fn flat(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    let mut joint = true;
    for token in tokens {
        let (text, tight_before, tight_after) = match token {
            TokenTree::Group(group) => {
                let content = flat(&tokens_of(group.stream()));
                match group.delimiter() {
                    Delimiter::Brace if content.is_empty() => ("{}".to_owned(), false, false),
                    Delimiter::Brace => (format!("{{ {content} }}"), false, false),
                    Delimiter::Parenthesis => (format!("({content})"), true, false),
                    Delimiter::Bracket => (format!("[{content}]"), out.ends_with('#'), false),
                    Delimiter::None => (content, false, false),
                }
            }
            TokenTree::Punct(punct) => {
                let (c, alone) = (punct.as_char(), punct.spacing() == Spacing::Alone);
                match c {
                    '.' => (c.to_string(), true, true),
                    ':' if !alone || out.ends_with(':') => (c.to_string(), true, true),
                    ',' | ';' | ':' => (c.to_string(), true, false),
                    '<' | '!' => (c.to_string(), true, true),
                    '>' => (c.to_string(), true, false),
                    '-' | '#' | '&' => (c.to_string(), joint, true),
                    _ => (c.to_string(), false, !alone),
                }
            }
            other => (other.to_string(), false, false),
        };
        if !(joint || tight_before) {
            out.push(' ');
        }
        out.push_str(&text);
        joint = tight_after;
    }
    out
}
