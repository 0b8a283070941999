//! A WeChat user: what happens on a phone, which no call of the API covers.

use std::fmt;

use crate::engine::Engine;
use crate::sandbox::error::Error;
use crate::sandbox::third_party::{self, ThirdParty};
use crate::world::cards::Card;
use crate::world::orders::Authorization;
use crate::world::reimbursement::Status;
use crate::world::title::Title;

/// The open id of [`Sandbox::user`](crate::Sandbox::user).
pub const OPENID: &str = "o5a4db0c5_sandbox_user_00001";

/// A WeChat user who is controlled by a test. Created by [`Sandbox::user`](crate::Sandbox::user).
pub struct User<'s> {
    pub(crate) engine: &'s Engine,
    pub(crate) openid: String,
}

/// An invoice card that a user has chosen for reimbursement, with the fields of `wx.chooseInvoice`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChosenInvoice {
    /// The id of the card's template.
    pub card_id: String,
    /// The card's code, encrypted.
    pub encrypt_code: String,
}

impl User<'_> {
    /// Returns the user's open id. It is the same for every account: the sandbox's choice.
    #[must_use]
    pub fn openid(&self) -> &str {
        &self.openid
    }

    /// Authorizes an order on the page of its link, with a title if the page asks for one, or `None` if
    /// it doesn't.
    ///
    /// An order without a link is treated as an order of a merchant outside the sandbox, so that an
    /// invoicing platform can be tested alone. Its title is then the one given here.
    ///
    /// # Errors
    /// Returns [`Error::OrderClosed`] if the order was rejected or already has its invoice,
    /// [`Error::LinkExpired`] if the link has expired.
    pub fn authorizes(&self, order_id: &str, title: impl Into<Option<Title>>) -> Result<(), Error> {
        let (openid, title) = (self.openid.clone(), title.into());
        let mut state = self.engine.state();
        state.update_time();
        let (now, time) = (state.world.now, state.world.unix_now());
        let order = state.world.orders.entry(order_id);
        if order.rejected || order.card.is_some() {
            return Err(Error::OrderClosed(order_id.to_owned()));
        }
        let expires = order.link.as_ref().and_then(|link| link.expires);
        if expires.is_some_and(|end| end <= now) {
            return Err(Error::LinkExpired(order_id.to_owned()));
        }
        order.authorization = Some(Authorization { openid, time, title });
        Ok(())
    }

    /// Authorizes a third-party platform for an account that the user administers, on the page that
    /// the platform's pre-auth code opens. Returns the authorization code that the page passes to the
    /// platform; see [`ThirdParty::authorized_by`].
    ///
    /// # Errors
    /// Returns [`Error::NoSuchPage`] if the pre-auth code is unknown or has expired.
    pub fn authorizes_third_party(
        &self,
        pre_auth_code: &str,
        account: &str,
        sets: impl IntoIterator<Item = u32>,
    ) -> Result<String, Error> {
        let appid = third_party::of_page(self.engine, pre_auth_code)?;
        Ok(ThirdParty { engine: self.engine, appid }.authorized_by(account, sets))
    }

    /// Fails to authorize an order, which remains unauthorized.
    pub fn fails_to_authorize(&self, order_id: &str) {
        self.engine.state().world.orders.entry(order_id);
    }

    /// Returns the codes of the invoice cards in the user's wallet, the oldest first. A card that has
    /// been reimbursed is no longer in the wallet.
    #[must_use]
    pub fn invoices(&self) -> Vec<String> {
        let state = self.engine.state();
        let cards = state.world.cards.of_user(&self.openid).filter(|card| is_in_wallet(card));
        cards.map(|card| card.code.clone()).collect()
    }

    /// Chooses a card for reimbursement, as with `wx.chooseInvoice`, by the code that its insertion
    /// returned. The encrypted code is the same each time: the sandbox's choice.
    ///
    /// # Errors
    /// Returns [`Error::NoSuchInvoice`] if the card isn't in the user's wallet.
    pub fn chooses_invoice(&self, code: &str) -> Result<ChosenInvoice, Error> {
        let state = self.engine.state();
        let card = state.world.cards.get(code);
        match card.filter(|card| card.openid == self.openid && is_in_wallet(card)) {
            Some(Card { card_id, encrypt_code, .. }) => {
                Ok(ChosenInvoice { card_id: card_id.clone(), encrypt_code: encrypt_code.clone() })
            }
            None => Err(Error::NoSuchInvoice(code.to_owned())),
        }
    }
}

fn is_in_wallet(card: &Card) -> bool {
    card.reimbursement.status != Status::Closure
}

impl fmt::Debug for User<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("openid", &self.openid).finish_non_exhaustive()
    }
}
