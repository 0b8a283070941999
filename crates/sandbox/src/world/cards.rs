//! The card templates, and the invoice cards in users' wallets.

use std::collections::{HashMap, HashSet};

use weixin_spec::Json;

use crate::world::random::{BASE64, Random};
use crate::world::reimbursement::Reimbursement;

/// Templates by `card_id`.
#[derive(Default)]
pub(crate) struct Templates {
    templates: HashMap<String, Template>,
}

/// One template.
pub(crate) struct Template {
    /// The app that created it.
    pub(crate) account: String,
    /// The kind of invoice, as text.
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

/// All cards.
#[derive(Default)]
pub(crate) struct Cards {
    cards: HashMap<String, Card>,
    /// Their codes, the oldest first.
    codes: Vec<String>,
    /// Codes by encrypted code.
    encrypted: HashMap<String, String>,
    /// The billing codes and numbers of all invoices.
    invoices: HashSet<(String, String)>,
}

/// One card.
pub(crate) struct Card {
    pub(crate) code: String,
    pub(crate) encrypt_code: String,
    pub(crate) card_id: String,
    pub(crate) openid: String,
    pub(crate) order_id: String,
    /// `invoice_user_data` as it was sent.
    pub(crate) invoice: Json,
    /// Seconds since 1970.
    pub(crate) inserted: u64,
    pub(crate) reimbursement: Reimbursement,
}

impl Card {
    /// Returns a text of the invoice; empty if there is none.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.invoice.get(field).and_then(Json::as_str).unwrap_or_default()
    }

    /// Returns billing code and number.
    fn billing(&self) -> (String, String) {
        (self.text("billing_code").to_owned(), self.text("billing_no").to_owned())
    }
}

impl Cards {
    pub(crate) fn add(&mut self, card: Card) {
        self.invoices.insert(card.billing());
        self.encrypted.insert(card.encrypt_code.clone(), card.code.clone());
        self.codes.push(card.code.clone());
        self.cards.insert(card.code.clone(), card);
    }

    /// Returns an unused code and its encrypted form.
    pub(crate) fn new_codes(&self, random: &mut Random) -> (String, String) {
        loop {
            let code = random.digits(12);
            if !self.cards.contains_key(&code) {
                return (code, random.text(43, BASE64) + "=");
            }
        }
    }

    pub(crate) fn get(&self, code: &str) -> Option<&Card> {
        self.cards.get(code)
    }

    pub(crate) fn get_mut(&mut self, code: &str) -> Option<&mut Card> {
        self.cards.get_mut(code)
    }

    /// Returns the card with an encrypted code.
    pub(crate) fn chosen(&self, encrypt_code: &str) -> Option<&Card> {
        self.cards.get(self.encrypted.get(encrypt_code)?)
    }

    /// Returns the cards of a user, the oldest first.
    pub(crate) fn of_user(&self, openid: &str) -> impl Iterator<Item = &Card> {
        let cards = self.codes.iter().filter_map(|code| self.cards.get(code));
        cards.filter(move |card| card.openid == openid)
    }

    /// Whether a card has an invoice with this billing code and number.
    pub(crate) fn has_invoice(&self, billing_code: &str, billing_no: &str) -> bool {
        self.invoices.contains(&(billing_code.to_owned(), billing_no.to_owned()))
    }
}
