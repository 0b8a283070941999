//! `POST /card/invoice/rejectinsert`: an order is refused for good.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("invoice_biz_reject_insert", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let order = world.orders.get_mut(call.text("order_id"));
    let order = order.filter(|order| order.is_of(call.account));
    let order = order.ok_or(Reason::OrderNeverAuthorized)?;
    if order.card.is_some() {
        return Err(Reason::OrderInserted.into());
    }
    order.rejected = true;
    Ok(Fields::new())
}
