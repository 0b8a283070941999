//! `POST /card/invoice/getauthdata`: whether the user has authorized an order, and with which title.

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("invoice_biz_get_auth_data", execute);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let status = |text: &str| ("invoice_status", json::text(text));
    let order = world.orders.get(call.text("order_id")).filter(|order| {
        let link = order.link.as_ref();
        let platform = link.is_none_or(|link| link.s_pappid == call.text("s_pappid"));
        platform && order.is_of(call.account)
    });
    let Some(order) = order else {
        return Ok(vec![status("never auth")]);
    };
    if order.rejected {
        return Ok(vec![status("reject insert")]);
    }
    let Some(authorization) = &order.authorization else {
        return Ok(vec![status("never auth")]);
    };
    let mut fields = vec![status("auth success"), ("auth_time", json::integer(authorization.time))];
    if let Some(title) = order.title() {
        fields.push(("user_auth_info", title.to_json()));
    }
    Ok(fields)
}
