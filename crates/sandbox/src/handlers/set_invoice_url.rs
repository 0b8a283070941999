//! `POST /card/invoice/seturl`: each account has one identification code as an invoicing platform.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::random::BASE64;
use crate::refusal::Refusal;
use crate::world::World;
use crate::world::accounts::Platform;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("set_invoice_url", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
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
