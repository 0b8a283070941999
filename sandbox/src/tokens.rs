//! Every token that the sandbox has made, and whether it is still good.
//!
//! When a token is made or ended is the vendor's rule and stands in `handlers/`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use crate::refusal::Reason;

/// Length of a token. Every token is of this length and begins with the book's prefix, so that one
/// can be found inside a longer text.
const LENGTH: usize = 128;
const PREFIX: usize = 16;

/// The tokens of one sandbox. No two sandboxes make the same.
pub(crate) struct TokenBook {
    life: Duration,
    state: u64,
    prefix: String,
    issued: HashMap<String, Issued>,
    current: HashMap<(&'static str, String), String>,
    counts: HashMap<String, u32>,
}

/// One token.
struct Issued {
    /// Id of its kind in the catalog.
    kind: String,
    /// What the ledger shows in its place.
    label: String,
    expires: Duration,
    /// When it stops being good before it expires.
    ends: Option<Duration>,
}

impl Issued {
    fn judge(&self, now: Duration) -> Result<(), Reason> {
        match self.ends {
            Some(end) if end <= now => Err(Reason::TokenNotValid),
            _ if self.expires <= now => Err(Reason::TokenExpired),
            _ => Ok(()),
        }
    }
}

impl TokenBook {
    pub(crate) fn new(life: Duration) -> Self {
        let mut book = Self {
            life,
            state: RandomState::new().hash_one("weixin-sandbox"),
            prefix: String::new(),
            issued: HashMap::new(),
            current: HashMap::new(),
            counts: HashMap::new(),
        };
        book.prefix = book.random_text(PREFIX);
        book
    }

    /// Makes a token of `kind`; the ledger calls it by `series` and its number in that.
    pub(crate) fn issue(&mut self, kind: &str, series: &str, now: Duration) -> String {
        let count = self.counts.entry(series.to_owned()).or_default();
        *count += 1;
        let label = format!("{series}-{count}");
        let token = self.prefix.clone() + &self.random_text(LENGTH - PREFIX);
        let issued = Issued {
            kind: kind.to_owned(),
            label,
            expires: now.saturating_add(self.life),
            ends: None,
        };
        self.issued.insert(token.clone(), issued);
        token
    }

    /// The latest token of an app in a series, good or not.
    pub(crate) fn current(&self, series: &'static str, app: &str) -> Option<&str> {
        let token = self.current.get(&(series, app.to_owned()));
        token.map(String::as_str)
    }

    /// How long a token will be good; zero where it is not.
    pub(crate) fn remaining(&self, token: &str, now: Duration) -> Duration {
        let end = self.issued.get(token).map(|issued| {
            let end = issued.ends.unwrap_or(issued.expires);
            end.min(issued.expires)
        });
        end.unwrap_or_default().saturating_sub(now)
    }

    /// Makes `token` the latest of an app in a series; returns the one that was.
    pub(crate) fn succeed(
        &mut self,
        series: &'static str,
        app: &str,
        token: &str,
    ) -> Option<String> {
        let key = (series, app.to_owned());
        self.current.insert(key, token.to_owned())
    }

    /// Ends a token at a time, unless it ends earlier anyway; false where there is no such token.
    pub(crate) fn end(&mut self, token: &str, at: Duration) -> bool {
        let issued = self.issued.get_mut(token);
        let known = issued.is_some();
        if let Some(issued) = issued {
            issued.ends = Some(issued.ends.map_or(at, |end| end.min(at)));
        }
        known
    }

    /// Lets every token that is still good expire now.
    pub(crate) fn expire_all(&mut self, now: Duration) {
        for issued in self.issued.values_mut() {
            issued.expires = issued.expires.min(now);
        }
    }

    /// Whether a token is good where a token of `kind` is wanted.
    pub(crate) fn judge(&self, token: &str, kind: &str, now: Duration) -> Result<(), Reason> {
        match self.issued.get(token) {
            Some(issued) if issued.kind == kind => issued.judge(now),
            _ => Err(Reason::TokenNotValid),
        }
    }

    /// What the ledger shows in a token's place.
    pub(crate) fn label(&self, token: &str) -> Option<&str> {
        self.issued.get(token).map(|issued| issued.label.as_str())
    }

    /// Replaces every token inside a text by its label.
    pub(crate) fn hide<'a>(&self, text: &'a str) -> Cow<'a, str> {
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
                rest = rest.trim_start_matches(|c| ALPHABET.contains(c));
            }
        }
        hidden.push_str(rest);
        Cow::Owned(hidden)
    }

    fn random_text(&mut self, length: usize) -> String {
        let mut text = String::with_capacity(length);
        for _ in 0..length {
            // The lowest six bits choose one of 64 characters.
            let index = (self.random() & 63) as usize;
            text.push_str(&ALPHABET[index..=index]);
        }
        text
    }

    /// SplitMix64: different tokens are all that is wanted here, not ones that can't be guessed.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }
}

/// The characters of WeChat's tokens, none of which a query has to escape.
const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
