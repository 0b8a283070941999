//! T5: with any `expires_in`, nothing panics and no source fetches without end.

use std::{sync::Arc, time::Duration};

use tokio::time::advance;
use weixin::{
    AnyAccount, ClassicToken, Client, Method, Platform, StableToken, TokenSource,
    api::Account,
    token::{MemoryStore, MemoryVault},
};
use weixin_test_support::client::{ScriptedTransport, Step, settled};

/// The `expires_in` of the reply, and the earliest and latest second at which the next token is fetched.
const LIFETIMES: [(&str, u64, u64); 14] = [
    (r#","expires_in":7200"#, 6840, 6900),
    (r#","expires_in":"7200""#, 6840, 6900),
    (r#","expires_in":345"#, 30, 45),
    (r#","expires_in":300"#, 30, 30),
    (r#","expires_in":299"#, 30, 30),
    (r#","expires_in":1"#, 30, 30),
    (r#","expires_in":0"#, 30, 30),
    (r#","expires_in":-1"#, 30, 30),
    (r#","expires_in":2147483648"#, 6840, 6900),
    (r#","expires_in":9223372036854775808"#, 6840, 6900),
    (r#","expires_in":null"#, 30, 30),
    (r#","expires_in":"soon""#, 30, 30),
    (r#","expires_in":{}"#, 30, 30),
    ("", 30, 30),
];

/// A source with the path of its fetch and the name of the token in the reply.
struct Case {
    name: &'static str,
    path: &'static str,
    field: &'static str,
    source: Arc<dyn TokenSource>,
}

/// A token source that is shared.
struct Shared(Arc<dyn TokenSource>);

impl TokenSource for Shared {
    fn kind(&self) -> &'static str {
        self.0.kind()
    }

    fn current(&self, client: &weixin::token::TokenlessClient) -> Option<weixin::Secret> {
        self.0.current(client)
    }

    fn token<'a>(
        &'a self,
        client: &'a weixin::token::TokenlessClient,
    ) -> weixin::transport::BoxFuture<'a, Result<weixin::Secret, weixin::error::TokenError>> {
        self.0.token(client)
    }

    fn rejected(&self, token: &weixin::Secret) {
        self.0.rejected(token);
    }
}

async fn platform() -> Platform {
    let platform = Platform::new("wxplatform", "app secret", MemoryVault::new());
    platform.set_verify_ticket("ticket").await.unwrap();
    platform.remember("wxmerchant", "refresh token").await.unwrap();
    platform
}

async fn cases() -> Vec<Case> {
    let case = |name, path, field, source| Case { name, path, field, source };
    vec![
        case(
            "StableToken",
            "/cgi-bin/stable_token",
            "access_token",
            Arc::new(StableToken::new("wx", "app secret")) as Arc<dyn TokenSource>,
        ),
        case(
            "StableToken with a store",
            "/cgi-bin/stable_token",
            "access_token",
            Arc::new(StableToken::with_store("wx", "app secret", MemoryStore::new())),
        ),
        case(
            "ClassicToken",
            "/cgi-bin/token",
            "access_token",
            Arc::new(ClassicToken::new("wx", "app secret", MemoryStore::new())),
        ),
        case(
            "Platform",
            "/cgi-bin/component/api_component_token",
            "component_access_token",
            Arc::new(platform().await),
        ),
        case(
            "AuthorizerToken",
            "/cgi-bin/component/api_authorizer_token",
            "authorizer_access_token",
            Arc::new(platform().await.authorizer("wxmerchant")),
        ),
    ]
}

/// A WeChat whose token call at `path` returns the tokens `t1`, `t2` … with this lifetime.
fn wechat(path: &'static str, field: &'static str, ttl: &'static str) -> ScriptedTransport {
    ScriptedTransport::new(move |sent| {
        if sent.path() == path {
            Step::json(format!(r#"{{"{field}":"t{}"{ttl}}}"#, sent.number))
        } else if sent.path().ends_with("api_component_token") {
            Step::respond(200, r#"{"component_access_token":"of the platform","expires_in":7200}"#)
        } else {
            Step::respond(200, "{}")
        }
    })
}

async fn call(client: &Client<AnyAccount>) {
    client.raw(Method::Get, "/call").await.unwrap();
}

/// The token of the last call.
fn last_sent(transport: &ScriptedTransport) -> String {
    let sent = transport.sent();
    let call = sent.iter().rev().find(|sent| sent.path() == "/call").unwrap();
    call.token().unwrap().to_owned()
}

#[tokio::test(start_paused = true)]
async fn a_token_of_any_source_is_cached_with_any_expires_in() {
    let (mut tried, mut sources) = (0, 0);
    for (ttl, earliest, latest) in LIFETIMES {
        let cases = cases().await;
        sources = cases.len();
        for Case { name, path, field, source } in cases {
            let transport = wechat(path, field, ttl);
            let fetches = || transport.sent().iter().filter(|sent| sent.path() == path).count();
            let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
            let builder = builder.token_source(Shared(source)).transport(transport.clone());
            let client = builder.build().unwrap();
            for _ in 0..100 {
                call(&client).await;
            }
            advance(Duration::from_secs(earliest - 1)).await;
            call(&client).await;
            settled().await;
            assert_eq!((last_sent(&transport), fetches()), ("t1".to_owned(), 1), "{name}{ttl}");
            advance(Duration::from_secs(latest - earliest + 1)).await;
            call(&client).await;
            settled().await;
            call(&client).await;
            assert_eq!((last_sent(&transport), fetches()), ("t2".to_owned(), 2), "{name}{ttl}");
            tried += 1;
        }
    }
    println!(
        "figure: T5, {} odd lives with {sources} sources: {tried} tried, 0 panics, 103 calls and 2 fetches each",
        LIFETIMES.len()
    );
}
