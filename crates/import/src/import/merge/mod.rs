//! A page's facts brought into a spec that is there already. People's words, names and judgements stay; so do
//! comments and the layout.
//!
//! One edit at a time: after each the text is read anew, so that every edit knows where it stands.

mod compare;
mod edit;
mod facts;
mod fields;
mod quirks;

use weixin_spec::{Endpoint, Span, Spanned};

use crate::settled::Settled;
use edit::Edit;
use weixin_spec::load::Diagnostics;
use weixin_spec::load::{parse, yaml};

/// One thing that is done.
struct Step {
    edit: Option<Edit>,
    /// What it is, in a line; nothing where it isn't worth one.
    words: String,
}

impl Step {
    fn new(edit: Option<Edit>, words: impl Into<String>) -> Option<Self> {
        edit.map(|edit| Self { edit: Some(edit), words: words.into() })
    }
}

/// What is known about the reading of the page.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The page, or another one of the same run, is the one that the spec was made of: whatever else it gives
    /// reason to look at was looked at.
    pub(super) known: bool,
    /// This is the page that the spec notes.
    pub(super) noted: bool,
}

/// What a merge has to go by.
struct Merge<'a> {
    text: &'a str,
    root: &'a yaml::Node,
    old: &'a Endpoint,
    fresh: &'a Endpoint,
    settled: Settled<'a>,
    reading: Reading,
}

/// More edits than a spec can need.
const MOST: usize = 5000;

/// The spec with the page's facts, and what was done to it, line by line.
pub(super) fn merge(spec: &str, fresh: &Endpoint, reading: Reading) -> (String, Vec<String>) {
    let mut text = spec.to_owned();
    let mut said: Vec<String> = Vec::new();
    for _ in 0..MOST {
        let Some((root, old)) = read(&text, fresh) else { break };
        let settled = Settled::of(&old);
        let merge = Merge { text: &text, root: &root, old: &old, fresh, settled, reading };
        let Some(step) = merge.next() else {
            said.extend(merge.remarks());
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
        if !step.words.is_empty() {
            said.push(step.words);
        }
    }
    (text, said)
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
    /// The first thing in which the spec lags behind the page.
    fn next(&self) -> Option<Step> {
        self.words()
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
