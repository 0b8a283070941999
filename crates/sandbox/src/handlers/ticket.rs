//! `GET /cgi-bin/ticket/getticket`: the same ticket until its last five minutes.

use std::time::Duration;

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = Behaviour::new("get_ticket", execute);

/// The type that authorization links want.
pub(crate) const CARD: &str = "wx_card";

const LIFE: Duration = Duration::from_secs(7200);

/// A ticket with no more than this left gets a successor; both are good until it expires. The
/// sandbox's choice, after the stable token's rule.
const ROTATION: Duration = Duration::from_secs(300);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let (kind, now) = (call.text("type"), world.now);
    if let Some((ticket, left)) = world.tickets.current(call.account, kind, now)
        && left > ROTATION
    {
        return Ok(granted(ticket, left));
    }
    let ticket = world.tokens.secret(kind, call.documented("ticket"));
    world.tickets.add(call.account, kind, &ticket, now.saturating_add(LIFE));
    Ok(granted(&ticket, LIFE))
}

fn granted(ticket: &str, left: Duration) -> Fields {
    vec![("ticket", json::text(ticket)), ("expires_in", json::integer(left.as_secs()))]
}
