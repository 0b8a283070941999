//! What the sandbox remembers between calls, and what behaviours may change.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::tokens::TokenBook;

/// The vendor's side of things. State of further endpoints (cards, invoices …) joins here.
pub(crate) struct World {
    /// Secrets by app id.
    pub(crate) apps: BTreeMap<String, String>,
    pub(crate) tokens: TokenBook,
    /// When each app has forced a new stable token.
    pub(crate) forced: HashMap<String, Vec<Duration>>,
    /// The time of the call at hand.
    pub(crate) now: Duration,
}

impl World {
    pub(crate) fn new(apps: BTreeMap<String, String>, token_life: Duration) -> Self {
        Self {
            apps,
            tokens: TokenBook::new(token_life),
            forced: HashMap::new(),
            now: Duration::ZERO,
        }
    }
}
