//! The tickets that the sandbox has issued.

use std::collections::HashMap;
use std::time::Duration;

/// All tickets.
#[derive(Default)]
pub(crate) struct Tickets {
    issued: HashMap<String, Ticket>,
    /// The latest by account and type.
    current: HashMap<(String, String), String>,
}

/// One ticket.
struct Ticket {
    account: String,
    kind: String,
    expires: Duration,
}

impl Tickets {
    /// Returns the latest ticket of an account and type, and how long it remains valid.
    pub(crate) fn current(
        &self,
        account: &str,
        kind: &str,
        now: Duration,
    ) -> Option<(&str, Duration)> {
        let text = self.current.get(&(account.to_owned(), kind.to_owned()))?;
        let ticket = self.issued.get(text)?;
        Some((text, ticket.expires.saturating_sub(now)))
    }

    /// Adds a new ticket.
    pub(crate) fn add(&mut self, account: &str, kind: &str, text: &str, expires: Duration) {
        let ticket = Ticket { account: account.to_owned(), kind: kind.to_owned(), expires };
        self.issued.insert(text.to_owned(), ticket);
        self.current.insert((account.to_owned(), kind.to_owned()), text.to_owned());
    }

    /// Whether a ticket of this type is valid and belongs to the account.
    pub(crate) fn is_good(&self, text: &str, account: &str, kind: &str, now: Duration) -> bool {
        self.issued.get(text).is_some_and(|ticket| {
            ticket.account == account && ticket.kind == kind && ticket.expires > now
        })
    }

    pub(crate) fn knows(&self, text: &str) -> bool {
        self.issued.contains_key(text)
    }
}
