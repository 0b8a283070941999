//! The state that the sandbox keeps between calls, and that behaviours may change.

pub(crate) mod accounts;
pub(crate) mod cards;
pub(crate) mod orders;
pub(crate) mod pdfs;
pub(crate) mod random;
pub(crate) mod reimbursement;
pub(crate) mod third_parties;
pub(crate) mod tickets;
pub(crate) mod title;
pub(crate) mod tokens;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use accounts::Accounts;
use cards::{Cards, Templates};
use orders::Orders;
use pdfs::Pdfs;
use random::Random;
use third_parties::ThirdParties;
use tickets::Tickets;
use tokens::TokenBook;

/// The state of the simulated vendor.
pub(crate) struct World {
    /// Secrets by app id.
    pub(crate) apps: BTreeMap<String, String>,
    pub(crate) tokens: TokenBook,
    /// The times at which each app forced a new stable token.
    pub(crate) forced: HashMap<String, Vec<Duration>>,
    pub(crate) tickets: Tickets,
    pub(crate) third_parties: ThirdParties,
    pub(crate) accounts: Accounts,
    pub(crate) templates: Templates,
    pub(crate) pdfs: Pdfs,
    pub(crate) orders: Orders,
    pub(crate) cards: Cards,
    pub(crate) random: Random,
    /// The sandbox's own URL.
    pub(crate) url: String,
    /// When the sandbox started, since 1970.
    pub(crate) epoch: Duration,
    /// The time of the current call, since the sandbox started.
    pub(crate) now: Duration,
}

impl World {
    pub(crate) fn new(
        apps: BTreeMap<String, String>,
        third_parties: BTreeMap<String, String>,
        token_ttl: Duration,
        url: String,
        epoch: Duration,
    ) -> Self {
        Self {
            apps,
            tokens: TokenBook::new(token_ttl),
            forced: HashMap::new(),
            tickets: Tickets::default(),
            third_parties: ThirdParties::new(third_parties),
            accounts: Accounts::default(),
            templates: Templates::default(),
            pdfs: Pdfs::default(),
            orders: Orders::default(),
            cards: Cards::default(),
            random: Random::new(),
            url,
            epoch,
            now: Duration::ZERO,
        }
    }

    /// Whether the text of a field is the id of something in this state.
    pub(crate) fn knows(&self, field: &str, text: &str) -> bool {
        match field {
            "order_id" => self.orders.get(text).is_some(),
            "card_id" => self.templates.get(text).is_some(),
            "code" => self.cards.get(text).is_some(),
            "encrypt_code" => self.cards.chosen(text).is_some(),
            "s_media_id" | "s_pdf_media_id" | "s_trip_pdf_media_id" => self.pdfs.knows(text),
            "ticket" => self.tickets.knows(text),
            "s_pappid" => self.accounts.platform(text).is_some(),
            "component_appid" => self.third_parties.get(text).is_some(),
            "authorizer_appid" => self.third_parties.knows_account(text),
            "authorization_code" | "authorizer_refresh_token" => self.tokens.label(text).is_some(),
            "invoice_url" => self.accounts.has_link(text),
            _ => false,
        }
    }

    /// Returns the secrets of apps and third-party platforms, the longest first, since one secret may be
    /// part of another.
    pub(crate) fn secrets(&self) -> Vec<&String> {
        let secrets = self.apps.values().chain(self.third_parties.secrets());
        let mut secrets: Vec<_> = secrets.filter(|secret| !secret.is_empty()).collect();
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        secrets
    }

    /// Returns the time of the current call in whole seconds since 1970.
    pub(crate) fn unix_now(&self) -> u64 {
        self.epoch.saturating_add(self.now).as_secs()
    }

    /// Returns the default app: the first by id.
    pub(crate) fn first_app(&self) -> &str {
        self.apps.keys().next().map_or("", String::as_str)
    }
}
