//! Token endpoints that can't be reached or return malformed responses: their tokens are not used, and the call
//! fails within its deadline.

use std::time::Duration;

use tokio::time::{Instant, advance};
use weixin::{AnyAccount, Client, Error, RetryPolicy, api::Account, token::MemoryVault};
use weixin_sandbox::{At, Fault, Reply, Sandbox};

use crate::{
    CALL, COMPONENT_FETCH, MERCHANT, RENEWAL, assert_kept, authorized, call, client_for, platform,
    sandbox,
};

const DEADLINE: Duration = Duration::from_secs(3);

/// How the response to a fetch is malformed.
enum Malformed {
    Unreachable,
    Fault(Fault),
    Says(&'static str),
    /// The reply for another account, as from a cache that confuses them.
    OfAnotherAccount,
    /// The platform's own token in place of the account's.
    OfThePlatform,
}

fn cases() -> Vec<(&'static str, Malformed)> {
    use Malformed::{Fault as F, OfAnotherAccount, OfThePlatform, Says, Unreachable};
    vec![
        ("unreachable", Unreachable),
        ("silence", F(Fault::Silence(At::Received))),
        ("a byte a second", F(Fault::Trickle(Duration::from_secs(1)))),
        ("cut", F(Fault::Cut(At::Received))),
        ("HTML", F(Fault::Html(200))),
        ("502", F(Fault::Html(502))),
        ("-1", F(Fault::Code(-1))),
        ("45009", F(Fault::Code(45009))),
        ("redirect", F(Fault::Redirect { status: 307, location: "http://127.0.0.1:1/".into() })),
        ("endless", F(Fault::EndlessBody)),
        ("gzip bomb", F(Fault::GzipBomb { decoded: 64 << 20 })),
        ("nothing", Says("")),
        ("an empty object", Says("{}")),
        (
            "empty token",
            Says(
                r#"{"component_access_token":"","authorizer_access_token":"","expires_in":7200,"authorizer_refresh_token":""}"#,
            ),
        ),
        (
            "null token",
            Says(
                r#"{"component_access_token":null,"authorizer_access_token":null,"expires_in":7200}"#,
            ),
        ),
        (
            "a list for a token",
            Says(
                r#"{"component_access_token":["f"],"authorizer_access_token":["f"],"expires_in":7200}"#,
            ),
        ),
        ("a token of another kind", Says(r#"{"access_token":"foreign","expires_in":7200}"#)),
        (
            "a token beside a code",
            Says(
                r#"{"errcode":-1,"component_access_token":"foreign","authorizer_access_token":"foreign","expires_in":7200}"#,
            ),
        ),
        ("of another account", OfAnotherAccount),
        ("of the platform", OfThePlatform),
    ]
}

fn client(sandbox: &Sandbox, platform: &weixin::Platform, account: &str) -> Client<AnyAccount> {
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = builder.token_source(platform.authorizer(account)).third_party([8, 26]);
    let builder = builder.other_host(sandbox.url()).timeout(DEADLINE);
    builder.retry(RetryPolicy::never()).build().unwrap()
}

/// The reply to the last call of an endpoint.
fn answered(sandbox: &Sandbox, id: &str) -> Option<Reply> {
    sandbox.ledger().executed(id).last().map(|entry| entry.reply().clone())
}

async fn arrange(sandbox: &Sandbox, id: &str, case: &Malformed) -> bool {
    match case {
        Malformed::Unreachable => sandbox.refuse_connections(true).await.unwrap(),
        Malformed::Fault(fault) => drop(sandbox.fault(id, fault.clone()).always().unwrap()),
        Malformed::Says(body) => sandbox.answer_always(id, Reply::json(*body)).unwrap(),
        Malformed::OfAnotherAccount | Malformed::OfThePlatform if id == COMPONENT_FETCH => {
            return false;
        }
        Malformed::OfAnotherAccount => {
            let others = answered(sandbox, RENEWAL).unwrap();
            sandbox.answer_always(id, others).unwrap();
        }
        Malformed::OfThePlatform => {
            let own = answered(sandbox, COMPONENT_FETCH).unwrap();
            let own = String::from_utf8(own.body().to_vec()).unwrap();
            let own = own.replace("component_access_token", "authorizer_access_token");
            sandbox.answer_always(id, Reply::json(own)).unwrap();
        }
    }
    true
}

#[tokio::test(start_paused = true)]
async fn malformed_token_responses_are_rejected_within_the_deadline() {
    let (mut rejected, mut slowest) = (0, Duration::ZERO);
    for id in [COMPONENT_FETCH, RENEWAL] {
        for (name, case) in cases() {
            let (sandbox, vault) = (sandbox().await, MemoryVault::new());
            let helper = platform(&sandbox, vault.clone()).await;
            authorized(&sandbox, &helper, MERCHANT).await;
            let platform = platform(&sandbox, vault.clone()).await;
            let others = client_for(&sandbox, &platform, "wxother");
            if id == RENEWAL {
                // The tokens of another account and of the platform are cached.
                authorized(&sandbox, &platform, "wxother").await;
                call(&others).await.unwrap();
            }
            let before = sandbox.ledger().received_count(CALL);
            if !arrange(&sandbox, id, &case).await {
                continue;
            }
            let (begin, ours) = (Instant::now(), client(&sandbox, &platform, MERCHANT));
            let error = call(&ours).await.err().unwrap_or_else(|| panic!("{id}, {name}: a call"));
            slowest = slowest.max(begin.elapsed());
            assert!(begin.elapsed() <= DEADLINE + Duration::from_millis(500), "{id}, {name}");
            assert!(matches!(error, Error::Token(_)), "{id}, {name}: {error}");
            assert_eq!(sandbox.ledger().received_count(CALL), before, "{id}, {name}");
            assert_kept(&sandbox, &vault).await;
            rejected += 1;

            // When the responses are valid again, calls succeed after the longest pause.
            sandbox.refuse_connections(false).await.unwrap();
            sandbox.stop_faults();
            sandbox.answer_normally(id).unwrap();
            advance(Duration::from_secs(30)).await;
            call(&ours).await.unwrap_or_else(|error| panic!("{id}, {name}: {error}"));
            assert_kept(&sandbox, &vault).await;
        }
    }
    println!(
        "figure: {rejected} malformed token responses: 0 of their tokens used, 0 refresh tokens lost, slowest error {:.2} s at a deadline of {} s",
        slowest.as_secs_f64(),
        DEADLINE.as_secs()
    );
}
