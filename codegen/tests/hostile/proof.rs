//! Checks that spec text stays text: parses the generated Rust, and its documentation as Markdown like
//! rustdoc.

use std::collections::BTreeMap;

use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use syn::parse::Parser as _;

/// Asserts that the files contain no code, HTML, image or link except the generator's own.
pub(crate) fn assert_only_text(files: &BTreeMap<String, String>) {
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        assert!(file.attrs.iter().all(|attribute| attribute.path().is_ident("doc")), "{path}");
        for documentation in documentation(text).into_iter().chain(of_error_codes(text)) {
            assert_plain(path, &documentation);
        }
    }
}

/// The documentation that `error_codes!` makes of the texts of each code.
fn of_error_codes(text: &str) -> Vec<String> {
    let Some((_, codes)) = text.split_once("rt::error_codes! {") else { return Vec::new() };
    let entries = codes.split("\n    }\n").filter(|entry| entry.contains("        meaning: "));
    let documentation = |entry: &str| {
        let part = |name: &str| {
            let line = entry.lines().find_map(|line| line.trim().strip_prefix(name));
            line.map(|line| literals(line).remove(0))
        };
        part("doc: ").unwrap_or_else(|| {
            let (meaning, remedy) = (part("meaning: ").unwrap(), part("remedy: ").unwrap());
            let text = part("text: ").map(|text| format!("\n\nMessage: `{text}`"));
            format!("`0`: {meaning}\n\n{remedy}{}", text.unwrap_or_default())
        })
    };
    entries.map(documentation).collect()
}

/// Returns the documentation of every item of a file, each as one text.
///
/// Reads the text rather than the syntax tree, since this is what rustdoc sees.
pub(crate) fn documentation(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut current: Option<(&str, String)> = None;
    for line in text.lines().map(str::trim_start) {
        let kind = ["//!", "///"].into_iter().find(|kind| line.starts_with(kind));
        let text =
            kind.map(|kind| line[kind.len()..].strip_prefix(' ').unwrap_or(&line[kind.len()..]));
        match (&mut current, kind, text) {
            (Some((open, lines)), Some(kind), Some(text)) if *open == kind => {
                lines.push_str(text);
                lines.push('\n');
            }
            (_, Some(kind), Some(text)) => {
                all.extend(current.take().map(|(_, lines)| lines));
                current = Some((kind, format!("{text}\n")));
            }
            _ => all.extend(current.take().map(|(_, lines)| lines)),
        }
    }
    all.extend(current.map(|(_, lines)| lines));
    all
}

/// Returns all documentation that Markdown shows as running text or inline code.
pub(crate) fn shown_text(files: &BTreeMap<String, String>) -> String {
    let texts = files.iter().filter(|(path, _)| path.ends_with(".rs")).map(|(_, text)| text);
    let mut out = String::new();
    for documentation in
        texts.flat_map(|text| documentation(text).into_iter().chain(of_error_codes(text)))
    {
        for event in parse(&documentation) {
            match event {
                Event::Text(text) | Event::Code(text) => out.push_str(&text),
                Event::SoftBreak => out.push(' '),
                Event::End(_) => out.push('\n'),
                _ => {}
            }
        }
    }
    out
}

/// Parses Markdown like rustdoc, which reads `[name]` as a link to an item.
fn parse(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let item = |link: BrokenLink<'_>| Some((link.reference.to_string().into(), "".into()));
    Parser::new_with_broken_link_callback(markdown, options, Some(item))
}

fn assert_plain(path: &str, markdown: &str) {
    let mut examples = 0;
    let mut after_heading = false;
    let mut reference = false;
    for event in parse(markdown) {
        match &event {
            // The generator's own example, which is under its heading and never run.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let own = path.ends_with("/client.rs") && info.as_ref() == "no_run";
                assert!(own && after_heading && examples < 2, "{path}: a code block\n{markdown}");
                examples += 1;
            }
            Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)) => {}
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let url = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                let own = match link_type {
                    LinkType::Autolink => url,
                    LinkType::Inline => {
                        let of_generator = [
                            "Self::",
                            "crate::Client::",
                            "crate::Error::MayHaveExecuted",
                            "weixin::Error::MayHaveExecuted",
                            "crate::api::ErrorCode",
                            "weixin::api::ErrorCode",
                            "super::super::ErrorCode",
                        ];
                        of_generator.iter().any(|own| dest_url.starts_with(own)) || url && reference
                    }
                    LinkType::ShortcutUnknown => markdown.starts_with("The required fields of [`"),
                    _ => false,
                };
                assert!(own, "{path}: a link to {dest_url}\n{markdown}");
            }
            Event::Start(
                Tag::CodeBlock(_)
                | Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::BlockQuote(_)
                | Tag::Table(_)
                | Tag::FootnoteDefinition(_)
                | Tag::Strikethrough,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Rule => panic!("{path}: {event:?}\n{markdown}"),
            _ => {}
        }
        after_heading |= matches!(&event, Event::Text(text) if text.as_ref() == "Examples");
        match &event {
            Event::Text(text) if text.as_ref() == "Reference:" => reference = true,
            Event::End(TagEnd::Item) => reference = false,
            _ => {}
        }
    }
}

/// Returns the values of all string literals in a piece of Rust.
pub(crate) fn literals(text: &str) -> Vec<String> {
    let tokens: proc_macro2::TokenStream = text.parse().unwrap();
    let mut values = Vec::new();
    let mut streams = vec![tokens];
    while let Some(stream) = streams.pop() {
        for tree in stream {
            match tree {
                proc_macro2::TokenTree::Group(group) => streams.push(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    let tokens = proc_macro2::TokenTree::from(literal).into();
                    let read = |input: syn::parse::ParseStream<'_>| input.parse::<syn::LitStr>();
                    values.extend(read.parse2(tokens).ok().map(|literal| literal.value()));
                }
                _ => {}
            }
        }
    }
    values
}
