//! `POST /cgi-bin/component/api_get_authorizer_info` and `…_list`, `get_authorizer_option` and
//! `set_authorizer_option`: what a platform reads and sets of the accounts that have authorized it.

use weixin_spec::{Json, JsonKind};

use crate::handlers::call::Call;
use crate::handlers::third_party::{self, caller, func_info};
use crate::handlers::{Behaviour, Fields};
use crate::json;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const INFO: Behaviour =
    Behaviour { reasons: &[third_party::MISSING], ..Behaviour::new("get_authorizer_info", info) };

pub(crate) const LIST: Behaviour =
    Behaviour { reasons: &[third_party::MISSING], ..Behaviour::new("get_authorizer_list", list) };

pub(crate) const OPTION: Behaviour = Behaviour::new("get_authorizer_option", option);

pub(crate) const SET_OPTION: Behaviour = Behaviour::new("set_authorizer_option", set_option);

/// Maximum number of accounts in one page of the list.
const MAX_COUNT: usize = 500;

/// The value of an option that the account never set.
const UNSET: &str = "0";

fn info(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let account = call.text("authorizer_appid");
    let grant = caller(world, call)?.grant(account)?;
    let id = |id: i64| json::object([("id".to_owned(), json::integer(id))]);
    let about = [
        ("nick_name", json::text(account)),
        ("service_type_info", id(2)),
        ("verify_type_info", id(0)),
        ("user_name", json::text(format!("gh_{account}"))),
        ("principal_name", json::text(account)),
        ("alias", json::text("")),
    ];
    // Without the refresh token, as in the page's example of an official account.
    let granted = [("authorizer_appid", json::text(account)), ("func_info", func_info(grant))];
    Ok(vec![("authorizer_info", object(about)), ("authorization_info", object(granted))])
}

fn list(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let size = |field| usize::try_from(call.number(field).unwrap_or_default()).unwrap_or_default();
    let (offset, count) = (size("offset"), size("count"));
    if count > MAX_COUNT {
        return Err(Reason::TooManyAsked.into());
    }
    let platform = caller(world, call)?;
    let entries = platform.grants().map(|(account, grant)| {
        object([
            ("authorizer_appid", json::text(account)),
            ("refresh_token", json::text(grant.refresh_token().unwrap_or_default())),
            ("auth_time", json::integer(grant.time)),
        ])
    });
    let part = entries.skip(offset).take(count).collect();
    let total = json::integer(platform.grants().count());
    Ok(vec![("total_count", total), ("list", json::value(JsonKind::List(part)))])
}

fn option(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let name = call.text("option_name");
    let value = world.third_parties.option(call.account, name).unwrap_or(UNSET);
    Ok(vec![("option_name", json::text(name)), ("option_value", json::text(value))])
}

fn set_option(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let (name, value) = (call.text("option_name"), call.text("option_value"));
    world.third_parties.set_option(call.account, name, value);
    Ok(Fields::new())
}

fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    json::object(fields.map(|(name, value)| (name.to_owned(), value)))
}
