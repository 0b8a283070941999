//! The authorization of an order by the user: the link to the page, the result, and the rejection by
//! the merchant.

use std::time::Duration;

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields, account_settings, tokens};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::orders::AuthLink;

/// `POST /card/invoice/getauthurl`: the page on which a user authorizes an order.
pub(crate) const INVOICE_URL: Behaviour = Behaviour::new("invoice_biz_get_auth_url", invoice_url);

/// `POST /nontax/getbillauthurl`: the same for a fiscal e-bill.
pub(crate) const BILL_URL: Behaviour = Behaviour::new("nontax_invoice_get_auth_url", bill_url);

/// The mini program that a link for mini programs leads to; there is none.
const MINI_PROGRAM: &str = "wx5a4db0c5000000ff";

/// How long the link of a fiscal e-bill is valid.
const BILL_LINK_LIFE: Duration = Duration::from_secs(7200);

/// A page of this type asks the user for a title.
const FILL_IN_AND_APPLY: i64 = 1;

fn invoice_url(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    account_settings::check_contact(world, call.account)?;
    let source = call.text("source");
    if source == "web" && call.text("redirect_url").is_empty() {
        return Err(Refusal::with_detail(Reason::ParamsInvalid, "redirect_url is empty"));
    }
    let asks_title = call.number("type") == Some(FILL_IN_AND_APPLY);
    let query = link(world, call, asks_title, None)?;
    if source == "wxa" {
        let path = format!("pages/auth/auth?{query}");
        return Ok(vec![("auth_url", json::text(path)), ("appid", json::text(MINI_PROGRAM))]);
    }
    Ok(vec![("auth_url", json::text(page(world, &query)))])
}

fn bill_url(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let expires = world.now.saturating_add(BILL_LINK_LIFE);
    let query = link(world, call, false, Some(expires))?;
    let life = json::integer(BILL_LINK_LIFE.as_secs());
    Ok(vec![("auth_url", json::text(page(world, &query))), ("expire_time", life)])
}

/// Records that the order may be authorized. Returns the query of the page.
fn link(
    world: &mut World,
    call: &Call<'_>,
    asks_title: bool,
    expires: Option<Duration>,
) -> Result<String, Refusal> {
    let (order_id, s_pappid, account) =
        (call.text("order_id"), call.text("s_pappid"), call.account);
    if !world.tickets.is_good(call.text("ticket"), account, tokens::CARD_TICKET, world.now) {
        let detail = "ticket is wrong or expired";
        return Err(Refusal::with_detail(Reason::TicketNotGood, detail));
    }
    if let Some(order) = world.orders.get(order_id) {
        if order.rejected {
            return Err(Reason::OrderRejected.into());
        }
        if order.card.is_some() {
            return Err(Reason::OrderInserted.into());
        }
        if !order.is_of(account) {
            return Err(Reason::OrderRepeated.into());
        }
    }
    let (owner, code) = (account.to_owned(), s_pappid.to_owned());
    world.accounts.entry(account);
    world.orders.entry(order_id).link =
        Some(AuthLink { account: owner, s_pappid: code, asks_title, expires });
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.append_pair("appid", account).append_pair("order_id", order_id);
    Ok(query.append_pair("s_pappid", s_pappid).finish())
}

fn page(world: &World, query: &str) -> String {
    format!("{}/bizmall/authinvoice?action=auth&{query}", world.url)
}

/// `POST /card/invoice/getauthdata`: whether the user has authorized an order, and with which title.
pub(crate) const DATA: Behaviour = Behaviour::new("invoice_biz_get_auth_data", data);

fn data(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let status = |text: &str| ("invoice_status", json::text(text));
    let order = world.orders.get(call.text("order_id")).filter(|order| {
        let link = order.link.as_ref();
        let platform = link.is_none_or(|link| link.s_pappid == call.text("s_pappid"));
        platform && order.is_of(call.account)
    });
    let Some(order) = order else {
        return Ok(vec![status("never auth")]);
    };
    if order.rejected {
        return Ok(vec![status("reject insert")]);
    }
    let Some(authorization) = &order.authorization else {
        return Ok(vec![status("never auth")]);
    };
    let mut fields = vec![status("auth success"), ("auth_time", json::integer(authorization.time))];
    if let Some(title) = order.title() {
        fields.push(("user_auth_info", title.to_json()));
    }
    Ok(fields)
}

/// `POST /card/invoice/rejectinsert`: rejects an order permanently.
pub(crate) const REJECTION: Behaviour = Behaviour::new("invoice_biz_reject_insert", reject);

fn reject(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let order = world.orders.get_mut(call.text("order_id"));
    let order = order.filter(|order| order.is_of(call.account));
    let order = order.ok_or(Reason::OrderNeverAuthorized)?;
    if order.card.is_some() {
        return Err(Reason::OrderInserted.into());
    }
    order.rejected = true;
    Ok(Fields::new())
}
