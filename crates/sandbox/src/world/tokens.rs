//! The tokens that the sandbox has issued, their holders, and whether they are still valid.
//!
//! The vendor's rules for issuing and ending tokens are in `handlers/`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Duration;

use crate::refusal::Reason;
use crate::world::random::{Random, URL_SAFE};

/// Length of a token. Every token has this length and begins with the book's prefix, so that it can be
/// found inside a longer text.
const LENGTH: usize = 128;
const PREFIX: usize = 16;

/// The tokens of one sandbox. Different sandboxes issue different tokens.
pub(crate) struct TokenBook {
    life: Duration,
    random: Random,
    prefix: String,
    issued: HashMap<String, Issued>,
    current: HashMap<(&'static str, String), String>,
    counts: HashMap<String, u32>,
    /// The labels that the ledger shows instead of tokens and tickets.
    labels: HashMap<String, String>,
    /// The labelled texts that don't begin with the prefix.
    foreign: Vec<String>,
}

/// One token.
struct Issued {
    /// The id of its kind in the model.
    kind: String,
    holder: Holder,
    expires: Duration,
    /// When it becomes invalid, if that is before it expires.
    ends: Option<Duration>,
}

/// The holder of a token, who calls with it.
pub(crate) struct Holder {
    /// The app on whose behalf calls are made.
    pub(crate) account: String,
    /// The third-party platform that has fetched the account's token.
    pub(crate) platform: Option<String>,
}

impl Issued {
    fn check(&self, now: Duration) -> Result<(), Reason> {
        match self.ends {
            Some(end) if end <= now => Err(Reason::TokenNotValid),
            _ if self.expires <= now => Err(Reason::TokenExpired),
            _ => Ok(()),
        }
    }
}

impl TokenBook {
    pub(crate) fn new(life: Duration) -> Self {
        let mut random = Random::new();
        Self {
            life,
            prefix: random.text(PREFIX, URL_SAFE),
            random,
            issued: HashMap::new(),
            current: HashMap::new(),
            counts: HashMap::new(),
            labels: HashMap::new(),
            foreign: Vec::new(),
        }
    }

    /// Issues a token of `kind` to an app. Its label is `series` and its number in the series.
    pub(crate) fn issue(
        &mut self,
        kind: &str,
        series: &str,
        account: &str,
        now: Duration,
    ) -> String {
        let holder = Holder { account: account.to_owned(), platform: None };
        self.issue_to(kind, series, holder, now)
    }

    /// Issues a token to an app, or to a platform that calls on behalf of one.
    pub(crate) fn issue_to(
        &mut self,
        kind: &str,
        series: &str,
        holder: Holder,
        now: Duration,
    ) -> String {
        let token = self.prefix.clone() + &self.random.text(LENGTH - PREFIX, URL_SAFE);
        self.name(&token, series);
        let issued = Issued {
            kind: kind.to_owned(),
            holder,
            expires: now.saturating_add(self.life),
            ends: None,
        };
        self.issued.insert(token.clone(), issued);
        token
    }

    /// Creates a secret that isn't a token, or takes it from an example, and labels it like a token.
    pub(crate) fn secret(&mut self, series: &str, documented: Option<&str>) -> String {
        let secret = match documented.filter(|text| !text.is_empty()) {
            Some(text) => {
                self.foreign.push(text.to_owned());
                text.to_owned()
            }
            None => self.prefix.clone() + &self.random.text(LENGTH - PREFIX, URL_SAFE),
        };
        self.name(&secret, series);
        secret
    }

    fn name(&mut self, text: &str, series: &str) {
        let count = self.counts.entry(series.to_owned()).or_default();
        *count += 1;
        let label = format!("{series}-{count}");
        self.labels.insert(text.to_owned(), label);
    }

    /// Returns the latest token of an app in a series, valid or not.
    pub(crate) fn current(&self, series: &'static str, app: &str) -> Option<&str> {
        let token = self.current.get(&(series, app.to_owned()));
        token.map(String::as_str)
    }

    /// Returns how long a token remains valid; zero if it isn't.
    pub(crate) fn remaining(&self, token: &str, now: Duration) -> Duration {
        let end = self.issued.get(token).map(|issued| {
            let end = issued.ends.unwrap_or(issued.expires);
            end.min(issued.expires)
        });
        end.unwrap_or_default().saturating_sub(now)
    }

