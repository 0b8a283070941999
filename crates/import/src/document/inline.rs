//! Reads inline text: the text of a line without its Markdown or HTML marks.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::{Inline, Link};

/// Put before a line so that the parser reads it as inline text and not as a heading, a list item or code. It is
/// punctuation, because a letter would change the meaning of asterisks after it.
const GUARD: &str = ".";

/// Maximum length of a line whose marks are read. Lines of real pages have a few thousand bytes, and a parsed mark
/// takes many times its size.
const LONGEST: usize = 256 << 10;

/// Reads each line separately: in converted pages no mark spans several lines.
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

/// Reads a line of Markdown; `<br>` becomes a line break.
pub(super) fn markdown(line: &str) -> Inline {
    let mut inline = Inline::default();
    of_line(line.trim(), &mut inline);
    inline
}

fn of_line(line: &str, inline: &mut Inline) {
    if line.len() > LONGEST {
        inline.text.push_str(line);
        return;
    }
    // Brackets have a meaning only in inline links: a line has no definitions for reference links.
    if !line.bytes().any(|byte| b"\\`*_<&".contains(&byte)) && !line.contains("](") {
        inline.text.push_str(line);
        return;
    }
    let source = format!("{GUARD}{line}");
    let mut reading = Reading { inline, link: None, images: 0 };
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

/// Whether a text is an asterisk of a `**` that the parser didn't accept as a mark, as between Chinese punctuation and
/// a word. Literal asterisks have a backslash.
fn is_left_over(source: &str, place: Range<usize>) -> bool {
    let (before, behind) = (&source[..place.start], &source[place.end..]);
    let follows = before.ends_with('*') && !before.ends_with("\\*");
    &source[place] == "*" && !before.ends_with('\\') && (follows || behind.starts_with('*'))
}

struct Reading<'w> {
    inline: &'w mut Inline,
    /// The target of the open link, and the position where its text begins.
    link: Option<(String, usize)>,
    /// How many images are open; their text is left out.
    images: u32,
}

impl Reading<'_> {
    fn push(&mut self, text: &str) {
        if self.images == 0 {
            self.inline.text.push_str(text);
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Code(code) => {
                self.push(&code);
                if self.images == 0 {
                    self.inline.code.push(code.into_string());
                }
            }
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. }) => self.open(dest_url),
            Event::End(TagEnd::Link) => close(self.inline, self.link.take()),
            _ => {}
        }
    }

    fn open(&mut self, target: CowStr<'_>) {
        self.link = Some((target.into_string(), self.inline.text.len()));
    }

    /// Drops HTML tags, and keeps what only looks like one, such as in `Array<string>`.
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

/// Ends a link. The anchor of a heading, which links to the heading itself, is removed from the text.
pub(super) fn close(inline: &mut Inline, link: Option<(String, usize)>) {
    let Some((target, start)) = link else { return };
    let text = inline.text[start..].to_owned();
    if target.starts_with('#') && matches!(text.trim(), "" | "#" | "¶" | "§" | "🔗") {
        inline.text.truncate(start);
    } else if !text.is_empty() {
        inline.links.push(Link { text, target });
    }
}

/// Replaces each run of white space by one space, and removes invisible characters.
pub(super) fn tidy(inline: &mut Inline) {
    inline.text = tidied(&inline.text);
    for link in &mut inline.links {
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

/// Whether a character has no width, such as the vendor's editor leaves behind.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}
