//! `POST /card/invoice/platform/updatestatus`: the invoicing platform cancels an invoice.

use crate::call::Call;
use crate::handlers::insert::check_template;
use crate::handlers::{Behaviour, Fields};
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("invoice_kp_update_invoice_status", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card_id = call.text("card_id");
    check_template(world, card_id, call.account)?;
    let card = world.cards.get_mut(call.text("code")).filter(|card| card.card_id == card_id);
    let card = card.ok_or(Reason::CardUnknown)?;
    card.reimbursement = card.reimbursement.platform_step(call.text("reimburse_status"))?;
    Ok(Fields::new())
}
