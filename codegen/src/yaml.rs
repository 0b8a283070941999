//! YAML into a tree of texts, lists and mappings, each with its place.
//!
//! The only module that knows the YAML crate. It builds on the event stream below the serde
//! layer, because a generator wants what serde throws away: the byte span of every key and value,
//! quoted or not, and the exact place of an anchor, alias or tag that the language refuses.

use std::collections::HashMap;

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span as YamlSpan};
use serde_yaml::granit_parser::{StrInput, StructureStyle};
use weixin_catalog::{Span, Spanned};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The most bytes a file may have.
const MAX_BYTES: usize = 1 << 20;
/// The most levels of nesting.
const MAX_DEPTH: usize = 32;

/// A YAML value.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) span: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug)]
pub(crate) enum NodeKind {
    /// A scalar; `plain` where it is neither quoted nor a block, so that it may be a number.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order written.
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// What it is, in the words of a diagnostic.
    pub(crate) fn noun(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar { text, plain: true } if text.is_empty() => "nothing",
            NodeKind::Scalar { .. } => "a single value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
        }
    }
}

/// Parses one file; says in `diagnostics` why it can't be.
pub(crate) fn parse(file: u32, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = match text(file, bytes) {
        Ok(text) => text,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            return None;
        }
    };
    let found = forbidden(file, text);
    let clean = found.is_empty();
    found.into_iter().for_each(|each| diagnostics.push(each));
    if !clean {
        return None;
    }
    let mut options = Options::default();
    options.flow_nesting_limit = MAX_DEPTH + 1;
    options.block_nesting_limit = MAX_DEPTH + 1;
    options.emit_anchor_events = true;
    options.emit_unresolved_aliases = true;
    let mut builder = Builder {
        file,
        text,
        parser: Parser::new_from_str_with_options(text, options),
        diagnostics,
    };
    match builder.document() {
        Ok(node) => node,
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    }
}

fn text(file: u32, bytes: &[u8]) -> Result<&str, Diagnostic> {
    let start = Span { file, start: 0, end: 0 };
    if bytes.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; the most is {MAX_BYTES}", bytes.len());
        return Err(Diagnostic::new(Code::TooLarge, start, message)
            .help("one file is one endpoint: split it"));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to();
        let message = format!("the file is not UTF-8: byte {place} begins no character");
        Diagnostic::new(Code::NotUtf8, start, message).help("save the file as UTF-8")
    })
}

/// Characters that have no business in a spec: they would reach docs, diagnostics and terminals.
fn forbidden(file: u32, text: &str) -> Vec<Diagnostic> {
    let found = text.char_indices().filter_map(|(index, c)| {
        let (code, words) = match c {
            '\t' => (Code::Tab, "a tab"),
            '\n' => return None,
            '\r' if text[index..].starts_with("\r\n") => return None,
            _ if c.is_control() => (Code::ForbiddenCharacter, "a control character"),
            '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => {
                (Code::ForbiddenCharacter, "an invisible or reordering character")
            }
            '\u{FEFF}' if index > 0 => (Code::ForbiddenCharacter, "a byte order mark"),
            _ => return None,
        };
        let message = format!("{words} (U+{:04X}) is not allowed", u32::from(c));
        let help = if c == '\t' { "indent with spaces" } else { "remove it" };
        let span = span(file, index, index + c.len_utf8());
        Some(Diagnostic::new(code, span, message).help(help))
    });
    found.take(20).collect()
}

/// Offsets fit 32 bits, since no file is larger than 1 MiB.
fn span(file: u32, start: usize, end: usize) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(end.max(start)) }
}

struct Builder<'a, 'd> {
    file: u32,
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    diagnostics: &'d mut Diagnostics,
}

type Parsed<T> = Result<T, Diagnostic>;

