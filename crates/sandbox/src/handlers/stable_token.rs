//! `POST /cgi-bin/stable_token`: the same token until its last five minutes.

use std::time::Duration;

use crate::call::Call;
use crate::handlers::{Behaviour, Fields, credential};
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const BEHAVIOUR: Behaviour = credential::behaviour("get_stable_access_token", execute);

const SERIES: &str = "stable";

/// A token with no more than this left gets a successor; both are good until it expires.
const ROTATION: Duration = Duration::from_secs(300);

/// Forced refreshes: so many a day, so far apart.
const FORCED_A_DAY: usize = 20;
const FORCED_APART: Duration = Duration::from_secs(30);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn execute(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let app = credential::app(world, call, Reason::SecretWrong)?;
    let now = world.now;
    let forced = call.flag("force_refresh");
    if forced {
        count_forced(world, &app)?;
    } else if let Some(token) = world.tokens.current(SERIES, &app)
        && world.tokens.remaining(token, now) > ROTATION
    {
        return Ok(credential::granted(world, token));
    }
    let token = world.tokens.issue(credential::KIND, SERIES, &app, now);
    let previous = world.tokens.succeed(SERIES, &app, &token);
    if let Some(previous) = previous.filter(|_| forced) {
        // The sandbox's choice: who forces a refresh wants the old token gone.
        world.tokens.end(&previous, now);
    }
    Ok(credential::granted(world, &token))
}

fn count_forced(world: &mut World, app: &str) -> Result<(), Reason> {
    let now = world.now;
    let times = world.forced.entry(app.to_owned()).or_default();
    times.retain(|time| now.saturating_sub(*time) < DAY);
    let last = times.last();
    if last.is_some_and(|last| now.saturating_sub(*last) < FORCED_APART) {
        return Err(Reason::ForcedTooSoon);
    }
    if times.len() >= FORCED_A_DAY {
        return Err(Reason::ForcedTooOften);
    }
    times.push(now);
    Ok(())
}
