//! Reads the calls of a page: the lines `METHOD URL` at its top.

pub(super) mod access;
pub(super) mod address;
pub(super) mod scope;

use crate::document::{Block, BlockKind};
use crate::{Call, Field, FindingKind};

use super::findings::Findings;
use super::template::regions::{Kind, Region};
use super::template::text::{key, numbered, quoted, says_one_of};
use super::template::words;
use address::Address;

/// All calls of the page, each once. A line without a method is a `POST` if the call `sends` a body, otherwise a `GET`.
pub(super) fn read(regions: &[Region<'_>], sends: bool, findings: &mut Findings) -> Vec<Call> {
    let otherwise = if sends { "POST" } else { "GET" };
    let wanted = |kind: &Kind| matches!(kind, Kind::Https | Kind::Call);
    let mut calls = of_regions(regions, wanted, otherwise, findings);
    if calls.is_empty() {
        let before = |kind: &Kind| matches!(kind, Kind::Preamble | Kind::Other | Kind::Request);
        calls = of_regions(regions, before, otherwise, findings);
        if let Some(call) = calls.first() {
            let message = "the line of the call is outside of the section about calling";
            findings.add(FindingKind::Template, call.line, message);
        }
    }
    if let [_, second, ..] = &calls[..] {
        let message = format!("the page describes {} calls", calls.len());
        findings.add(FindingKind::SeveralCalls, second.line, message);
    }
    calls
}

fn of_regions(
    regions: &[Region<'_>],
    wanted: impl Fn(&Kind) -> bool,
    otherwise: &str,
    findings: &mut Findings,
) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    for block in
        regions.iter().filter(|region| wanted(&region.kind)).flat_map(|region| region.blocks)
    {
        for call in of_block(block, otherwise, findings) {
            let same = |known: &Call| {
                known.method == call.method && known.path == call.path && known.query == call.query
            };
            if !calls.iter().any(same) {
                calls.push(call);
            }
        }
    }
    calls
}

fn of_block(block: &Block, otherwise: &str, findings: &mut Findings) -> Vec<Call> {
    let (text, listing) = match &block.kind {
        BlockKind::Code { text, .. } => (text, true),
        BlockKind::Paragraph(inline) | BlockKind::Item(inline) => (&inline.text, false),
        BlockKind::Heading { .. } | BlockKind::Table(_) => return Vec::new(),
    };
    let mut methods = Vec::new();
    let mut calls = Vec::new();
    for (line, number) in unbroken(text, block.line) {
        let named = methods_in(&line);
        if !named.is_empty() {
            methods = named;
        }
        let method = methods.iter().find(|method| **method == otherwise).or(methods.first());
        let Some((_, address)) = address::all(&line).next() else { continue };
        // In a paragraph, a URL without a method may be any link.
        if method.is_none() && (!listing || is_page(&address)) {
            continue;
        }
        if address.lacks_question_mark {
            let message = "the URL of the call has `&` instead of `?` before its query";
            findings.add(FindingKind::Template, number, message);
        }
        if method.is_none() {
            let message = format!("the line of the call has no method: `{otherwise}` was used");
            findings.add(FindingKind::Template, number, message);
        }
        let method = method.copied().unwrap_or(otherwise);
        if methods.len() > 1 {
            let all: Vec<_> = methods.iter().map(|method| format!("`{method}`")).collect();
            let message =
                format!("the line of the call has {}: `{method}` was used", all.join(" and "));
            findings.add(FindingKind::Template, number, message);
        }
        let Address { host, path, query, .. } = address;
        let method = method.to_owned();
        calls.push(Call { method, host, path, query, fixed: Vec::new(), line: number });
    }
    calls
}

/// Whether this is a URL of the vendor's documentation or console.
fn is_page(address: &Address) -> bool {
    ["developers.", "mp.", "fuwu.", "open."]
        .iter()
        .any(|name| address.host.split_once("://").is_some_and(|(_, host)| host.starts_with(name)))
        && !address.path.starts_with("/cgi-bin")
}

/// The lines of a text; lines over which a URL is broken are joined.
fn unbroken(text: &str, first: u32) -> Vec<(String, u32)> {
    let mut lines: Vec<(String, u32)> = Vec::new();
    for (line, number) in numbered(text, first) {
        match lines.last_mut() {
            Some((last, _)) if address::is_broken(last, line) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push((line.to_owned(), number)),
        }
    }
    lines
}

/// The methods that a line names before its URL.
fn methods_in(line: &str) -> Vec<&'static str> {
    let before = line.split("http://").next().unwrap_or(line);
    let before = before.split("https://").next().unwrap_or(before);
    let mut methods = Vec::new();
    for word in before.split(|c: char| !c.is_ascii_alphabetic()) {
        let method = words::METHODS.iter().copied().find(|method| *method == word);
        methods.extend(method.filter(|method| !methods.contains(method)));
    }
    methods
}

