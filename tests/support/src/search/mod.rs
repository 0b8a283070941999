//! Searches everything that can be seen of an error path.

mod capture;

use std::{collections::BTreeSet, error::Error};

use capture::{Capture, panic_of};

use crate::client::leaks::{Needle, readings};

/// A search for secrets, of everything that is shown or logged. There is one in a program.
pub struct Search {
    capture: Capture,
    needles: Vec<Needle<'static>>,
    /// How many paths were searched.
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
    /// Begins to search for these secrets.
    pub fn begin(secrets: &[&'static str]) -> Self {
        Self {
            capture: Capture::begin(),
            needles: secrets.iter().map(|secret| Needle::new(secret)).collect(),
            paths: 0,
            places: 0,
            leaks: Vec::new(),
            logged: BTreeSet::new(),
        }
    }

    /// An error that a path has ended in, and what was logged meanwhile.
    pub fn error(&mut self, path: &str, error: impl Error + 'static) {
        let mut texts = Vec::new();
        let mut next: Option<&(dyn Error + 'static)> = Some(&error);
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
        self.shown(path, texts);
    }

    /// Texts that are shown, and what was logged meanwhile.
    pub fn shown(&mut self, path: &str, mut texts: Vec<String>) {
        let log = self.capture.take();
        self.logged.extend(WORDS.iter().filter(|(_, words)| log.contains(words)).map(|it| it.0));
        texts.extend(log.lines().map(str::to_owned));
        self.paths += 1;
        self.places += texts.len();
        for text in texts {
            let readings = readings(&text);
            for needle in &self.needles {
                if let Some(encoding) = needle.found_in(&readings) {
                    let secret = needle.secret();
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
