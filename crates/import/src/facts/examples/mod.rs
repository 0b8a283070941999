//! Reads the section of examples: its requests and responses.

pub(super) mod json;
mod lines;
mod sample;

use crate::document::BlockKind;
use crate::{Example, FindingKind};

use super::findings::Findings;
use super::template::regions::{Kind, Region};
use super::template::text::{heading_key, numbered, says_one_of, without_number};
use super::template::words::{self, Words};
use json::Node;
use lines::Lines;
use sample::{Part, Reading};

/// Maximum length of a mark. Longer lines with the same words are prose.
const LONGEST_MARK: usize = 32;

/// An example, and its JSON with line numbers.
pub(super) struct Exchange {
    pub(super) example: Example,
    pub(super) request: Option<Node>,
    pub(super) reply: Option<Node>,
}

/// A request or response that is being collected.
struct Listing {
    part: Part,
    name: String,
    lines: Lines,
    /// Lines such as 失败, which may be a label of the next code block.
    label: Vec<(String, u32)>,
}

/// All examples over HTTP. Those for the vendor's cloud are left out, because their fields have other names.
pub(super) fn read(
    regions: &[Region<'_>],
    is_file: bool,
    findings: &mut Findings,
) -> Vec<Exchange> {
    let mut exchanges: Vec<Exchange> = Vec::new();
    let listings = listings(regions);
    let mut cloud = false;
    let mut last_part = None;
    for (index, listing) in listings.iter().enumerate() {
        let renamed = index == 0 || listings[index - 1].name != listing.name;
        if renamed || listing.part == Part::Request {
            cloud = says_one_of(&listing.name, words::CLOUD_EXAMPLE)
                || listing.part == Part::Request && sample::is_javascript(&listing.lines);
        }
        if cloud {
            last_part = None;
            continue;
        }
        let Reading { sample, root } =
            sample::read(&listing.lines, listing.part, is_file, findings);
        let fits = !renamed && last_part == Some(Part::Request) && listing.part == Part::Reply;
        if !fits {
            let name = listing.name.clone();
            let example = Example { name, ..Example::default() };
            exchanges.push(Exchange { example, request: None, reply: None });
        }
        last_part = Some(listing.part);
        let Some(exchange) = exchanges.last_mut() else { continue };
        match listing.part {
            Part::Request => (exchange.example.request, exchange.request) = (sample, root),
            Part::Reply => (exchange.example.reply, exchange.reply) = (sample, root),
        }
    }
    exchanges
        .retain(|exchange| exchange.example.request.is_some() || exchange.example.reply.is_some());
    let section = regions.iter().find(|region| region.kind == Kind::Examples);
    if let Some(section) = section.filter(|_| listings.is_empty()) {
        findings.add(FindingKind::Template, section.line, "the section of examples is empty");
    }
    exchanges
}

/// The samples that follow a mark such as 请求示例.
fn listings(regions: &[Region<'_>]) -> Vec<Listing> {
    let mut listings: Vec<Listing> = Vec::new();
    let mut name = String::new();
    // Blocks after another heading belong to no sample until the next mark.
    let mut open = false;
    let blocks = regions
        .iter()
        .filter(|region| region.kind == Kind::Examples)
        .flat_map(|region| region.blocks);
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. } => match mark(&text.text) {
                Some(part) => {
                    listings.push(Listing::new(part, &name));
                    open = true;
                }
                None => {
                    without_number(&text.text).clone_into(&mut name);
                    open = false;
                }
            },
            BlockKind::Code { text, .. } if open => {
                if let Some(last) = listings.last_mut()
                    && last.lines.are_json()
                    && text.trim_start().starts_with(['{', '['])
                {
                    last.label.clear();
                    let part = last.part;
                    listings.push(Listing::new(part, &name));
                }
                if let Some(listing) = listings.last_mut() {
                    listing.code(text, block.line);
                }
            }
            BlockKind::Paragraph(inline) | BlockKind::Item(inline) => {
                for (line, number) in numbered(&inline.text, block.line) {
                    if let Some(part) = mark(line) {
                        listings.push(Listing::new(part, &name));
                        open = true;
                    } else if let (true, Some(listing)) = (open, listings.last_mut()) {
                        listing.text(line, number);
                    }
                }
            }
            BlockKind::Code { .. } | BlockKind::Table(_) => {}
        }
    }
    listings.iter_mut().for_each(Listing::take_label);
    listings
}

impl Listing {
    fn new(part: Part, name: &str) -> Self {
        Self { part, name: name.to_owned(), lines: Lines::default(), label: Vec::new() }
    }

    fn code(&mut self, text: &str, line: u32) {
        if text.trim_start().starts_with(['{', '[']) {
            self.label.clear();
        }
        self.take_label();
        self.lines.add(text, line);
    }

    fn text(&mut self, line: &str, number: u32) {
        let plain = |c: char| !c.is_ascii_punctuation() || matches!(c, '(' | ')' | '.' | '-' | '_');
        let is_label =
            line.chars().count() <= LONGEST_MARK && line.chars().all(|c| plain(c) || c == ':');
        if is_label {
            self.label.push((line.to_owned(), number));
        } else {
            self.take_label();
            self.lines.add(line, number);
        }
    }

    /// Adds the lines of the label to the sample: they were not a label.
    fn take_label(&mut self) {
        for (line, number) in std::mem::take(&mut self.label) {
            self.lines.add(&line, number);
        }
    }
}

/// The part that a mark such as 返回示例 or 返回示例（失败）: introduces, if the line is one.
fn mark(text: &str) -> Option<Part> {
    let key = heading_key(text);
    let short =
        key.chars().count() <= LONGEST_MARK && !text.trim_start().starts_with(['{', '[', '"']);
    let marks = |words: Words| {
        short
            && words
                .iter()
                .any(|word| key.starts_with(word) || !word.is_ascii() && key.contains(word))
    };
    if marks(words::REQUEST_EXAMPLE) {
        Some(Part::Request)
    } else {
        marks(words::REPLY_EXAMPLE).then_some(Part::Reply)
    }
}
