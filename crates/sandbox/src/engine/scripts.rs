//! Responses that a test has scripted. They replace an endpoint's checks and behaviour.
//!
//! Delays and cut or endless responses are faults: see `faults/`.

use std::collections::{HashMap, VecDeque};

use crate::http::reply::Reply;

/// The scripted responses by endpoint id.
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

    /// Returns the response to the next call: those for one call first, in the order given.
    pub(crate) fn next(&mut self, endpoint: &str) -> Option<Reply> {
        let queued = self.once.get_mut(endpoint).and_then(VecDeque::pop_front);
        queued.or_else(|| self.always.get(endpoint).cloned())
    }
}
