//! Answers that a test has scripted, in the place of an endpoint's checks and behaviour.
//!
//! What is no plain answer (delays, cut or endless replies) is a fault's: see `faults/`.

use std::collections::{HashMap, VecDeque};

use crate::http::reply::Reply;

/// The scripted answers by endpoint id.
#[derive(Default)]
pub(crate) struct Scripts {
    once: HashMap<String, VecDeque<Reply>>,
    always: HashMap<String, Reply>,
}

impl Scripts {
    pub(crate) fn once(&mut self, endpoint: &str, reply: Reply) {
        let queue = self.once.entry(endpoint.to_owned()).or_default();
        queue.push_back(reply);
    }

    pub(crate) fn always(&mut self, endpoint: &str, reply: Reply) {
        self.always.insert(endpoint.to_owned(), reply);
    }

    pub(crate) fn forget(&mut self, endpoint: &str) {
        self.once.remove(endpoint);
        self.always.remove(endpoint);
    }

    /// The answer to the next call: those for one call first, in the order given.
    pub(crate) fn next(&mut self, endpoint: &str) -> Option<Reply> {
        let queued = self.once.get_mut(endpoint).and_then(VecDeque::pop_front);
        queued.or_else(|| self.always.get(endpoint).cloned())
    }
}
