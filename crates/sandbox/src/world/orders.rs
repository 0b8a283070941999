//! The orders for which invoices were requested, from the authorization link to the card.

use std::collections::HashMap;
use std::time::Duration;

use crate::world::title::Title;

/// Orders by `order_id`, of all merchants together.
#[derive(Default)]
pub(crate) struct Orders {
    orders: HashMap<String, Order>,
}

/// One order.
#[derive(Default)]
pub(crate) struct Order {
    /// `None` if no link was requested: the order is that of a merchant outside the sandbox.
    pub(crate) link: Option<AuthLink>,
    pub(crate) authorization: Option<Authorization>,
    pub(crate) rejected: bool,
    /// The code of the card that it resulted in.
    pub(crate) card: Option<String>,
}

/// A link to the authorization page.
pub(crate) struct AuthLink {
    /// The merchant's app id.
    pub(crate) account: String,
    pub(crate) s_pappid: String,
    /// Whether the user fills in a title on the page.
    pub(crate) asks_title: bool,
    pub(crate) expires: Option<Duration>,
}

/// A user's consent.
pub(crate) struct Authorization {
    pub(crate) openid: String,
    /// Seconds since 1970.
    pub(crate) time: u64,
    pub(crate) title: Option<Title>,
}

impl Order {
    /// Whether the order belongs to this merchant, or to one outside the sandbox.
    pub(crate) fn is_of(&self, account: &str) -> bool {
        self.link.as_ref().is_none_or(|link| link.account == account)
    }

    /// Returns the title that the user filled in on the page.
    pub(crate) fn title(&self) -> Option<&Title> {
        let asked = self.link.as_ref().is_none_or(|link| link.asks_title);
        self.authorization.as_ref()?.title.as_ref().filter(|_| asked)
    }
}

impl Orders {
    pub(crate) fn get(&self, order_id: &str) -> Option<&Order> {
        self.orders.get(order_id)
    }

    pub(crate) fn get_mut(&mut self, order_id: &str) -> Option<&mut Order> {
        self.orders.get_mut(order_id)
    }

    /// Returns an order, which is created if needed.
    pub(crate) fn entry(&mut self, order_id: &str) -> &mut Order {
        self.orders.entry(order_id.to_owned()).or_default()
    }
}
