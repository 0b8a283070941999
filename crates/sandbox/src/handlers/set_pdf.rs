//! `POST /card/invoice/platform/setpdf`: keeps a file for three days; whether it is a PDF comes to
//! light on insertion.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("invoice_platform_set_pdf", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let media_id = match call.documented("s_media_id") {
        Some(media_id) => media_id.to_owned(),
        // Any number of 64 bits: one that is more than a signed one holds is no surprise.
        None => world.random.word().to_string(),
    };
    let content = call.part("pdf").map(|part| part.bytes.clone());
    world.pdfs.add(&media_id, content.unwrap_or_default(), world.now);
    Ok(vec![("s_media_id", json::text(media_id))])
}
