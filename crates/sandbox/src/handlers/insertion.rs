//! `POST /card/invoice/insert` and `POST /nontax/insertbill`: an authorized order results in a card,
//! which the invoicing platform may cancel.

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::cards::Card;
use crate::world::reimbursement::Reimbursement;

pub(crate) const INVOICE: Behaviour = Behaviour::new("insert_invoice", insert);

pub(crate) const BILL: Behaviour = Behaviour::new("nontax_invoice_insert", insert);

/// The object with the content of the invoice.
const DATA: &str = "card_ext.user_card.invoice_user_data";

fn insert(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let openid = check_order(world, call)?;
    check_template(world, call.text("card_id"), call.account)?;
    let data = call.value(DATA).cloned().unwrap_or_else(|| json::object([]));
    let text = |field| data.get(field).and_then(weixin_spec::Json::as_str).unwrap_or_default();
    if world.cards.has_invoice(text("billing_code"), text("billing_no")) {
        return Err(Reason::InvoiceRepeated.into());
    }
    let pdfs = ["s_pdf_media_id", "s_trip_pdf_media_id"].map(text);
    let mut given = pdfs.iter().enumerate().filter(|(index, id)| *index == 0 || !id.is_empty());
    if given.any(|(_, id)| !world.pdfs.is_valid(id, world.now)) {
        return Err(Reason::PdfNotValid.into());
    }

    pdfs.iter().for_each(|id| world.pdfs.attach(id));
    let (code, encrypt_code) = world.cards.new_codes(&mut world.random);
    let order_id = call.text("order_id").to_owned();
    world.orders.entry(&order_id).card = Some(code.clone());
    world.cards.add(Card {
        code: code.clone(),
        encrypt_code,
        card_id: call.text("card_id").to_owned(),
        openid: openid.clone(),
        order_id,
        invoice: data,
        inserted: world.unix_now(),
        reimbursement: Reimbursement::new(),
    });
    Ok(vec![("code", json::text(code)), ("openid", json::text(openid))])
}

/// Refuses an order that can't, or can no longer, have this invoice. Returns the user's open id.
fn check_order(world: &World, call: &Call<'_>) -> Result<String, Reason> {
    let order = world.orders.get(call.text("order_id")).ok_or(Reason::OrderNeverAuthorized)?;
    if order.rejected {
        return Err(Reason::OrderRejected);
    }
    let text = |field: &str| call.text(&format!("{DATA}.{field}"));
    if let Some(card) = order.card.as_ref().and_then(|code| world.cards.get(code)) {
        let same = |field: &str| card.text(field) == text(field);
        let again = same("billing_code") && same("billing_no");
        return Err(if again { Reason::OrderInserted } else { Reason::OrderRepeated });
    }
    let authorization = order.authorization.as_ref().ok_or(Reason::OrderNeverAuthorized)?;
    // The body names the merchant. The token must be that of the platform whose code the link had, if
    // that is a platform of this sandbox.
    let platform = order.link.as_ref().and_then(|link| world.accounts.platform(&link.s_pappid));
    if !order.is_of(call.text("appid")) || platform.is_some_and(|app| app != call.account) {
        return Err(Reason::OrderNeverAuthorized);
    }
    let differs = order.title().is_some_and(|title| title.name().trim() != text("title").trim());
    if differs { Err(Reason::TitleDiffers) } else { Ok(authorization.openid.clone()) }
}

/// Refuses a template that doesn't exist or belongs to another app.
fn check_template(world: &World, card_id: &str, account: &str) -> Result<(), Reason> {
    match world.templates.get(card_id) {
        None => Err(Reason::TemplateUnknown),
        Some(template) if template.account != account => Err(Reason::TemplateForeign),
        Some(_) => Ok(()),
    }
}

/// `POST /card/invoice/platform/updatestatus`: the invoicing platform cancels an invoice.
pub(crate) const CANCELLATION: Behaviour =
    Behaviour::new("invoice_kp_update_invoice_status", cancel);

fn cancel(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card_id = call.text("card_id");
    check_template(world, card_id, call.account)?;
    let card = world.cards.get_mut(call.text("code")).filter(|card| card.card_id == card_id);
    let card = card.ok_or(Reason::CardUnknown)?;
    card.reimbursement = card.reimbursement.platform_step(call.text("reimburse_status"))?;
    Ok(Fields::new())
}
