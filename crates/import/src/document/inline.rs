//! A line's words, without the marks around them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{Inline, Link};

/// What stands before a line for it to be read as words and not as a heading, an item or a listing.
/// Punctuation, because a letter would change what the asterisks behind it mean.
const GUARD: &str = ".";

/// The longest line whose marks are read: those of pages have a few thousand bytes, and marks take many
/// times their size.
const LONGEST: usize = 256 << 10;

/// Of lines, each read on its own: no mark spans lines in pages that were converted.
pub(super) fn of_lines<'l>(lines: impl IntoIterator<Item = &'l str>, verbatim: bool) -> Inline {
    let mut all = Inline::default();
    for (index, line) in lines.into_iter().enumerate() {
        if index > 0 {
            all.text.push('\n');
        }
        if verbatim {
            all.text.push_str(line.trim());
        } else {
            of_line(line.trim(), &mut all);
        }
    }
    all
}

/// Of Markdown without ends of lines; `<br>` becomes one.
pub(super) fn markdown(line: &str) -> Inline {
    let mut words = Inline::default();
    of_line(line.trim(), &mut words);
    words
}

fn of_line(line: &str, words: &mut Inline) {
    if line.len() > LONGEST {
        words.text.push_str(line);
        return;
    }
    // Brackets mean nothing but in links: reference links have no definitions here.
    if !line.bytes().any(|byte| b"\\`*_<&".contains(&byte)) && !line.contains("](") {
        words.text.push_str(line);
        return;
    }
    let source = format!("{GUARD}{line}");
    let mut reading = Reading { words, link: None, images: 0 };
    let mut guarded = true;
    for (event, place) in Parser::new_ext(&source, Options::empty()).into_offset_iter() {
        match event {
            Event::Text(text) => {
                let text = if std::mem::take(&mut guarded) { &text[GUARD.len()..] } else { &text };
                if !is_left_over(&source, place) {
                    reading.push(text);
                }
            }
            other => reading.event(other),
        }
    }
}

/// Whether a text is an asterisk of `**` that doesn't count as a mark, as between Chinese punctuation
/// and a word. Asterisks that are words have a backslash.
fn is_left_over(source: &str, place: Range<usize>) -> bool {
    let (before, behind) = (&source[..place.start], &source[place.end..]);
    let follows = before.ends_with('*') && !before.ends_with("\\*");
    &source[place] == "*" && !before.ends_with('\\') && (follows || behind.starts_with('*'))
}

struct Reading<'w> {
    words: &'w mut Inline,
    /// Where the link being read leads, and where its words begin.
    link: Option<(String, usize)>,
    /// How many images the words read now describe.
    images: u32,
}

impl Reading<'_> {
    fn push(&mut self, text: &str) {
        if self.images == 0 {
            self.words.text.push_str(text);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Code(code) => {
                self.push(&code);
                if self.images == 0 {
                    self.words.code.push(code.into_string());
                }
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => self.open(dest_url),
            Event::End(TagEnd::Link) => close(self.words, self.link.take()),
            _ => {}
        }
    }

    fn open(&mut self, target: CowStr<'_>) {
        self.link = Some((target.into_string(), self.words.text.len()));
    }

    /// Marks of HTML go; what only looks like one, such as `Array<string>`, are words.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        match &*name[..end].to_ascii_lowercase() {
            "br" => self.push("\n"),
            "a" | "b" | "code" | "del" | "div" | "em" | "font" | "i" | "img" | "li" | "ol"
            | "p" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "u" | "ul" => {}
            _ if tag.starts_with("<!--") => {}
            _ => self.push(tag),
        }
    }
}

/// Ends a link: one that only leads to the heading that it stands in isn't part of the words.
pub(super) fn close(words: &mut Inline, link: Option<(String, usize)>) {
    let Some((target, start)) = link else { return };
    let text = words.text[start..].to_owned();
    if target.starts_with('#') && matches!(text.trim(), "" | "#" | "¶" | "§" | "🔗") {
        words.text.truncate(start);
    } else if !text.is_empty() {
        words.links.push(Link { text, target });
    }
}

/// White space as one space, without the characters that nobody sees.
pub(super) fn tidy(words: &mut Inline) {
    words.text = tidied(&words.text);
    for link in &mut words.links {
        link.text = tidied(&link.text);
    }
}

fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.split('\n') {
        let start = tidy.len();
        for word in line.split(|c: char| c.is_whitespace() || invisible(c)) {
            if word.is_empty() {
                continue;
            }
            if tidy.len() > start {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
        tidy.push('\n');
    }
    tidy.trim().to_owned()
}

/// Characters of no width, which the vendor's editor leaves behind.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
