//! `POST /cgi-bin/component/api_create_preauthcode`, `…/api_query_auth` and `…/api_authorizer_token`:
//! from the page on which an account authorizes a platform to the account's tokens for the platform.

use crate::handlers::call::Call;
use crate::handlers::third_party::{self, caller, func_info};
use crate::handlers::{Behaviour, Execute, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::third_parties::PAGE_LIFE;
use crate::world::tokens::Holder;

pub(crate) const PRE_AUTH_CODE: Behaviour = behaviour("get_pre_auth_code", pre_auth_code);

pub(crate) const FIRST: Behaviour = behaviour("get_authorizer_refresh_token", first);

pub(crate) const RENEWAL: Behaviour = behaviour("get_authorizer_access_token", renewal);

const fn behaviour(endpoint: &'static str, execute: Execute) -> Behaviour {
    Behaviour { reasons: &[third_party::MISSING], ..Behaviour::new(endpoint, execute) }
}

/// The specification's name for an account's token that a platform uses.
const KIND: &str = "authorizer_access_token";

const SERIES: &str = "authorizer";

const REFRESH_SERIES: &str = "refresh";

fn pre_auth_code(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    caller(world, call)?;
    let code = world.tokens.secret("pre_auth_code", None);
    let now = world.now;
    caller(world, call)?.open_page(&code, now);
    Ok(vec![
        ("pre_auth_code", json::text(code)),
        ("expires_in", json::integer(PAGE_LIFE.as_secs())),
    ])
}

fn first(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let now = world.now;
    let account = caller(world, call)?.take_code(call.text("authorization_code"), now)?;
    let refresh_token = world.tokens.secret(REFRESH_SERIES, None);
    let platform = caller(world, call)?;
    platform.set_refresh_token(&account, &refresh_token);
    let granted = func_info(platform.grant(&account)?);
    let (token, left) = issue(world, call, &account);
    let info = [
        ("authorizer_appid", json::text(account)),
        ("authorizer_access_token", json::text(token)),
        ("expires_in", json::integer(left)),
        ("authorizer_refresh_token", json::text(refresh_token)),
        ("func_info", granted),
    ];
    let info = json::object(info.map(|(name, value)| (name.to_owned(), value)));
    Ok(vec![("authorization_info", info)])
}

fn renewal(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    caller(world, call)?;
    let (account, used) = (call.text("authorizer_appid"), call.text("authorizer_refresh_token"));
    let World { third_parties, tokens, now, .. } = world;
    let platform = third_parties.get_mut(call.account).ok_or(Reason::NoComponent)?;
    let new = || tokens.secret(REFRESH_SERIES, None);
    let refresh_token = platform.use_refresh_token(account, used, *now, new)?;
    let (token, left) = issue(world, call, account);
    Ok(vec![
        ("authorizer_access_token", json::text(token)),
        ("expires_in", json::integer(left)),
        ("authorizer_refresh_token", json::text(refresh_token)),
    ])
}

/// Issues a new token of an account to the platform that calls. Returns it with its lifetime in
/// seconds.
fn issue(world: &mut World, call: &Call<'_>, account: &str) -> (String, u64) {
    let platform = Some(call.account.to_owned());
    let holder = Holder { account: account.to_owned(), platform };
    let token = world.tokens.issue_to(KIND, SERIES, holder, world.now);
    let left = world.tokens.remaining(&token, world.now).as_secs();
    (token, left)
}
