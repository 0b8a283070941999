//! A page's facts brought into a spec that exists. What maintainers wrote stays: texts, names, decisions, comments
//! and the layout.
//!
//! One edit at a time: after each the text is parsed again, so that every edit has current positions.

mod compare;
mod edit;
mod facts;
mod fields;
mod quirks;

use weixin_spec::{Endpoint, Span, Spanned};

use crate::quirks::Quirks;
use edit::Edit;
use weixin_spec::load::Diagnostics;
use weixin_spec::load::{parse, yaml};

/// One change.
struct Step {
    edit: Option<Edit>,
    /// A line about it; empty if it needs none.
    message: String,
}

impl Step {
    fn new(edit: Option<Edit>, message: impl Into<String>) -> Option<Self> {
        edit.map(|edit| Self { edit: Some(edit), message: message.into() })
    }
}

/// What is known about the reading of the page.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The spec was made of this page or of another one of the same run, so that its reviews are in the spec, or
    /// were decided.
    pub(super) known: bool,
    /// This is the page that the spec notes.
    pub(super) noted: bool,
}

/// What a merge works with.
struct Merge<'a> {
    text: &'a str,
    root: &'a yaml::Node,
    old: &'a Endpoint,
    fresh: &'a Endpoint,
    quirks: Quirks<'a>,
    reading: Reading,
}

/// More edits than a spec can need.
const MOST: usize = 5000;

/// Returns the spec with the page's facts, and a message about each change.
pub(super) fn merge(spec: &str, fresh: &Endpoint, reading: Reading) -> (String, Vec<String>) {
    let mut text = spec.to_owned();
    let mut messages: Vec<String> = Vec::new();
    for _ in 0..MOST {
        let Some((root, old)) = read(&text, fresh) else { break };
        let quirks = Quirks::of(&old);
        let merge = Merge { text: &text, root: &root, old: &old, fresh, quirks, reading };
        let Some(step) = merge.next() else {
            messages.extend(merge.remarks());
            break;
        };
        let mut after = text.clone();
        if let Some(edit) = &step.edit {
            edit.apply(&mut after);
        }
        if after == text {
            break;
        }
        text = after;
        if !step.message.is_empty() {
            messages.push(step.message);
        }
    }
    (text, messages)
}

/// The page that a spec was made of.
pub(super) fn fingerprint(text: &str, like: &Endpoint) -> Option<Spanned<String>> {
    read(text, like)?.1.vendor.fingerprint
}

fn read(text: &str, like: &Endpoint) -> Option<(yaml::Node, Endpoint)> {
    let mut found = Diagnostics::default();
    let root = yaml::parse(0, text.as_bytes(), &mut found)?;
    let name = |name: &Spanned<String>| Spanned::new(name.value.clone(), Span::NOWHERE);
    let endpoint = parse::endpoint(name(&like.group), name(&like.id), &root, &mut found)?;
    (!found.has_errors()).then_some((root, endpoint))
}

impl Merge<'_> {
    /// Returns the first step that brings the spec up to the page.
    fn next(&self) -> Option<Step> {
        self.texts()
            .or_else(|| self.access())
            .or_else(|| self.query())
            .or_else(|| self.body())
            .or_else(|| self.response())
            .or_else(|| self.errors())
            .or_else(|| self.examples())
            .or_else(|| self.reviews())
            .or_else(|| self.vendor())
    }
}
