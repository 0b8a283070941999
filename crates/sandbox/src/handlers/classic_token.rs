//! `GET /cgi-bin/token`: each call makes a token and ends the one before.

use std::time::Duration;

use crate::call::Call;
use crate::handlers::{Behaviour, Fields, credential};
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = credential::behaviour("get_access_token", execute);

const SERIES: &str = "classic";

/// How long the previous token stays good. The vendor says "a short while"; five minutes is what
/// its other token call has, and the sandbox's choice here.
const GRACE: Duration = Duration::from_secs(300);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let app = credential::app(world, call, Reason::SecretWrongClassic)?;
    let now = world.now;
    let token = world.tokens.issue(credential::KIND, SERIES, &app, now);
    if let Some(previous) = world.tokens.succeed(SERIES, &app, &token) {
        world.tokens.end(&previous, now.saturating_add(GRACE));
    }
    Ok(credential::granted(world, &token))
}
