//! Spec folders in memory, for tests: a tiny invented API, and files written as text.

pub mod fixtures;

use std::collections::BTreeMap;

use weixin_codegen::{Output, Runtime, generate};
use weixin_spec::load::{Diagnostics, Source, Sources, render};

/// What holds for every call of the invented API.
pub const API: &str = include_str!("api.yaml");
/// Its error codes.
pub const ERRORS: &str = include_str!("errors.yaml");
/// The file of the endpoint that most tests are about.
pub const ENDPOINT: &str = "lamp/switch.yaml";

/// A spec folder: paths within it, and what stands there.
#[derive(Clone)]
pub struct Spec {
    files: BTreeMap<String, Vec<u8>>,
}

impl Default for Spec {
    fn default() -> Self {
        Self { files: BTreeMap::new() }.with("api.yaml", API).with("errors.yaml", ERRORS)
    }
}

impl Spec {
    /// The invented API without an endpoint.
    pub fn new() -> Self {
        Self::default()
    }

    /// The invented API with one endpoint, some of whose keys are `keys`.
    pub fn of(keys: &str) -> Self {
        Self::new().with(ENDPOINT, endpoint(keys))
    }

    /// The folder with one more file, or with another text of it.
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// The folder without a file.
    #[must_use]
    pub fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }

    /// The files that are text, with their paths.
    pub fn texts(&self) -> impl Iterator<Item = (String, String)> {
        let text = |(path, bytes): (&String, &Vec<u8>)| {
            Some((path.clone(), String::from_utf8(bytes.clone()).ok()?))
        };
        self.files.iter().filter_map(text)
    }

    /// The folder as it is read.
    pub fn sources(&self) -> Sources {
        let files = self.files.iter().map(|(path, bytes)| Source {
            name: format!("spec/{path}"),
            path: path.clone(),
            bytes: bytes.clone(),
        });
        Sources::new(files.collect())
    }

    /// What the folder becomes.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        generate(&self.sources(), Runtime::Inside)
    }

    /// The files that a good spec becomes; those of the examples in the folder `example`.
    pub fn files(&self) -> BTreeMap<String, String> {
        match self.generate() {
            Ok(output) => {
                let examples = output.examples.0.into_iter();
                let examples = examples.map(|(path, text)| (format!("example/{path}"), text));
                output.client.0.into_iter().chain(examples).collect()
            }
            Err(problems) => panic!("{}", render(&problems, &self.sources(), false)),
        }
    }

    /// What is wrong, or, where nothing is, what is still to be done.
    pub fn problems(&self) -> Diagnostics {
        self.generate().map_or_else(|problems| problems, |output| output.warnings)
    }

    /// The codes of what is wrong, in the order of places; none where nothing is.
    pub fn codes(&self) -> Vec<&'static str> {
        self.problems().sorted().iter().map(|problem| problem.code.id()).collect()
    }

    /// What is wrong, as it is shown.
    pub fn shown(&self) -> String {
        render(&self.problems(), &self.sources(), false)
    }
}

/// An endpoint whose keys are `keys`, and for the rest those of one that does nothing.
pub fn endpoint(keys: &str) -> String {
    let rest = [
        ("title", "Switch the lamp"),
        ("vendor", "{}"),
        ("call", "POST /lamp"),
        ("access", "{ tokens: none, accounts: all, permission_sets: none, cloud_call: no }"),
        ("idempotency", "idempotent"),
        ("body", "none"),
        ("response", "{}"),
    ];
    let mut text = format!("{keys}\n");
    for (key, value) in rest {
        // A form stands in the place of a body, a download in that of a response.
        let instead = [("body", "form"), ("response", "download")];
        let instead = instead.iter().find(|(usual, _)| *usual == key).map_or(key, |(_, it)| it);
        let stands = |key| keys.lines().any(|line: &str| line.starts_with(&format!("{key}:")));
        let given = stands(key) || stands(instead);
        if !given {
            text.push_str(&format!("{key}: {value}\n"));
        }
    }
    text
}

/// A text in double quotes of YAML, every character but the plainest as an escape.
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let escaped = text.chars().map(|c| match c {
        c if plain(c) => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
