//! Collects findings.

use std::collections::HashSet;

use crate::{Finding, FindingKind};

/// Maximum number of findings of a page.
const MOST: usize = 500;

/// The findings so far.
#[derive(Default)]
pub(super) struct Findings {
    all: Vec<Finding>,
    said: HashSet<(FindingKind, u32, String)>,
}

impl Findings {
    /// Adds a finding, unless it was added for the same line already.
    pub(super) fn add(&mut self, kind: FindingKind, line: u32, words: impl Into<String>) {
        let words = words.into();
        if self.all.len() < MOST && self.said.insert((kind, line, words.clone())) {
            self.all.push(Finding { kind, words, line });
        }
    }

    /// All findings, in the order of their lines.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.all.sort_by_key(|finding| finding.line);
        self.all
    }
}
