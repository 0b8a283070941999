//! `POST /card/invoice/platform/createcard` and `POST /nontax/createbillcard`: each call makes a
//! template.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::random::URL_SAFE;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::templates::Template;

pub(crate) const INVOICE: Behaviour = Behaviour::new("invoice_platform_create_card", execute);

pub(crate) const BILL: Behaviour = Behaviour::new("nontax_invoice_create_card", execute);

/// What a fiscal e-bill is called, whose template has no type.
const BILL_KIND: &str = "财政电子票据";

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let payee = call.text("invoice_info.payee").trim();
    if payee.is_empty() {
        // The words are WeChat's.
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
