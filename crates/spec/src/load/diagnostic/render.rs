//! Renders diagnostics in the style of rustc.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::Span;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::load::characters::is_unwelcome;
use crate::load::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::source::{Source, Sources};

/// Places of a file that are at most this many bytes apart are drawn in one excerpt.
const NEAR: usize = 4096;

/// Lines longer than this many bytes are cut.
const LONG: usize = 8192;
/// Number of bytes that are kept on either side of a mark in a line that is cut.
const AROUND: usize = 100;

/// Renders all diagnostics of a run, one below the other.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut texts = HashMap::new();
    let sorted = diagnostics.sorted();
    for diagnostic in &sorted {
        let labels = std::iter::once(&diagnostic.primary).chain(diagnostic.secondary.as_deref());
        for span in labels.map(|label| label.span) {
            if let Some(source) = sources.file(span) {
                texts.entry(span.file).or_insert_with(|| Text::of(source));
            }
        }
    }
    let drawn = sorted.into_iter().map(|diagnostic| one(diagnostic, &texts, &renderer) + "\n");
    drawn.collect::<Vec<_>>().join("\n")
}

fn one(diagnostic: &Diagnostic, texts: &HashMap<u32, Text<'_>>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    for excerpt in excerpts(diagnostic, texts) {
        let line = excerpt.text.line(excerpt.range.start) + 1;
        let mut path = Some(excerpt.text.name);
        let excerpt = match excerpt.cut() {
            Some((cut, column)) => {
                // The renderer would show the column within the cut as that within the line.
                let name = path.take().unwrap_or_default();
                group = group.element(Origin::path(name).line(line).char_column(column));
                cut
            }
            None => excerpt,
        };
        let text = &excerpt.text.text[excerpt.range.clone()];
        let mut snippet = Snippet::source(text).path(path).line_start(line);
        for (range, kind, label) in excerpt.marks {
            let mark =
                kind.span(range.start - excerpt.range.start..range.end - excerpt.range.start);
            snippet = snippet.annotation(if label.is_empty() { mark } else { mark.label(label) });
        }
        group = group.element(snippet);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

/// Some lines of a file, with marks in them.
struct Excerpt<'a> {
    text: &'a Text<'a>,
    /// The bytes of the lines.
    range: Range<usize>,
    marks: Vec<(Range<usize>, AnnotationKind, &'a str)>,
}

impl<'a> Excerpt<'a> {
    /// Returns the part around the first mark and the mark's column if the lines are too long.
    fn cut(&self) -> Option<(Self, usize)> {
        if self.range.len() <= LONG {
            return None;
        }
        let (mark, kind, label) = self.marks.first()?;
        let text = self.text;
        let near = |offset: usize| text.floor(offset.clamp(self.range.start, self.range.end));
        let start = near(mark.start.saturating_sub(AROUND));
        let end = near(mark.end.min(mark.start + AROUND));
        let range = start..near(end + AROUND);
        let column = text.text[self.range.start..mark.start].chars().count() + 1;
        Some((Self { text, range, marks: vec![(mark.start..end, *kind, *label)] }, column))
    }
}

/// Returns the lines of the primary place and, if there is one, of the secondary place.
///
/// The renderer gets only these lines. Otherwise it would read the whole file for each diagnostic.
fn excerpts<'a>(diagnostic: &'a Diagnostic, texts: &'a HashMap<u32, Text<'a>>) -> Vec<Excerpt<'a>> {
    let primary = std::iter::once((&diagnostic.primary, AnnotationKind::Primary));
    let secondary = diagnostic.secondary.as_deref().map(|label| (label, AnnotationKind::Context));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for (label, kind) in primary.chain(secondary) {
        let Some(text) = texts.get(&label.span.file) else { continue };
        let mark = text.range(label.span);
        let lines = text.whole_lines(&mark);
        let mark = (mark, kind, label.text.as_str());
        let joined = excerpts.last_mut().and_then(|last| {
            let both = last.range.start.min(lines.start)..last.range.end.max(lines.end);
            let near = std::ptr::eq(last.text, text) && both.len() <= NEAR;
            near.then_some((last, both))
        });
        match joined {
            Some((last, both)) => {
                last.range = both;
                last.marks.push(mark);
            }
            None => excerpts.push(Excerpt { text, range: lines, marks: vec![mark] }),
        }
    }
    excerpts
}

/// A source as text that can be rendered.
struct Text<'a> {
    name: &'a str,
    text: Cow<'a, str>,
    /// The offsets at which its lines begin.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    /// A file that is not text, or too large to be a spec, is rendered without its content.
    fn of(source: &'a Source) -> Self {
        let small = source.bytes.len() <= 1 << 20;
        let text = std::str::from_utf8(&source.bytes).ok().filter(|_| small).unwrap_or_default();
        let starts = text.match_indices('\n').map(|(index, _)| index + 1);
        let starts = std::iter::once(0).chain(starts).collect();
        Self { name: &source.name, text: visible(text), starts }
    }

    /// Returns the range of a span within the text.
    fn range(&self, span: Span) -> Range<usize> {
        let last = self.text.len();
        let clamp = |offset: u32| self.floor(offset as usize);
        let (start, end) = (clamp(span.start), clamp(span.end));
        // Of a span of several lines, only the first is underlined.
        let line_end = self.text[start..].find('\n').map_or(last, |length| start + length);
        start..end.clamp(start, line_end.max(start))
    }

    /// Returns the start of the character at an offset.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    /// Returns the index of the line that contains an offset.
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn whole_lines(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.starts[self.line(range.start)];
        let end = self.starts.get(self.line(range.end) + 1).copied();
        start..end.unwrap_or(self.text.len())
    }
}

/// Replaces control and invisible characters by visible ones, without moving any other character.
///
/// The renderer replaces those of ASCII itself.
fn visible(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| !c.is_ascii() && is_unwelcome(c);
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c.len_utf8() {
        _ if !hidden(c) => c,
        2 => '¤',
        3 => '\u{FFFD}',
        _ => '\u{1F6AB}',
    });
    Cow::Owned(shown.collect())
}
