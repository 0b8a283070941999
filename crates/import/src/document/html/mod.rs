//! Reads saved HTML: only the page's own text, without scripts, pictures and navigation.

mod flow;
mod listing;
mod table;
mod tags;
mod walker;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::BlockKind;
use super::raw_block::{RawBlock, RawBlocks};
use crate::Problem;
use walker::Walker;

/// Whether a text is HTML: its first tag, after any comments, is one that pages begin with.
pub(super) fn is_html(text: &str) -> bool {
    let mut text = text.trim_start();
    while let Some(comment) = text.strip_prefix("<!--") {
        text = comment.split_once("-->").map_or("", |(_, rest)| rest.trim_start());
    }
    let Some(tag) = text.strip_prefix('<') else { return false };
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !"!?-".contains(c));
    let name = tag[..end.unwrap_or(tag.len()).min(16)].to_ascii_lowercase();
    matches!(
        &*name,
        "!doctype"
            | "?xml"
            | "html"
            | "head"
            | "body"
            | "meta"
            | "link"
            | "title"
            | "script"
            | "style"
            | "div"
            | "main"
            | "article"
            | "section"
            | "h1"
            | "p"
            | "span"
            | "base"
    )
}

/// Reads a whole page's blocks.
pub(super) fn read(text: &str) -> Result<RawBlocks, Problem> {
    let mut page = walk(text, 1, Walker::new(RawBlocks::default(), false))?;
    if !page.raw_blocks.all.iter().any(is_heading) {
        page = walk(text, 1, Walker::new(RawBlocks::default(), true))?;
    }
    let Walker { mut raw_blocks, articles, .. } = page;
    if raw_blocks.all.is_empty() {
        return Err(Problem {
            message: "the file has no text outside of scripts".to_owned(),
            line: None,
            help: "open the page in a browser and save it after its text is shown".to_owned(),
        });
    }
    raw_blocks.all = own(raw_blocks.all, &articles);
    Ok(raw_blocks)
}

/// Reads an HTML element within a text of another form; `line` is the line in which it begins.
pub(super) fn read_element(
    text: &str,
    line: u32,
    raw_blocks: &mut RawBlocks,
) -> Result<(), Problem> {
    let walker = Walker::new(std::mem::take(raw_blocks), false);
    *raw_blocks = walk(text, line, walker)?.raw_blocks;
    Ok(())
}

fn walk(text: &str, first: u32, mut walker: Walker) -> Result<Walker, Problem> {
    let mut emitter = DefaultEmitter::new_with_span();
    emitter.naively_switch_states(true);
    let mut place = Place { text, offset: 0, line: first };
    let mut address = Address::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let line = place.line_of(tag.span.start);
                address.of_tag(&tag);
                walker.start(&tag, line)?;
            }
            Token::EndTag(tag) => walker.end(&tag)?,
            Token::String(string) => {
                let line = place.line_of(string.span.start);
                let source = text.get(string.span.start..string.span.end).unwrap_or_default();
                walker.text(&String::from_utf8_lossy(&string), source, line);
            }
            Token::Comment(comment) => address.of_comment(&String::from_utf8_lossy(&comment)),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    if walker.finish()? {
        walker.raw_blocks.truncated = Some(place.line_of(text.len()));
    }
    let Address { canonical, shared, saved } = address;
    walker.raw_blocks.address = walker.raw_blocks.address.or(canonical).or(shared).or(saved);
    Ok(walker)
}

/// The raw blocks of the page itself: from its title on, and only those of the article if that has a title.
fn own(all: Vec<RawBlock>, articles: &[std::ops::Range<usize>]) -> Vec<RawBlock> {
    let title = |raw: &RawBlock| matches!(raw.block.kind, BlockKind::Heading { level: 1, .. });
    let article = articles.iter().find(|article| all[(*article).clone()].iter().any(title));
    let (start, end) = article.map_or((0, all.len()), |article| (article.start, article.end));
    let mut own: Vec<_> = all.into_iter().take(end).skip(start).collect();
    // The last title before the first section; titles above it may belong to the site.
    let section = |raw: &RawBlock| is_heading(raw) && !title(raw);
    let sections = own.iter().position(section).unwrap_or(own.len());
    let begin = own[..sections].iter().rposition(title).or_else(|| own.iter().position(is_heading));
    own.drain(..begin.unwrap_or(0));
    own
}

fn is_heading(raw: &RawBlock) -> bool {
    matches!(raw.block.kind, BlockKind::Heading { .. })
}

/// Line numbers of increasing positions in a text.
struct Place<'t> {
    text: &'t str,
    offset: usize,
    line: u32,
}

impl Place<'_> {
    fn line_of(&mut self, offset: usize) -> u32 {
        let offset = offset.clamp(self.offset, self.text.len());
        let passed = &self.text.as_bytes()[self.offset..offset];
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.offset = offset;
        self.line
    }
}

/// The URLs that a page gives for itself.
#[derive(Default)]
struct Address {
    canonical: Option<String>,
    shared: Option<String>,
    saved: Option<String>,
}

impl Address {
    fn of_tag(&mut self, tag: &StartTag<usize>) {
        let is = |name: &[u8], value: &str| {
            tags::attribute(tag, name).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        if &**tag.name == b"link" && is(b"rel", "canonical") {
            self.canonical = self.canonical.take().or_else(|| tags::attribute(tag, b"href"));
        } else if &**tag.name == b"meta" && is(b"property", "og:url") {
            self.shared = self.shared.take().or_else(|| tags::attribute(tag, b"content"));
        }
    }

    /// `saved from url=(0031)https://…`, as browsers write it.
    fn of_comment(&mut self, comment: &str) {
        let source =
            comment.trim().strip_prefix("saved from url=(").and_then(|rest| rest.split_once(')'));
        if let Some((_, address)) = source {
            self.saved = self.saved.take().or_else(|| Some(address.trim().to_owned()));
        }
    }
}
