//! Searches everything that is visible of an error path.

mod capture;

use std::{collections::BTreeSet, error::Error};

use capture::{Capture, panic_of};

use crate::client::leaks::{Needle, readings};

/// A search for secrets in everything that is shown or logged. Only one in a program.
pub struct Search {
    capture: Capture,
    needles: Vec<Needle<'static>>,
    /// The number of searched paths.
    pub paths: usize,
    /// The number of searched texts: those of errors and panics, and lines of logs.
    pub places: usize,
    /// The leaks and their places.
    pub leaks: Vec<String>,
    /// The crates that have logged something, as far as their logs can be recognized.
    pub logged: BTreeSet<&'static str>,
}

/// Texts that identify the logs of a crate.
const MARKERS: [(&str, &str); 4] = [
    ("weixin", "weixin.call"),
    ("reqwest", "starting new connection"),
    ("hyper", "hyper_util::client"),
    ("rustls", "rustls::"),
];

impl Search {
    /// Starts a search for these secrets.
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

    /// Searches the error of a path, and the logs since the last search.
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

    /// Searches texts that are shown, and the logs since the last search.
    pub fn shown(&mut self, path: &str, mut texts: Vec<String>) {
        let log = self.capture.take();
        self.logged
            .extend(MARKERS.iter().filter(|(_, marker)| log.contains(marker)).map(|it| it.0));
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

/// Unwraps a result, as a caller would.
fn unwrapped<E: std::fmt::Debug>(outcome: Result<(), E>) {
    outcome.unwrap();
}
