//! The tokens and tickets that an app fetches.

use std::time::Duration;

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Execute, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// The specification's name for the kind of token that both token calls issue.
const KIND: &str = "access_token";

/// The refusals for the fields that both token calls take.
const REASONS: &[(&str, Reason)] = &[
    ("grant_type", Reason::GrantType),
    ("appid", Reason::AppMissing),
    ("secret", Reason::SecretMissing),
];

const fn behaviour(endpoint: &'static str, execute: Execute) -> Behaviour {
    Behaviour { endpoint, reasons: REASONS, credentials: true, execute }
}

/// Checks an app's secret and returns the app id.
fn app(world: &World, call: &Call<'_>, wrong_secret: Reason) -> Result<String, Reason> {
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

/// Returns the fields of a response with a token.
fn granted(world: &World, token: &str) -> Fields {
    let remaining = world.tokens.remaining(token, world.now);
    vec![("access_token", json::text(token)), ("expires_in", json::integer(remaining.as_secs()))]
}

/// `GET /cgi-bin/token`: each call issues a token and ends the previous one.
pub(crate) const CLASSIC: Behaviour = behaviour("get_access_token", classic);

const CLASSIC_SERIES: &str = "classic";

/// How long the previous token remains valid. The vendor says "a short while". Five minutes, as for its
/// other token call, is the sandbox's choice.
const GRACE: Duration = Duration::from_secs(300);

fn classic(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let app = app(world, call, Reason::SecretWrongClassic)?;
    let now = world.now;
    let token = world.tokens.issue(KIND, CLASSIC_SERIES, &app, now);
    if let Some(previous) = world.tokens.replace_current(CLASSIC_SERIES, &app, &token) {
        world.tokens.end(&previous, now.saturating_add(GRACE));
    }
    Ok(granted(world, &token))
}

/// `POST /cgi-bin/stable_token`: the same token until its last five minutes.
pub(crate) const STABLE: Behaviour = behaviour("get_stable_access_token", stable);

const STABLE_SERIES: &str = "stable";

/// A token that is valid for no longer than this is replaced; both are valid until it expires.
const ROTATION: Duration = Duration::from_secs(300);

/// Forced refreshes: the maximum a day, and the minimum interval.
const FORCED_A_DAY: usize = 20;
const FORCED_APART: Duration = Duration::from_secs(30);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn stable(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let app = app(world, call, Reason::SecretWrong)?;
    let now = world.now;
    let forced = call.flag("force_refresh");
    if forced {
        count_forced(world, &app)?;
    } else if let Some(token) = world.tokens.current(STABLE_SERIES, &app)
        && world.tokens.remaining(token, now) > ROTATION
    {
        return Ok(granted(world, token));
    }
    let token = world.tokens.issue(KIND, STABLE_SERIES, &app, now);
    let previous = world.tokens.replace_current(STABLE_SERIES, &app, &token);
    if let Some(previous) = previous.filter(|_| forced) {
        // The sandbox's choice: a forced refresh is meant to end the old token.
        world.tokens.end(&previous, now);
    }
    Ok(granted(world, &token))
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

/// `GET /cgi-bin/ticket/getticket`: the same ticket until its last five minutes.
pub(crate) const TICKET: Behaviour = Behaviour::new("get_ticket", ticket);

/// The type of ticket for authorization links.
pub(crate) const CARD_TICKET: &str = "wx_card";

const TICKET_LIFE: Duration = Duration::from_secs(7200);

/// A ticket that is valid for no longer than this is replaced; both are valid until it expires. The
/// sandbox's choice, following the rule for stable tokens.
const TICKET_ROTATION: Duration = Duration::from_secs(300);

fn ticket(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let (kind, now) = (call.text("type"), world.now);
    if let Some((ticket, left)) = world.tickets.current(call.account, kind, now)
        && left > TICKET_ROTATION
    {
        return Ok(ticket_granted(ticket, left));
    }
    let ticket = world.tokens.secret(kind, call.documented("ticket"));
    world.tickets.add(call.account, kind, &ticket, now.saturating_add(TICKET_LIFE));
    Ok(ticket_granted(&ticket, TICKET_LIFE))
}

fn ticket_granted(ticket: &str, left: Duration) -> Fields {
    vec![("ticket", json::text(ticket)), ("expires_in", json::integer(left.as_secs()))]
}