    /// Makes `token` the latest of an app in a series. Returns the previous one.
    pub(crate) fn replace_current(
        &mut self,
        series: &'static str,
        app: &str,
        token: &str,
    ) -> Option<String> {
        let key = (series, app.to_owned());
        self.current.insert(key, token.to_owned())
    }

    /// Ends a token at a time, unless it ends earlier. Returns `false` if there is no such token.
    pub(crate) fn end(&mut self, token: &str, at: Duration) -> bool {
        let issued = self.issued.get_mut(token);
        let known = issued.is_some();
        if let Some(issued) = issued {
            issued.ends = Some(issued.ends.map_or(at, |end| end.min(at)));
        }
        known
    }

    /// Ends the tokens of an account that a platform holds.
    pub(crate) fn end_granted(&mut self, platform: &str, account: &str, at: Duration) {
        let granted = self.of(Some(account));
        let granted = granted.filter(|issued| issued.holder.platform.as_deref() == Some(platform));
        for issued in granted {
            issued.ends = Some(issued.ends.map_or(at, |end| end.min(at)));
        }
    }

    /// Expires all valid tokens now, or those of one app.
    pub(crate) fn expire(&mut self, app: Option<&str>, now: Duration) {
        for issued in self.of(app) {
            issued.expires = issued.expires.min(now);
        }
    }

    /// Ends all tokens, or those of one app, after an overlap, and replaces the latest of each series.
    pub(crate) fn rotate(&mut self, app: Option<&str>, now: Duration, overlap: Duration) {
        let end = now.saturating_add(overlap);
        for issued in self.of(app) {
            issued.ends = Some(issued.ends.map_or(end, |earlier| earlier.min(end)));
        }
        let current = self.current.iter();
        let latest = current.filter(|((_, owner), _)| app.is_none_or(|app| app == owner));
        let latest: Vec<_> = latest.map(|(key, token)| (key.clone(), token.clone())).collect();
        for ((series, owner), token) in latest {
            if let Some(kind) = self.issued.get(&token).map(|issued| issued.kind.clone()) {
                let successor = self.issue(&kind, series, &owner, now);
                self.replace_current(series, &owner, &successor);
            }
        }
    }

    fn of(&mut self, app: Option<&str>) -> impl Iterator<Item = &mut Issued> {
        let issued = self.issued.values_mut();
        issued.filter(move |issued| app.is_none_or(|app| app == issued.holder.account))
    }

    /// Returns the app that a token was issued for, whether or not the token is valid.
    pub(crate) fn account(&self, token: &str) -> Option<&str> {
        self.issued.get(token).map(|issued| issued.holder.account.as_str())
    }

    /// Checks that a token is valid and of this kind, and returns its holder.
    pub(crate) fn check(&self, token: &str, kind: &str, now: Duration) -> Result<&Holder, Reason> {
        match self.issued.get(token) {
            Some(issued) if issued.kind == kind => {
                issued.check(now)?;
                Ok(&issued.holder)
            }
            _ => Err(Reason::TokenNotValid),
        }
    }

    /// Returns the label that the ledger shows instead of a token.
    pub(crate) fn label(&self, token: &str) -> Option<&str> {
        self.labels.get(token).map(String::as_str)
    }

    /// Replaces every token in a text by its label.
    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut hidden = self.hide_own(text);
        for foreign in &self.foreign {
            if let Some(label) = self.label(foreign)
                && hidden.contains(foreign)
            {
                hidden = Cow::Owned(hidden.replace(foreign, &format!("[{label}]")));
            }
        }
        hidden
    }

    fn hide_own<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !text.contains(&self.prefix) {
            return Cow::Borrowed(text);
        }
        let mut hidden = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(&self.prefix) {
            let (before, token) = rest.split_at(start);
            let whole = token.get(..LENGTH).and_then(|token| self.label(token));
            let (label, length) = whole.map_or(("token", PREFIX), |label| (label, LENGTH));
            hidden.push_str(before);
            hidden.push_str(&format!("[{label}]"));
            rest = &token[length..];
            if whole.is_none() {
                rest = rest.trim_start_matches(|c| URL_SAFE.contains(c));
            }
        }
        hidden.push_str(rest);
        Cow::Owned(hidden)
    }
}
