//! Collects findings.

use std::collections::HashSet;

use crate::{Finding, FindingKind};

/// Maximum number of findings of a page.
const MOST: usize = 500;

/// The findings so far.
#[derive(Default)]
pub(super) struct Findings {
    all: Vec<Finding>,
    known: HashSet<(FindingKind, u32, String)>,
}

impl Findings {
    /// Adds a finding, unless it was added for the same line already.
    pub(super) fn add(&mut self, kind: FindingKind, line: u32, message: impl Into<String>) {
        self.push(kind, line, None, message.into());
    }

    /// Adds one about a field, such as `body.goods.price`.
    pub(super) fn add_about(
        &mut self,
        about: String,
        kind: FindingKind,
        line: u32,
        message: impl Into<String>,
    ) {
        self.push(kind, line, Some(about), message.into());
    }

    fn push(&mut self, kind: FindingKind, line: u32, about: Option<String>, message: String) {
        if self.all.len() < MOST && self.known.insert((kind, line, message.clone())) {
            self.all.push(Finding { kind, about, message, line });
        }
    }

    /// All findings, in the order of their lines.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.all.sort_by_key(|finding| finding.line);
        self.all
    }
}
