//! Searches everything that can be seen of an error path.

mod capture;

use std::{collections::BTreeSet, error::Error as StdError};

use capture::{Capture, panic_of};

use crate::client::leaks::found;

pub struct Search {
    capture: Capture,
    secrets: &'static [&'static str],
    pub paths: usize,
    /// Texts that were searched: those of errors and panics, and lines of logs.
    pub places: usize,
    /// What was found where.
    pub leaks: Vec<String>,
    /// Crates that have logged something, of those whose logs are known to name what they do.
    pub logged: BTreeSet<&'static str>,
}

/// Words in the logs of a crate.
const WORDS: [(&str, &str); 4] = [
    ("weixin", "weixin.call"),
    ("reqwest", "starting new connection"),
    ("hyper", "hyper_util::client"),
    ("rustls", "rustls::"),
];

impl Search {
    pub fn begin(secrets: &'static [&'static str]) -> Self {
        Self {
            capture: Capture::begin(),
            secrets,
            paths: 0,
            places: 0,
            leaks: Vec::new(),
            logged: BTreeSet::new(),
        }
    }

    /// An error that a path has ended in, and what was logged meanwhile.
    pub fn error(&mut self, path: &str, error: impl StdError + 'static) {
        self.error_but(path, error, &[]);
    }

    /// The same where some secrets can't be told from other words.
    pub fn error_but(&mut self, path: &str, error: impl StdError + 'static, but: &[&str]) {
        let mut texts = Vec::new();
        let mut next: Option<&(dyn StdError + 'static)> = Some(&error);
        while let Some(error) = next {
            texts.extend([
                format!("{error}"),
                format!("{error:#}"),
                format!("{error:?}"),
                format!("{error:#?}"),
            ]);
            next = error.source();
        }
        texts.push(panic_of(move || unwrapped(Err(error))));
        self.texts(path, texts, but);
    }

    /// Whatever else is shown.
    pub fn shown(&mut self, path: &str, texts: Vec<String>) {
        self.texts(path, texts, &[]);
    }

    fn texts(&mut self, path: &str, mut texts: Vec<String>, but: &[&str]) {
        let log = self.capture.take();
        self.logged.extend(WORDS.iter().filter(|(_, words)| log.contains(words)).map(|it| it.0));
        texts.extend(log.lines().map(str::to_owned));
        self.paths += 1;
        self.places += texts.len();
        for text in texts {
            for secret in self.secrets.iter().filter(|secret| !but.contains(secret)) {
                if let Some(encoding) = found(&text, secret) {
                    self.leaks.push(format!("{path}: {secret} ({encoding}) in: {text}"));
                }
            }
        }
    }
}

/// What a caller does who is sure that nothing goes wrong.
fn unwrapped<E: std::fmt::Debug>(outcome: Result<(), E>) {
    outcome.unwrap();
}
