//! What a fault does to the call and its response.

use std::time::{Duration, SystemTime};

use weixin_spec::Model;

use crate::faults::Fault;
use crate::http::query::Query;
use crate::http::reply::Reply;
use crate::refusal;
use crate::world::World;

/// The last second of the year 9999, since 1970: the latest that can be formatted.
const LAST_SECOND: i64 = 253_402_300_799;

/// Applies what a fault does before the call is checked.
pub(crate) fn before(fault: &Fault, model: &Model, world: &mut World, query: &Query) {
    let now = world.now;
    let names = model.api.tokens.iter().map(|token| &token.query);
    let mut carried = names.filter_map(|name| world.tokens.account(query.get(name)?));
    let app = carried.next().map(str::to_owned);
    match fault {
        Fault::ExpireTokens => world.tokens.expire(app.as_deref(), now),
        Fault::RotateTokens { overlap } => world.tokens.rotate(app.as_deref(), now, *overlap),
        _ => {}
    }
}

/// Returns what a fault sends instead of the regular response; if the body is generated while it is
/// sent, only the head. `None` if the regular response is sent, or none.
pub(crate) fn instead(fault: &Fault, model: &Model, number: u64) -> Option<Reply> {
    Some(match fault {
        Fault::Code(code) => refusal::reply(model, *code, None, number),
        Fault::Html(status) => {
            let page = format!(
                "<html>\r\n<head><title>{status}</title></head>\r\n\
                 <body><center><h1>{status}</h1></center></body>\r\n</html>\r\n"
            );
            Reply::new(*status, page).header("content-type", "text/html")
        }
        Fault::Redirect { status, location } => {
            Reply::new(*status, "").header("location", location)
        }
        Fault::GzipBomb { .. } => Reply::json("").header("content-encoding", "gzip"),
        Fault::EndlessBody => Reply::json(""),
        _ => return None,
    })
}

/// Returns the regular response as the fault changes it.
pub(crate) fn altered(fault: &Fault, world: &World, reply: Reply) -> Reply {
    match fault {
        Fault::ExpiresIn(change) => match change.apply(reply.body()) {
            Some(body) => reply.with_body(body),
            None => reply,
        },
        Fault::DateSkew(seconds) => {
            let now = i64::try_from(world.unix_now()).unwrap_or(LAST_SECOND);
            let date = now.saturating_add(*seconds).clamp(0, LAST_SECOND);
            let date = SystemTime::UNIX_EPOCH + Duration::from_secs(date.unsigned_abs());
            reply.header("date", httpdate::fmt_http_date(date))
        }
        _ => reply,
    }
}
