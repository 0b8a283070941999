//! `POST /card/code/decrypt`: the plain code of a card.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("card_code_decrypt", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card = world.cards.chosen(call.text("encrypt_code")).ok_or(Reason::EncryptCodeUnknown)?;
    Ok(vec![("code", json::text(&card.code))])
}
