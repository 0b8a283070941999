//! S1 and S2: no secret is shown, and a token is sent only to WeChat. Whatever a server, a transport, a vault,
//! a store or a custom type does, no error, `Debug`, panic or log contains a secret.
//!
//! Each error path runs while the logs of all crates are captured. Everything that is visible is searched for
//! every secret in every encoding. Paths with Redis are in `tests/redis/tests/store/secrets.rs`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod answers;
mod calls;
mod failures;
mod hosts;
mod platforms;
mod search_can_fail;
mod shown;

use weixin_test_support::{
    client::{SECRET, TOKEN, leaks::ENCODINGS},
    search::Search,
};

/// The secrets of a third-party platform.
const COMPONENT: &str = "canary.component/+3c5e8b==";
const AUTHORIZER: &str = "canary~authorizer/+6a1d4f==";
const REFRESH: &str = "refresh@@@canary/+9e2b7c";
const TICKET: &str = "ticket@@@canary/+5d8f1a==";
const CODE: &str = "queryauthcode@@@canary/+4b7a2e";
const PLATFORM_SECRET: &str = "canary=platform/\"8f3d\"";

const CANARIES: [&str; 8] =
    [TOKEN, SECRET, COMPONENT, AUTHORIZER, REFRESH, TICKET, CODE, PLATFORM_SECRET];

#[tokio::test]
async fn no_error_path_or_log_shows_a_secret() {
    let mut search = Search::begin(&CANARIES);
    calls::all(&mut search).await;
    platforms::all(&mut search).await;
    failures::all(&mut search).await;
    shown::all(&mut search).await;
    let Search { paths, places, leaks, logged, .. } = &search;
    println!("figure: S1, crates that logged: {logged:?}");
    assert!(["weixin", "reqwest", "hyper"].iter().all(|it| logged.contains(it)), "{logged:?}");
    println!(
        "figure: S1, {paths} error paths, {places} places, {} secrets in {} encodings: {} found",
        CANARIES.len(),
        ENCODINGS.len(),
        leaks.len()
    );
    assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
    assert!(*paths > 300 && *places > 10_000, "fewer than there were: {paths}, {places}");

    // A leak would have been found.
    search_can_fail::leak(&mut search).await;
    let planted = |secret: &&&str| search.leaks.iter().any(|leak| leak.contains(**secret));
    assert_eq!(CANARIES.iter().filter(planted).count(), 4, "{}", search.leaks.join("\n\n"));
}
