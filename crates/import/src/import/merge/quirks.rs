//! What is to be decided, unless a quirk of the spec is about it already.

use weixin_spec::{Differs, Quirk, QuirkText};

use super::edit::{self, Edit, Key};
use super::{Merge, Step};
use crate::import::bare;
use crate::import::text;
use crate::import::text::value::Value;

/// The longest line of a spec.
const LONGEST: usize = 200;

impl Merge<'_> {
    /// What the page gives reason to decide, unless this page was read before.
    pub(super) fn reviews(&self) -> Option<Step> {
        if self.reading.known {
            return None;
        }
        let quirk = self.fresh.quirks.iter().find(|quirk| !self.quirks.have(quirk))?;
        self.add_quirk(quirk)
    }

    /// Adds a quirk about a difference that is to be decided.
    pub(super) fn review(
        &self,
        path: &str,
        differs: Differs,
        page: Option<&str>,
        text: &str,
    ) -> Option<Step> {
        let page = page.filter(|page| !page.is_empty() && page.chars().count() <= LONGEST);
        self.add_quirk(&Quirk {
            about: Some(bare(path.replace("[]", ""))),
            differs: vec![differs],
            page: page.map(str::to_owned),
            text: QuirkText::Review(text.to_owned()),
        })
    }

    fn add_quirk(&self, quirk: &Quirk) -> Option<Step> {
        let item = text::quirk(quirk);
        let edit = match edit::entry(self.root, "quirks") {
            Some((key, list)) => edit::push(self.text, (key, list), item),
            None => Some(self.at_end("quirks", Value::List(vec![item]))),
        };
        Step::new(edit, format!("to review: {}", quirk.text()))
    }

    /// Adds a key behind all others.
    pub(super) fn at_end(&self, key: &str, value: Value) -> Edit {
        self.behind(&[], key, value)
    }

    /// Adds a key behind the first of `others` that is there, or else behind all.
    pub(super) fn behind(&self, others: &[&str], key: &str, value: Value) -> Edit {
        let after = others.iter().copied().find(|other| edit::entry(self.root, other).is_some());
        let owner = bare(String::new());
        edit::insert(self.text, (&owner, self.root), after, Key::Word(key), value)
    }
}
