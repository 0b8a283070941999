//! What the calls of third-party platforms have in common, and the two that check a platform's secret:
//! `POST /cgi-bin/component/api_component_token` and `…/api_start_push_ticket`.

pub(super) mod authorizer_info;
pub(super) mod authorizer_tokens;

use weixin_spec::{Json, JsonKind};

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::third_parties::{Grant, ThirdParty};

pub(crate) const TOKEN: Behaviour = Behaviour {
    endpoint: "get_component_access_token",
    reasons: &[MISSING, ("component_appsecret", Reason::SecretMissing)],
    credentials: true,
    execute: token,
};

pub(crate) const START_PUSH: Behaviour = Behaviour {
    endpoint: "start_push_ticket",
    reasons: &[MISSING, ("component_secret", Reason::SecretMissing)],
    credentials: false,
    execute: start_push,
};

/// The refusal of a call without its platform's app id.
pub(crate) const MISSING: (&str, Reason) = ("component_appid", Reason::ComponentMissing);

/// The specification's name for a platform's token.
pub(crate) const KIND: &str = "component_access_token";

const SERIES: &str = "component";

fn token(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let (appid, now) = (call.text("component_appid"), world.now);
    proven(world, appid, call.text("component_appsecret"))?
        .check_ticket(call.text("component_verify_ticket"), now)?;
    let token = world.tokens.issue(KIND, SERIES, appid, now);
    let left = world.tokens.remaining(&token, now).as_secs();
    Ok(vec![("component_access_token", json::text(token)), ("expires_in", json::integer(left))])
}

/// Changes nothing, since tests push tickets themselves.
fn start_push(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    proven(world, call.text("component_appid"), call.text("component_secret"))?;
    Ok(Fields::new())
}

/// Checks a platform's secret and returns the platform.
fn proven<'w>(world: &'w World, appid: &str, secret: &str) -> Result<&'w ThirdParty, Reason> {
    if appid.is_empty() {
        return Err(Reason::ComponentMissing);
    }
    if secret.is_empty() {
        return Err(Reason::SecretMissing);
    }
    match world.third_parties.get(appid) {
        Some(platform) if platform.secret == secret => Ok(platform),
        Some(_) => Err(Reason::SecretWrong),
        None if world.apps.contains_key(appid) => Err(Reason::NoComponent),
        None => Err(Reason::AppUnknown),
    }
}

/// Checks that the app id in the body is that of the platform that calls, and returns the platform.
pub(crate) fn caller<'w>(
    world: &'w mut World,
    call: &Call<'_>,
) -> Result<&'w mut ThirdParty, Reason> {
    match call.text("component_appid") {
        "" => Err(Reason::ComponentMissing),
        appid if appid != call.account => Err(Reason::AppUnknown),
        appid => world.third_parties.get_mut(appid).ok_or(Reason::NoComponent),
    }
}

/// Returns what an account granted, as responses list it.
pub(crate) fn func_info(grant: &Grant) -> Json {
    let sets = grant.permission_sets.iter().map(|set| {
        let id = json::object([("id".to_owned(), json::integer(*set))]);
        json::object([("funcscope_category".to_owned(), id)])
    });
    json::value(JsonKind::List(sets.collect()))
}
