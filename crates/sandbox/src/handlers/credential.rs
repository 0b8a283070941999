//! What both token calls have in common: an app proves who it is and is given a token.

use crate::call::Call;
use crate::handlers::{Behaviour, Execute, Fields};
use crate::json;
use crate::refusal::Reason;
use crate::world::World;

/// The kind of token that both calls make, as the specification names it.
pub(crate) const KIND: &str = "access_token";

/// How the fields that both calls take are refused.
const REASONS: &[(&str, Reason)] = &[
    ("grant_type", Reason::GrantType),
    ("appid", Reason::AppMissing),
    ("secret", Reason::SecretMissing),
];

pub(crate) const fn behaviour(endpoint: &'static str, execute: Execute) -> Behaviour {
    Behaviour { endpoint, reasons: REASONS, credentials: true, execute }
}

/// Returns the app id, once the secret has been found to be its own.
pub(crate) fn app(world: &World, call: &Call<'_>, wrong_secret: Reason) -> Result<String, Reason> {
    let (appid, given) = (call.text("appid"), call.text("secret"));
    if appid.is_empty() {
        return Err(Reason::AppMissing);
    }
    if given.is_empty() {
        return Err(Reason::SecretMissing);
    }
    match world.apps.get(appid) {
        None if world.third_parties.get(appid).is_some() => Err(Reason::ComponentNeedsOwnCall),
        None => Err(Reason::AppUnknown),
        Some(secret) if secret != given => Err(wrong_secret),
        Some(_) => Ok(appid.to_owned()),
    }
}

/// The values of the answer that gives a token.
pub(crate) fn granted(world: &World, token: &str) -> Fields {
    let remaining = world.tokens.remaining(token, world.now);
    vec![("access_token", json::text(token)), ("expires_in", json::integer(remaining.as_secs()))]
}
