//! What an invoicing platform needs before it can insert invoices: its identification code, templates
//! and PDFs.

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::accounts::Platform;
use crate::world::cards::Template;
use crate::world::pdfs::LINK_LIFE;
use crate::world::random::{BASE64, URL_SAFE};

/// `POST /card/invoice/seturl`: each account has one identification code as an invoicing platform.
pub(crate) const SET_URL: Behaviour = Behaviour::new("set_invoice_url", set_url);

fn set_url(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let World { accounts, random, url, .. } = world;
    let platform = accounts.entry(call.account).platform.get_or_insert_with(|| {
        if let Some(link) = call.documented("invoice_url") {
            return Platform::of_link(link);
        }
        // Codes seen in practice begin like this, and some have a `+` or a `/`.
        let s_pappid = format!("d3{}", random.text(30, BASE64));
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("action", "list").append_pair("s_pappid", &s_pappid);
        let link = format!("{url}/bizmall/authinvoice?{}", query.finish());
        Platform { s_pappid, link }
    });
    Ok(vec![("invoice_url", json::text(&platform.link))])
}

/// `POST /card/invoice/platform/createcard`: each call creates a template.
pub(crate) const INVOICE_CARD: Behaviour =
    Behaviour::new("invoice_platform_create_card", create_card);

/// `POST /nontax/createbillcard`: the same for fiscal e-bills.
pub(crate) const BILL_CARD: Behaviour = Behaviour::new("nontax_invoice_create_card", create_card);

/// The type of a fiscal e-bill, whose template has none.
const BILL_KIND: &str = "财政电子票据";

fn create_card(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let payee = call.text("invoice_info.payee").trim();
    if payee.is_empty() {
        // WeChat's text.
        return Err(Refusal::with_detail(Reason::ParamsInvalid, "payee is empty"));
    }
    let card_id = match call.documented("card_id") {
        Some(card_id) => card_id.to_owned(),
        None => format!("p{}", world.random.text(27, URL_SAFE)),
    };
    let kind = call.text("invoice_info.type").trim();
    let kind = if kind.is_empty() { BILL_KIND } else { kind };
    let account = call.account.to_owned();
    let template = Template { account, kind: kind.to_owned(), payee: payee.to_owned() };
    world.templates.add(&card_id, template);
    Ok(vec![("card_id", json::text(card_id))])
}

/// `POST /card/invoice/platform/setpdf`: keeps a file for three days. Whether it is a PDF is checked on
/// insertion.
pub(crate) const SET_PDF: Behaviour = Behaviour::new("invoice_platform_set_pdf", set_pdf);

fn set_pdf(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let media_id = match call.documented("s_media_id") {
        Some(media_id) => media_id.to_owned(),
        // Any number of 64 bits, which may exceed the range of a signed one.
        None => world.random.word().to_string(),
    };
    let content = call.part("pdf").map(|part| part.bytes.clone());
    world.pdfs.add(&media_id, content.unwrap_or_default(), world.now);
    Ok(vec![("s_media_id", json::text(media_id))])
}

/// `POST /card/invoice/platform/getpdf`: a URL of the sandbox itself, valid for two hours.
pub(crate) const GET_PDF: Behaviour = Behaviour::new("invoice_platform_get_pdf", get_pdf);

fn get_pdf(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let media_id = call.text("s_media_id");
    if world.pdfs.content(media_id, world.now).is_none() {
        return Err(Reason::PdfNotValid.into());
    }
    let World { pdfs, random, url, now, .. } = world;
    let link = pdfs.link(media_id, url, random, *now);
    let life = json::integer(LINK_LIFE.as_secs());
    Ok(vec![("pdf_url", json::text(link)), ("pdf_url_expire_time", life)])
}
