//! What the spec's quirks settle already: what one of them names is nobody's oversight.

use weixin_catalog::{Endpoint, Quirk};

use super::super::text;
use super::super::value::Value;
use super::edit::{self, Edit, Key};
use super::{Merge, Step};
use crate::settled::{Aspect, may_be_of_existence, settle};

/// The words of a spec's quirks.
pub(super) struct Known<'a> {
    texts: Vec<&'a str>,
    /// Those that may be about whether something is there at all.
    of_existence: Vec<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(endpoint: &'a Endpoint) -> Self {
        let of_existence = endpoint.quirks.iter().filter(|quirk| may_be_of_existence(quirk));
        Self {
            texts: endpoint.quirks.iter().map(Quirk::text).collect(),
            of_existence: of_existence.map(Quirk::text).collect(),
        }
    }

    /// Whether a quirk names it, `like this`.
    pub(super) fn names(&self, name: &str) -> bool {
        settle(self.texts.iter().copied(), name, Aspect::Existence)
    }

    /// Whether a quirk names a field, by its path or by its name alone.
    pub(super) fn names_field(&self, path: &str) -> bool {
        self.settles(path, Aspect::Existence)
    }

    /// Whether a quirk that may be about a field's absence names it.
    pub(super) fn admits_lack_of(&self, path: &str) -> bool {
        let name = path.rsplit('.').next().unwrap_or(path);
        let texts = || self.of_existence.iter().copied();
        [path, name].iter().any(|name| settle(texts(), name, Aspect::Existence))
    }

    /// Whether a quirk names a field and speaks of what is in question.
    pub(super) fn settles(&self, path: &str, aspect: Aspect<'_>) -> bool {
        let name = path.rsplit('.').next().unwrap_or(path);
        [path, name].iter().any(|name| settle(self.texts.iter().copied(), name, aspect))
    }

    /// Whether a quirk says it, or at least names what it is about.
    fn says(&self, words: &str) -> bool {
        let subject = words.split('`').nth(1);
        self.texts.contains(&words) || subject.is_some_and(|name| self.names_field(name))
    }
}

impl Merge<'_> {
    /// What the page gives reason to look at, where it isn't the page that somebody has looked at already.
    pub(super) fn reviews(&self) -> Option<Step> {
        if self.reading.known {
            return None;
        }
        let new =
            self.fresh.quirks.iter().map(Quirk::text).find(|words| !self.known.says(words))?;
        self.review(new)
    }

    /// Adds a quirk that somebody must look at.
    pub(super) fn review(&self, words: &str) -> Option<Step> {
        let item = text::quirk(&Quirk::Review { review: words.to_owned() });
        let edit = match edit::entry(self.root, "quirks") {
            Some((key, list)) => edit::push(self.text, (key, list), item),
            None => Some(self.at_end("quirks", Value::List(vec![item]))),
        };
        Step::new(edit, format!("to review: {words}"))
    }

    /// Adds a key behind all others.
    pub(super) fn at_end(&self, key: &str, value: Value) -> Edit {
        self.behind(&[], key, value)
    }

    /// Adds a key behind the first of `others` that is there, or else behind all.
    pub(super) fn behind(&self, others: &[&str], key: &str, value: Value) -> Edit {
        let after = others.iter().copied().find(|other| edit::entry(self.root, other).is_some());
        let owner = super::super::bare(String::new());
        edit::insert(self.text, (&owner, self.root), after, Key::Word(key), value)
    }
}
