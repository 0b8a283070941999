//! The card templates.

use std::collections::HashMap;

/// Templates by `card_id`.
#[derive(Default)]
pub(crate) struct Templates {
    templates: HashMap<String, Template>,
}

/// One template.
pub(crate) struct Template {
    /// The app that made it.
    pub(crate) account: String,
    /// The kind of invoice, in words.
    pub(crate) kind: String,
    pub(crate) payee: String,
}

impl Templates {
    pub(crate) fn add(&mut self, card_id: &str, template: Template) {
        self.templates.insert(card_id.to_owned(), template);
    }

    pub(crate) fn get(&self, card_id: &str) -> Option<&Template> {
        self.templates.get(card_id)
    }
}
