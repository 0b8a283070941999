//! Spec folders in memory, for tests: a small invented API, and files given as text.

pub mod fixtures;

use std::collections::BTreeMap;

use weixin_codegen::{Output, Runtime, generate};
use weixin_spec::load::{Diagnostics, Source, Sources, render};

/// The `api.yaml` of the invented API.
pub const API: &str = include_str!("api.yaml");
/// Its `errors.yaml`.
pub const ERRORS: &str = include_str!("errors.yaml");
/// The file of the endpoint of most tests.
pub const ENDPOINT: &str = "lamp/switch.yaml";

/// A spec folder: paths and contents of its files.
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

    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: &str, text: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), text.into());
        self
    }

    /// Removes a file.
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

    /// The sources of the folder.
    pub fn sources(&self) -> Sources {
        let files = self.files.iter().map(|(path, bytes)| Source {
            name: format!("spec/{path}"),
            path: path.clone(),
            bytes: bytes.clone(),
        });
        Sources::new(files.collect())
    }

    /// Generates the code of the folder.
    ///
    /// # Errors
    /// Returns the errors of the spec.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        generate(&self.sources(), Runtime::Inside)
    }

    /// The generated files of a valid spec; those of the examples are in the folder `example`.
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

    /// The errors, or, without errors, the warnings.
    pub fn problems(&self) -> Diagnostics {
        self.generate().map_or_else(|problems| problems, |output| output.warnings)
    }

    /// The codes of the errors, in the order of their places.
    pub fn codes(&self) -> Vec<&'static str> {
        self.problems().sorted().iter().map(|problem| problem.code.id()).collect()
    }

    /// The errors as they are shown.
    pub fn shown(&self) -> String {
        render(&self.problems(), &self.sources(), false)
    }
}

/// An endpoint with these keys, and default values for the others.
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
        // A form replaces a body, and a download replaces a response.
        let instead = [("body", "form"), ("response", "download")];
        let instead = instead.iter().find(|(usual, _)| *usual == key).map_or(key, |(_, it)| it);
        let is_given = |key| keys.lines().any(|line: &str| line.starts_with(&format!("{key}:")));
        let given = is_given(key) || is_given(instead);
        if !given {
            text.push_str(&format!("{key}: {value}\n"));
        }
    }
    text
}

/// A text in double quotes of YAML, with every character escaped except alphanumeric ones.
pub fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let escaped = text.chars().map(|c| match c {
        c if plain(c) => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}