/// Finds the query parameters whose values are fixed, and removes their rows from the parameters.
pub(super) fn settle_query(calls: &mut [Call], query: &mut Vec<Field>, findings: &mut Findings) {
    let several = calls.len() > 1;
    let mut settled: Vec<String> = Vec::new();
    for call in calls {
        for (name, value) in &call.query {
            if address::is_token(name) || address::is_placeholder(name, value) {
                unless_listed(name, call.line, query, findings);
                continue;
            }
            let row = query.iter().find(|field| field.name == *name);
            if row.is_none_or(|row| several || is_fixed(row, value)) {
                call.fixed.push((name.clone(), value.clone()));
                settled.push(name.clone());
            } else {
                let message = format!(
                    "the URL of the call has a value for {}, which the query table lists as a parameter",
                    quoted(name)
                );
                findings.add(FindingKind::Template, call.line, message);
            }
        }
    }
    query.retain(|field| !settled.contains(&field.name));
}

fn unless_listed(name: &str, line: u32, query: &[Field], findings: &mut Findings) {
    if address::is_token(name) || query.iter().any(|field| field.name == name) {
        return;
    }
    let message =
        format!("the URL of the call has {}, which the query table doesn't list", quoted(name));
    findings.add(FindingKind::Template, line, message);
}

/// Whether the row allows only the value in the URL.
fn is_fixed(row: &Field, value: &str) -> bool {
    let only_value = matches!(&row.values[..], [only] if only.value == value);
    let says = says_one_of(&row.about, words::FIXED) && key(&row.about).contains(&key(value));
    let shown = row.example.as_deref() == Some(value) || key(&row.about) == key(value);
    only_value || row.values.is_empty() && (says || shown && says_nothing_more(row, value))
}

fn says_nothing_more(row: &Field, value: &str) -> bool {
    key(&row.about) == key(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Inline;

    fn calls(text: &str) -> Vec<(String, String)> {
        let code = BlockKind::Code { language: None, text: text.to_owned() };
        let found = of_block(&Block { line: 1, kind: code }, "POST", &mut Findings::default());
        found.into_iter().map(|call| (call.method, call.path)).collect()
    }

    fn pair(method: &str, path: &str) -> (String, String) {
        (method.to_owned(), path.to_owned())
    }

    #[test]
    fn lines_of_calls() {
        assert_eq!(
            calls("POST https://h/a?b=1\nGET https://h/c"),
            [pair("POST", "/a"), pair("GET", "/c")]
        );
        assert_eq!(calls("http请求方式: POST\nhttps://h/a"), [pair("POST", "/a")]);
        assert_eq!(calls("https://h/a"), [pair("POST", "/a")]);
    }

    #[test]
    fn urls_in_paragraphs_are_not_calls() {
        let text = Inline { text: "see https://h/a".to_owned(), ..Inline::default() };
        let block = Block { line: 1, kind: BlockKind::Paragraph(text) };
        assert_eq!(of_block(&block, "GET", &mut Findings::default()), []);
    }
}
