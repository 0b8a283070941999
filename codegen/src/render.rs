//! Diagnostics drawn as rustc draws its own.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use weixin_catalog::Span;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Sources};

/// Every diagnostic of a run, one below the other.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let drawn = diagnostics.sorted().into_iter().map(|diagnostic| {
        let mut text = one(diagnostic, sources, &renderer);
        text.push('\n');
        text
    });
    drawn.collect::<Vec<_>>().join("\n")
}

fn one(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let title = Level::ERROR.primary_title(&diagnostic.message).id(diagnostic.code.id());
    let primary = &diagnostic.primary;
    let mut group = Group::with_title(title);
    let Some(source) = sources.file(primary.span) else {
        return renderer.render(&[group]).clone();
    };
    let text = Text::of(source);
    let mark = |span: Span, kind: AnnotationKind, words: &str| annotation(&text, span, kind, words);
    let mut snippet = Snippet::source(text.text.as_str())
        .path(source.name.as_str())
        .annotation(mark(primary.span, AnnotationKind::Primary, &primary.text));
    let second = diagnostic.secondary.as_ref();
    let same_file = |span: Span| span.file == primary.span.file;
    if let Some(second) = second.filter(|second| same_file(second.span)) {
        snippet = snippet.annotation(mark(second.span, AnnotationKind::Context, &second.text));
    }
    group = group.element(snippet);
    let elsewhere = second.filter(|second| !same_file(second.span));
    let elsewhere = elsewhere.and_then(|second| Some((second, sources.file(second.span)?)));
    let other = elsewhere.map(|(second, source)| (second, source, Text::of(source)));
    if let Some((second, source, text)) = &other {
        let mark = annotation(text, second.span, AnnotationKind::Context, &second.text);
        let snippet = Snippet::source(text.text.as_str()).path(source.name.as_str());
        group = group.element(snippet.annotation(mark));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    renderer.render(&[group])
}

fn annotation<'a>(
    text: &Text,
    span: Span,
    kind: AnnotationKind,
    words: &str,
) -> Annotation<'a> {
    let annotation = kind.span(text.range(span));
    if words.is_empty() { annotation } else { annotation.label(words.to_owned()) }
}

/// A source as text that can be drawn.
struct Text {
    text: String,
}

impl Text {
    /// A file that is not text, or too large to be a spec, is drawn without its content.
    fn of(source: &Source) -> Self {
        let small = source.bytes.len() <= 1 << 20;
        let text = std::str::from_utf8(&source.bytes).ok().filter(|_| small);
        Self { text: text.unwrap_or_default().to_owned() }
    }

    /// A span within the text, at least one character where there is one.
    fn range(&self, span: Span) -> Range<usize> {
        let last = self.text.len();
        let clamp = |offset: u32| {
            let mut offset = (offset as usize).min(last);
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let (start, end) = (clamp(span.start), clamp(span.end));
        // A caret under several lines explains nothing: the first will do.
        let line_end = self.text[start..].find('\n').map_or(last, |length| start + length);
        start..end.clamp(start, line_end.max(start))
    }
}
