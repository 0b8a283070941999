//! What a human must look at, collected.

use std::collections::HashSet;

use crate::{Finding, FindingKind};

/// More than anybody reads. A file of nothing but broken rows has one each.
const MOST: usize = 500;

/// Findings in the making.
#[derive(Default)]
pub(super) struct Findings {
    all: Vec<Finding>,
    said: HashSet<(FindingKind, u32, String)>,
}

impl Findings {
    /// Adds one, unless the same was said of the same line.
    pub(super) fn add(&mut self, kind: FindingKind, line: u32, words: impl Into<String>) {
        let words = words.into();
        if self.all.len() < MOST && self.said.insert((kind, line, words.clone())) {
            self.all.push(Finding { kind, words, line });
        }
    }

    /// All, in the order of the page.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        self.all.sort_by_key(|finding| finding.line);
        self.all
    }
}
