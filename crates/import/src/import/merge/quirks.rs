//! What somebody must look at, unless a quirk of the spec says or names it already.

use weixin_spec::Quirk;

use super::edit::{self, Edit, Key};
use super::{Merge, Step};
use crate::import::text;
use crate::import::text::value::Value;

impl Merge<'_> {
    /// What the page gives reason to look at, where it isn't the page that somebody has looked at already.
    pub(super) fn reviews(&self) -> Option<Step> {
        if self.reading.known {
            return None;
        }
        let mut fresh = self.fresh.quirks.iter().map(Quirk::text);
        self.review(fresh.find(|words| !self.is_said(words))?)
    }

    /// Whether a quirk says it, or at least names what it is about.
    fn is_said(&self, words: &str) -> bool {
        let subject = words.split('`').nth(1);
        self.settled.says(words) || subject.is_some_and(|path| self.is_named(path))
    }

    /// Whether a quirk names a field, by its path or by its name alone.
    pub(super) fn is_named(&self, path: &str) -> bool {
        path_and_name(path).iter().any(|name| self.settled.names(name))
    }

    /// Whether such a quirk is marked for nobody's review any more.
    pub(super) fn is_decided(&self, path: &str) -> bool {
        path_and_name(path).iter().any(|name| self.settled.decides(name))
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
        let owner = crate::import::bare(String::new());
        edit::insert(self.text, (&owner, self.root), after, Key::Word(key), value)
    }
}

fn path_and_name(path: &str) -> [String; 2] {
    let path = path.replace("[]", "");
    let name = path.rsplit('.').next().unwrap_or(&path).to_owned();
    [path, name]
}
