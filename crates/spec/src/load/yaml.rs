//! Parses YAML into a tree of texts, lists and mappings, each with its place.
//!
//! This is the only module that uses the YAML crate. It reads the event stream below the serde
//! layer, because serde drops what diagnostics need: the byte span of every key and value, whether
//! it was quoted, and the place of an anchor, alias or tag, which the language doesn't allow.

use std::collections::HashMap;

use crate::{Span, Spanned};
use serde_yaml::granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as YamlSpan};
use serde_yaml::granit_parser::{StrInput, StructureStyle};

use crate::load::characters::{forbidden, text, unwelcome};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

/// Maximum depth of nesting.
const MAX_DEPTH: usize = 32;

/// A YAML value.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where it is.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Clone, Debug)]
pub enum NodeKind {
    /// A scalar.
    Scalar {
        /// Its text.
        text: String,
        /// Whether it is neither quoted nor a block, so that it may be a number.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A mapping in the order written.
    Map(Vec<(Spanned<String>, Node)>),
    /// A value that was reported already and isn't checked further.
    Refused,
}

impl Node {
    /// Returns the kind of the node as diagnostics name it.
    pub(crate) fn kind_name(&self) -> &'static str {
        match &self.kind {
            NodeKind::Scalar { text, plain: true } if text.is_empty() => "nothing",
            NodeKind::Scalar { .. } => "a single value",
            NodeKind::List(_) => "a list",
            NodeKind::Map(_) => "a mapping",
            NodeKind::Refused => "something else",
        }
    }
}

/// Parses one file, or adds to `diagnostics` why it can't be parsed.
pub fn parse(file: u32, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Node> {
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

fn too_deep(at: Span) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} levels of nesting");
    Diagnostic::new(Code::TooDeep, at, message).help("use the type `json` for the inner levels")
}

/// Offsets fit 32 bits, since no file is larger than 1 MiB.
pub(crate) fn span(file: u32, start: usize, end: usize) -> Span {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { file, start: narrow(start), end: narrow(end.max(start)) }
}

struct Builder<'a, 'd> {
    file: u32,
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    diagnostics: &'d mut Diagnostics,
}

/// A result, or the diagnostic that ends the parsing of a file.
pub(crate) type Parsed<T> = Result<T, Diagnostic>;

impl<'a> Builder<'a, '_> {
    fn document(&mut self) -> Parsed<Option<Node>> {
        let mut root = None;
        loop {
            let (event, at) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    let message = "a file must have only one document";
                    let diagnostic = Diagnostic::new(Code::Documents, at, message);
                    return Err(diagnostic.help("move the second one to a file of its own"));
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
                if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
                    return Err(too_deep(at));
                }
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
            return Err(too_deep(at));
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
                    .label("this has a tag")
                    .help("write the value without the tag"),
            );
        }
        if anchor {
            self.refuse_anchor(at, "an anchor")?;
        }
        let node = match event {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let kind = match self.refuse_escaped(&text, at) {
                    true => NodeKind::Refused,
                    // The parser reports a missing value as `~`.
                    false if plain && at.start == at.end => {
                        NodeKind::Scalar { text: String::new(), plain }
                    }
                    false => NodeKind::Scalar { text: text.into_owned(), plain },
                };
                Node { kind, span: at }
            }
            Event::SequenceStart(style, ..) => self.list(at, style, depth)?,
            Event::MappingStart(style, ..) => self.map(at, style, depth)?,
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.alias(at);
                Node { kind: NodeKind::Refused, span: at }
            }
            // The parser guarantees that every collection has an end.
            _ => {
                return Err(Diagnostic::new(Code::Syntax, at, "not YAML: the file ends too early"));
            }
        };
        Ok(if tag { Node { kind: NodeKind::Refused, span: at } } else { node })
    }

    /// In double quotes a character can also be written as an escape such as `\u202E`.
    fn refuse_escaped(&mut self, text: &str, at: Span) -> bool {
        let found = text.chars().find_map(|c| Some((c, unwelcome(c)?)));
        if let Some((c, (code, name))) = found {
            let message = format!("{name} (U+{:04X}) is not allowed", u32::from(c));
            let diagnostic = Diagnostic::new(code, at, message);
            self.diagnostics.push(diagnostic.label("written as an escape").help("remove it"));
        }
        found.is_some()
    }

    fn alias(&mut self, at: Span) {
        self.diagnostics.push(
            Diagnostic::new(Code::Anchor, at, "an alias is not part of the spec language")
                .help("write the value out, or share a type in spec/types/"),
        );
    }

    /// The event of the anchor itself follows that of its node.
    fn refuse_anchor(&mut self, node: Span, what: &str) -> Parsed<()> {
        let next = self.parser.peek().and_then(Result::ok);
        let at = match next {
            Some((Event::Anchor(..), at)) => {
                let at = *at;
                self.next()?;
                self.place(&at)
            }
            _ => node,
        };
        let message = format!("{what} is not part of the spec language");
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
        // A mapping with a refused entry isn't checked further: its other entries are incomplete.
        let mut refused = false;
        loop {
            let (event, at) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let first = entries.first().map(|(key, _)| key.span);
                let span = extent(start, style, first, at);
                let kind = if refused { NodeKind::Refused } else { NodeKind::Map(entries) };
                return Ok(Node { kind, span });
            }
            let key = self.node(event, at, depth + 1)?;
            let (event, at) = self.next()?;
            let value = self.node(event, at, depth + 1)?;
            let NodeKind::Scalar { text, .. } = key.kind else {
                refused = true;
                if matches!(key.kind, NodeKind::Refused) {
                    continue;
                }
                let message = format!("a key must be a single word, not {}", key.kind_name());
                self.diagnostics.push(Diagnostic::new(Code::WrongKind, key.span, message));
                continue;
            };
            if text == "<<" {
                refused = true;
                self.refuse_anchor(key.span, "a merge key")?;
            } else if let Some(first) = seen.insert(text.clone(), key.span) {
                let message = format!("the key `{text}` is given twice");
                let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span, message);
                self.diagnostics.push(diagnostic.and(first, "first written here"));
            } else {
                entries.push((Spanned::new(text, key.span), value));
            }
        }
    }
}

/// Returns the span to underline of a collection: all of `{…}` and `[…]`, the first entry of a block.
fn extent(start: Span, style: StructureStyle, first: Option<Span>, end: Span) -> Span {
    match (style, first) {
        (StructureStyle::Block, Some(first)) => first,
        _ => Span { end: end.end.max(start.end), ..start },
    }
}
