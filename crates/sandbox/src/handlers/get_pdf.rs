//! `POST /card/invoice/platform/getpdf`: an address of the sandbox's own, for two hours.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::pdfs::LINK_LIFE;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("invoice_platform_get_pdf", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let media_id = call.text("s_media_id");
    if world.pdfs.content(media_id, world.now).is_none() {
        return Err(Reason::PdfNotValid.into());
    }
    let World { pdfs, random, url, now, .. } = world;
    let link = pdfs.link(media_id, url, random, *now);
    let life = json::integer(LINK_LIFE.as_secs());
    Ok(vec![("pdf_url", json::text(link)), ("pdf_url_expire_time", life)])
}
