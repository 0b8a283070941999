//! What a reimburser does with the cards that a user chose: decrypts their codes, reads the invoices,
//! locks, unlocks and closes the cards.

use weixin_spec::{Json, JsonKind};

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::cards::{Card, Cards};
use crate::world::reimbursement::Reimbursement;

/// `POST /card/code/decrypt`: returns the plain code of a card.
pub(crate) const DECRYPT: Behaviour = Behaviour::new("card_code_decrypt", decrypt);

fn decrypt(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card = world.cards.chosen(call.text("encrypt_code")).ok_or(Reason::EncryptCodeUnknown)?;
    Ok(vec![("code", json::text(&card.code))])
}

/// `POST /card/invoice/reimburse/getinvoiceinfo`: returns the invoice that was inserted.
pub(crate) const GET_ONE: Behaviour = Behaviour::new("invoice_bx_get_invoice", get_one);

/// `POST /card/invoice/reimburse/getinvoicebatch`: the same for several cards.
pub(crate) const GET_BATCH: Behaviour =
    Behaviour::new("invoice_reimburse_get_invoice_batch", get_batch);

/// How long a card is valid, in seconds: ten years, the sandbox's choice.
const VALIDITY: u64 = 10 * 365 * 24 * 60 * 60;

/// The fields that are returned as they were inserted.
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

fn get_one(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    invoice(world, call.body)
}

fn get_batch(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let items = call.list("item_list").iter().map(|item| {
        let fields = invoice(world, Some(item))?;
        Ok(json::object(fields.into_iter().map(|(name, value)| (name.to_owned(), value))))
    });
    let items = items.collect::<Result<_, Refusal>>()?;
    Ok(vec![("item_list", json::value(JsonKind::List(items)))])
}

fn invoice(world: &mut World, item: Option<&Json>) -> Result<Fields, Refusal> {
    let World { cards, templates, pdfs, random, url, now, .. } = world;
    let card = chosen(cards, item)?;
    let template = templates.get(&card.card_id);
    let (kind, payee) = template.map_or(("", ""), |it| (it.kind.as_str(), it.payee.as_str()));
    let link = |media_id: &str| json::text(pdfs.link(media_id, url, random, *now));
    Ok(vec![
        ("card_id", json::text(&card.card_id)),
        ("begin_time", json::integer(card.inserted)),
        ("end_time", json::integer(card.inserted.saturating_add(VALIDITY))),
        ("openid", json::text(&card.openid)),
        ("type", json::text(kind)),
        ("payee", json::text(payee)),
        ("detail", json::text(detail(&card.invoice))),
        ("user_info", user_info(card, link)),
    ])
}

/// Returns the names of the invoice's lines. From where WeChat takes them isn't known.
fn detail(invoice: &Json) -> String {
    let Some(JsonKind::List(lines)) = invoice.get("info").map(|info| &info.kind) else {
        return String::new();
    };
    let names = lines.iter().filter_map(|line| line.get("name")?.as_str());
    names.collect::<Vec<_>>().join("、")
}

/// Returns the content of the invoice. `link` creates the URL of a PDF.
fn user_info(card: &Card, mut link: impl FnMut(&str) -> Json) -> Json {
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
            json::set(&mut info, field, link(media_id));
        }
    }
    json::set(&mut info, "reimburse_status", json::text(card.reimbursement.status.as_str()));
    json::set(&mut info, "order_id", json::text(&card.order_id));
    info
}

/// `POST /card/invoice/reimburse/updateinvoicestatus`: a reimburser locks, unlocks and closes a card.
pub(crate) const UPDATE_ONE: Behaviour =
    Behaviour::new("invoice_bx_update_invoice_status", update_one);

/// `POST /card/invoice/reimburse/updatestatusbatch`: the same for several cards, all or none.
pub(crate) const UPDATE_BATCH: Behaviour =
    Behaviour::new("invoice_reimburse_update_status_batch", update_batch);

fn update_one(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card = chosen(&world.cards, call.body)?;
    let step = step(card, call)?;
    apply(world, [step]);
    Ok(Fields::new())
}

fn update_batch(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let mut steps = Vec::new();
    for item in call.list("invoice_list") {
        let card = chosen(&world.cards, Some(item))?;
        if card.openid != call.text("openid") {
            return Err(Reason::OwnerDiffers.into());
        }
        steps.push(step(card, call)?);
    }
    apply(world, steps);
    Ok(Fields::new())
}

/// Returns the card that `card_id` and `encrypt_code` of an object identify together.
fn chosen<'a>(cards: &'a Cards, item: Option<&Json>) -> Result<&'a Card, Reason> {
    let text = |field| item?.get(field)?.as_str();
    let card = cards.chosen(text("encrypt_code").unwrap_or_default());
    let card = card.ok_or(Reason::EncryptCodeUnknown)?;
    let same = text("card_id") == Some(&card.card_id);
    if same { Ok(card) } else { Err(Reason::TemplateUnknown) }
}

/// A card's code and its next status.
type Step = (String, Reimbursement);

fn step(card: &Card, call: &Call<'_>) -> Result<Step, Reason> {
    let next = card.reimbursement.step(call.text("reimburse_status"), call.account)?;
    Ok((card.code.clone(), next))
}

fn apply(world: &mut World, steps: impl IntoIterator<Item = Step>) {
    for (code, next) in steps {
        if let Some(card) = world.cards.get_mut(&code) {
            card.reimbursement = next;
        }
    }
}
