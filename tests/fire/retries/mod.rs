//! R1: a failure at each point of an HTTP exchange for each class of endpoint, over TCP: the result of the
//! call, and how often it was received and executed.
//!
//! One of the nine points is tested elsewhere: the test of DNS in src/transport/http.rs replaces the resolver,
//! so that it requires no name server.

mod calls;
mod points;

use weixin::Error;
use weixin_sandbox::At;

use calls::{CLASSES, Class, KEYS, Wechat};
use points::{
    Often::{self, Always, Once},
    Point::{self, Connect, Cut, Tls},
    policy,
};

/// The expected results: `ok`, `unsent` (an error after which the call certainly was not executed), `lost`
/// (another error, of a call that is safe to retry) or `doubt` (`Error::MayHaveExecuted`, with the keys of a
/// `keyed` call), then `received/executed`.
///
/// A call of any class is retried if nothing was sent, a `read_only` or `idempotent` call after any failure,
/// with three attempts in all.
#[rustfmt::skip]
const EXPECTED: [(Point, Often, [&str; 5]); 15] = [
    //                               read_only     idempotent    keyed         none          none (upload)
    (Connect,               Once,   ["ok 1/1",     "ok 1/1",     "ok 1/1",     "ok 1/1",     "ok 1/1"]),
    (Connect,               Always, ["unsent 0/0", "unsent 0/0", "unsent 0/0", "unsent 0/0", "unsent 0/0"]),
    (Tls,                   Always, ["unsent 0/0", "unsent 0/0", "unsent 0/0", "unsent 0/0", "unsent 0/0"]),
    (Cut(At::RequestHead),  Once,   ["ok 2/1",     "ok 2/1",     "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::RequestHead),  Always, ["lost 3/0",   "lost 3/0",   "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::RequestBody),  Once,   ["ok 2/1",     "ok 2/1",     "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::RequestBody),  Always, ["lost 3/0",   "lost 3/0",   "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::Received),     Once,   ["ok 2/1",     "ok 2/1",     "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::Received),     Always, ["lost 3/0",   "lost 3/0",   "doubt 1/0",  "doubt 1/0",  "doubt 1/0"]),
    (Cut(At::ReplyHead),    Once,   ["ok 2/2",     "ok 2/2",     "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
    (Cut(At::ReplyHead),    Always, ["lost 3/3",   "lost 3/3",   "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
    (Cut(At::ReplyBody),    Once,   ["ok 2/2",     "ok 2/2",     "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
    (Cut(At::ReplyBody),    Always, ["lost 3/3",   "lost 3/3",   "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
    (Cut(At::Executed),     Once,   ["ok 2/2",     "ok 2/2",     "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
    (Cut(At::Executed),     Always, ["lost 3/3",   "lost 3/3",   "doubt 1/1",  "doubt 1/1",  "doubt 1/1"]),
];

#[tokio::test]
async fn on_a_new_connection_nothing_is_executed_twice_and_no_update_is_lost() {
    check(Connection::New, &EXPECTED).await;
}

/// The usual case: the connection was used for a call before.
#[tokio::test]
async fn on_a_kept_connection_nothing_is_executed_twice_and_no_update_is_lost() {
    let connected = EXPECTED.into_iter().filter(|(point, ..)| matches!(point, Cut(_)));
    check(Connection::Kept, &connected.collect::<Vec<_>>()).await;
}

async fn check(connection: Connection, rows: &[(Point, Often, [&str; 5])]) {
    let (mut tally, mut figures) = (Tally::default(), String::new());
    for (point, often, expected) in rows {
        let mut outcomes = Vec::new();
        for class in CLASSES {
            outcomes.push(outcome(*point, *often, class, connection, &mut tally).await);
        }
        let row = outcomes.iter().map(|outcome| format!("{outcome:<12}")).collect::<String>();
        figures += &format!("R1  {connection:?} {point:<18} {often:<6}  {}\n", row.trim_end());
        assert_eq!(outcomes, expected, "{point} {often}");
    }
    let Tally { calls, repeated, lost } = tally;
    println!(
        "R1  {connection:?} connection, columns read_only, idempotent, keyed, none, none (upload):\n{figures}\
         R1  {connection:?} connection: {calls} calls, {repeated} executed twice that must not be, \
         {lost} updates lost"
    );
    assert_eq!((repeated, lost), (0, 0));
}

/// The counts that must be zero, and the number of calls.
#[derive(Default)]
struct Tally {
    calls: u32,
    repeated: u32,
    lost: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Connection {
    New,
    Kept,
}

/// Makes a call that fails, handles the error like a caller, and returns the result of the call.
async fn outcome(
    point: Point,
    often: Often,
    class: Class,
    connection: Connection,
    tally: &mut Tally,
) -> String {
    let wechat = Wechat::start().await;
    let client = wechat.builder().retry(policy()).build().unwrap();
    if connection == Connection::Kept {
        wechat.warm_up(&client).await;
    }
    let result = point.strike(often, &wechat, class, &client).await;
    let (received, executed) = wechat.counts(class);
    if connection == Connection::Kept {
        wechat.assert_came_on_a_kept_connection(class);
    }
    wechat.assert_effects(class, executed).await;

    let got = got(class, &result);
    let done = got == "ok" || retried_by_the_caller(got, class, &wechat).await;
    let in_all = wechat.counts(class).1;
    let may_repeat = matches!(class, Class::ReadOnly | Class::Idempotent);
    tally.calls += 1;
    tally.repeated += u32::from(in_all > 1 && !may_repeat);
    tally.lost += u32::from((done && in_all == 0) || (got == "unsent" && executed > 0));
    format!("{got} {received}/{executed}")
}

/// The name of the result.
fn got(class: Class, result: &Result<(), Error>) -> &'static str {
    let error = match result {
        Ok(()) => return "ok",
        Err(error) => error,
    };
    match error {
        Error::MayHaveExecuted(doubt) => {
            let keys = doubt.keys().iter().map(|key| (key.field(), key.value().unwrap()));
            let expected = if class == Class::Keyed { &KEYS[..] } else { &[] };
            assert_eq!(keys.collect::<Vec<_>>(), expected);
            assert_eq!(doubt.endpoint(), class.endpoint());
            "doubt"
        }
        Error::Transport(_) if error.may_have_executed() => "lost",
        Error::Transport(_) => "unsent",
        other => panic!("unexpected: {other}"),
    }
}

/// Retries the identical call, as the documentation of the error says. Returns whether WeChat confirms that it
/// is executed now. A `none` call that may have been executed is left to a person.
async fn retried_by_the_caller(got: &str, class: Class, wechat: &Wechat) -> bool {
    if got == "doubt" && class != Class::Keyed {
        return false;
    }
    match wechat.call(class, &wechat.builder().build().unwrap()).await {
        Ok(()) => true,
        // The order already has its invoice.
        Err(error) => {
            assert_eq!(error.code().map(|code| code.value()), Some(72018), "{error}");
            true
        }
    }
}
