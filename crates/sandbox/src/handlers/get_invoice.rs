//! `POST /card/invoice/reimburse/getinvoiceinfo` and `…/getinvoicebatch`: what was inserted.

use weixin_spec::{Json, JsonKind};

use crate::call::Call;
use crate::handlers::{Behaviour, Fields, reimburse};
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::cards::Card;

pub(crate) const ONE: Behaviour = Behaviour::new("invoice_bx_get_invoice", one);

pub(crate) const BATCH: Behaviour = Behaviour::new("invoice_reimburse_get_invoice_batch", batch);

/// How long a card is valid, in seconds: ten years, the sandbox's choice.
const VALIDITY: u64 = 10 * 365 * 24 * 60 * 60;

/// The fields that are read as they were inserted.
const AS_INSERTED: &[&str] = &[
    "billing_no",
    "billing_code",
    "info",
    "check_code",
    "buyer_number",
    "buyer_address_and_phone",
    "buyer_bank_account",
    "seller_number",
    "seller_address_and_phone",
    "seller_bank_account",
    "remarks",
    "cashier",
    "maker",
];

fn one(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    invoice(world, call.body)
}

fn batch(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let items = call.list("item_list").iter().map(|item| {
        let fields = invoice(world, Some(item))?;
        Ok(json::object(fields.into_iter().map(|(name, value)| (name.to_owned(), value))))
    });
    let items = items.collect::<Result<_, Refusal>>()?;
    Ok(vec![("item_list", json::value(JsonKind::List(items)))])
}

fn invoice(world: &mut World, item: Option<&Json>) -> Result<Fields, Refusal> {
    let World { cards, templates, pdfs, random, url, now, .. } = world;
    let card = reimburse::chosen(cards, item)?;
    let template = templates.get(&card.card_id);
    let (kind, payee) = template.map_or(("", ""), |it| (it.kind.as_str(), it.payee.as_str()));
    let address = |media_id: &str| json::text(pdfs.link(media_id, url, random, *now));
    Ok(vec![
        ("card_id", json::text(&card.card_id)),
        ("begin_time", json::integer(card.inserted)),
        ("end_time", json::integer(card.inserted.saturating_add(VALIDITY))),
        ("openid", json::text(&card.openid)),
        ("type", json::text(kind)),
        ("payee", json::text(payee)),
        ("detail", json::text(detail(&card.invoice))),
        ("user_info", user_info(card, address)),
    ])
}

/// The names of the invoice's lines. Where WeChat takes it from isn't known.
fn detail(invoice: &Json) -> String {
    let Some(JsonKind::List(lines)) = invoice.get("info").map(|info| &info.kind) else {
        return String::new();
    };
    let names = lines.iter().filter_map(|line| line.get("name")?.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// What stands on the invoice; `address` makes one for a PDF.
fn user_info(card: &Card, mut address: impl FnMut(&str) -> Json) -> Json {
    let fee = card.invoice.get("fee").cloned().unwrap_or_else(|| json::integer(0));
    let number = |field, otherwise: Json| {
        let number = card.invoice.get(field).and_then(json::whole_number);
        number.map_or(otherwise, json::integer)
    };
    let mut info = json::object([]);
    json::set(&mut info, "fee", fee.clone());
    json::set(&mut info, "title", json::text(card.text("title")));
    json::set(&mut info, "billing_time", number("billing_time", json::integer(card.inserted)));
    // A fiscal e-bill has no tax.
    json::set(&mut info, "fee_without_tax", number("fee_without_tax", fee));
    json::set(&mut info, "tax", number("tax", json::integer(0)));
    for field in AS_INSERTED {
        if let Some(value) = card.invoice.get(field) {
            json::set(&mut info, field, value.clone());
        }
    }
    for (media_id, field) in
        [("s_pdf_media_id", "pdf_url"), ("s_trip_pdf_media_id", "trip_pdf_url")]
    {
        let media_id = card.text(media_id);
        if !media_id.is_empty() {
            json::set(&mut info, field, address(media_id));
        }
    }
    json::set(&mut info, "reimburse_status", json::text(card.reimbursement.status.as_str()));
    json::set(&mut info, "order_id", json::text(&card.order_id));
    info
}
