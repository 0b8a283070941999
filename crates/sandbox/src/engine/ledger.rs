//! The record of the requests that the sandbox received.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;

use crate::engine::Engine;
use crate::engine::entry::Entry;

/// The requests that a sandbox received, in the order in which they were answered.
///
/// It holds the latest entries, up to a [limit](crate::Builder::ledger_limit). The counts include all
/// requests since the start or the last [`clear`](Self::clear).
#[derive(Clone)]
pub struct Ledger {
    pub(crate) engine: Arc<Engine>,
}

impl Ledger {
    /// Returns all entries.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.read(|records| records.entries.iter().cloned().collect())
    }

    /// Returns the latest entry.
    #[must_use]
    pub fn last(&self) -> Option<Entry> {
        self.read(|records| records.entries.back().cloned())
    }

    /// Returns the entries of an endpoint's calls, executed or not.
    #[must_use]
    pub fn received(&self, endpoint: &str) -> Vec<Entry> {
        let mut entries = self.entries();
        entries.retain(|entry| entry.endpoint() == Some(endpoint));
        entries
    }

    /// Returns the entries of an endpoint's calls that were executed.
    #[must_use]
    pub fn executed(&self, endpoint: &str) -> Vec<Entry> {
        let mut entries = self.received(endpoint);
        entries.retain(Entry::is_executed);
        entries
    }

    /// Returns the number of an endpoint's calls that were received.
    #[must_use]
    pub fn received_count(&self, endpoint: &str) -> u64 {
        self.read(|records| records.count(endpoint).received)
    }

    /// Returns the number of an endpoint's calls that were executed.
    #[must_use]
    pub fn executed_count(&self, endpoint: &str) -> u64 {
        self.read(|records| records.count(endpoint).executed)
    }

    /// Clears entries and counts; the numbering continues.
    pub fn clear(&self) {
        self.engine.state().records.clear();
    }

    fn read<T>(&self, read: impl FnOnce(&Records) -> T) -> T {
        read(&self.engine.state().records)
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.entries()).finish()
    }
}

/// The entries and counts behind a [`Ledger`].
pub(crate) struct Records {
    limit: usize,
    entries: VecDeque<Entry>,
    counts: HashMap<String, Counts>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    received: u64,
    executed: u64,
}

impl Records {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, entries: VecDeque::new(), counts: HashMap::new() }
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        if let Some(endpoint) = entry.endpoint() {
            let counts = self.counts.entry(endpoint.to_owned()).or_default();
            counts.received += 1;
            counts.executed += u64::from(entry.is_executed());
        }
        self.entries.push_back(entry);
        while self.entries.len() > self.limit {
            self.entries.pop_front();
        }
    }

    fn count(&self, endpoint: &str) -> Counts {
        self.counts.get(endpoint).copied().unwrap_or_default()
    }

    fn clear(&mut self) {
        self.entries.clear();
        self.counts.clear();
    }
}