impl<'a> Builder<'a, '_> {
    fn document(&mut self) -> Parsed<Option<Node>> {
        let mut root = None;
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    let message = "a file holds one document";
                    return Err(Diagnostic::new(Code::Documents, at, message)
                        .help("put the second into a file of its own"));
                }
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => root = Some(self.node(event, at, 0)?),
            }
        }
        if root.is_none() {
            let start = span(self.file, 0, 0);
            return Err(Diagnostic::new(Code::Documents, start, "the file is empty"));
        }
        Ok(root)
    }

    fn next(&mut self) -> Parsed<(Event<'a>, Span)> {
        match self.parser.next_event() {
            Some(Ok((event, at))) => Ok((event, self.place(&at))),
            Some(Err(error)) => {
                let offset = error.marker().byte_offset().unwrap_or(0);
                let at = span(self.file, offset.min(self.text.len()), offset);
                let message = format!("not YAML: {}", error.info());
                Err(Diagnostic::new(Code::Syntax, at, message))
            }
            None => Ok((Event::StreamEnd, span(self.file, self.text.len(), self.text.len()))),
        }
    }

    fn place(&self, at: &YamlSpan) -> Span {
        let range = at.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        let written = self.text.get(range.start..end).unwrap_or("");
        span(self.file, range.start, range.start + written.trim_end().len())
    }

    fn node(&mut self, event: Event<'a>, at: Span, depth: usize) -> Parsed<Node> {
        if depth > MAX_DEPTH {
            let message = format!("more than {MAX_DEPTH} levels of nesting");
            return Err(Diagnostic::new(Code::TooDeep, at, message));
        }
        let (tag, anchor) = match &event {
            Event::Scalar(_, _, anchor, tag)
            | Event::SequenceStart(_, anchor, tag)
            | Event::MappingStart(_, anchor, tag) => (tag.is_some(), *anchor != 0),
            _ => (false, false),
        };
        if tag {
            self.diagnostics.push(
                Diagnostic::new(Code::Tag, at, "tags are not part of the spec language")
                    .help("write the value without the tag"),
            );
        }
        if anchor {
            self.refuse_anchor(at, "an anchor")?;
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let text = text.into_owned();
                let plain = style == ScalarStyle::Plain;
                let kind = NodeKind::Scalar { text, plain };
                Ok(Node { kind, span: at })
            }
            Event::SequenceStart(style, ..) => self.list(at, style, depth),
            Event::MappingStart(style, ..) => self.map(at, style, depth),
            _ => {
                self.alias(at);
                let kind = NodeKind::Scalar { text: String::new(), plain: true };
                Ok(Node { kind, span: at })
            }
        }
    }

    fn alias(&mut self, at: Span) {
        self.diagnostics.push(
            Diagnostic::new(Code::Anchor, at, "an alias is not part of the spec language")
                .help("write the value out, or share a type in spec/types/"),
        );
    }

    /// The anchor itself comes as the event after its node.
    fn refuse_anchor(&mut self, node: Span, words: &str) -> Parsed<()> {
        let next = self.parser.peek().and_then(Result::ok);
        let at = match next {
            Some((Event::Anchor(..), at)) => {
                let at = *at;
                self.next()?;
                self.place(&at)
            }
            _ => node,
        };
        let message = format!("{words} is not part of the spec language");
        self.diagnostics.push(
            Diagnostic::new(Code::Anchor, at, message)
                .help("write the value out, or share a type in spec/types/"),
        );
        Ok(())
    }

    fn list(&mut self, start: Span, style: StructureStyle, depth: usize) -> Parsed<Node> {
        let mut items: Vec<Node> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let first = items.first().map(|item| item.span);
                let span = extent(start, style, first, at);
                return Ok(Node { kind: NodeKind::List(items), span });
            }
            items.push(self.node(event, at, depth + 1)?);
        }
    }

    fn map(&mut self, start: Span, style: StructureStyle, depth: usize) -> Parsed<Node> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        let mut seen: HashMap<String, Span> = HashMap::new();
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let first = entries.first().map(|(key, _)| key.span);
                let span = extent(start, style, first, at);
                return Ok(Node { kind: NodeKind::Map(entries), span });
            }
            let key = self.node(event, at, depth + 1)?;
            let (event, at) = self.next()?;
            let value = self.node(event, at, depth + 1)?;
            let NodeKind::Scalar { text, .. } = key.kind else {
                let message = format!("a key must be a single word, not {}", key.noun());
                self.diagnostics.push(Diagnostic::new(Code::WrongKind, key.span, message));
                continue;
            };
            if text == "<<" {
                self.refuse_anchor(key.span, "a merge key")?;
            } else if let Some(first) = seen.insert(text.clone(), key.span) {
                let message = format!("the key `{text}` stands here twice");
                let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message);
                self.diagnostics.push(diagnostic.and(first, "first written here"));
            } else {
                entries.push((Spanned::new(text, key.span), value));
            }
        }
    }
}

/// What to underline of a collection: all of `{…}` and `[…]`, the first entry of a block.
fn extent(start: Span, style: StructureStyle, first: Option<Span>, end: Span) -> Span {
    match (style, first) {
        (StructureStyle::Block, Some(first)) => first,
        _ => Span { end: end.end.max(start.end), ..start },
    }
}
