//! The settings of each account, and its platform identification code.

use std::collections::{BTreeMap, HashMap};

use weixin_spec::Json;

/// The accounts that have set or been given something, by app id.
#[derive(Default)]
pub(crate) struct Accounts {
    accounts: HashMap<String, Account>,
}

/// One account.
#[derive(Default)]
pub(crate) struct Account {
    /// Its settings, by the field of the request that set them.
    pub(crate) settings: BTreeMap<&'static str, Json>,
    pub(crate) platform: Option<Platform>,
}

/// An account's identity as an invoicing platform.
#[derive(Clone)]
pub(crate) struct Platform {
    pub(crate) s_pappid: String,
    /// The URL whose query has the code.
    pub(crate) link: String,
}

impl Platform {
    /// Parses the code in a link.
    pub(crate) fn of_link(link: &str) -> Self {
        let query = link.split_once('?').map_or("", |(_, query)| query);
        // A `+` stays a `+`, it isn't a space.
        let query = query.replace('+', "%2B");
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let s_pappid = pairs.find(|(name, _)| name == "s_pappid").map(|(_, value)| value);
        Self { s_pappid: s_pappid.unwrap_or_default().into_owned(), link: link.to_owned() }
    }
}

impl Accounts {
    pub(crate) fn get(&self, account: &str) -> Option<&Account> {
        self.accounts.get(account)
    }

    /// Returns an account, which is created if needed.
    pub(crate) fn entry(&mut self, account: &str) -> &mut Account {
        self.accounts.entry(account.to_owned()).or_default()
    }

    pub(crate) fn remembers(&self, account: &str) -> bool {
        self.accounts.contains_key(account)
    }

    pub(crate) fn has_link(&self, link: &str) -> bool {
        let mut platforms = self.accounts.values().filter_map(|account| account.platform.as_ref());
        platforms.any(|platform| platform.link == link)
    }

    /// Returns the app id of the platform that has this code.
    pub(crate) fn platform(&self, s_pappid: &str) -> Option<&str> {
        let has = |account: &Account| {
            account.platform.as_ref().is_some_and(|platform| platform.s_pappid == s_pappid)
        };
        let mut accounts = self.accounts.iter();
        accounts.find_map(|(app, account)| has(account).then_some(app.as_str()))
    }
}
