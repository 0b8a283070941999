//! S1 with Redis: no error, log or key contains the password, a token or an app secret.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use weixin::{
    AnyAccount, ClassicToken, Client, Platform, RetryPolicy, Secret,
    api::{Account, invoice::SetInvoiceUrlRequest},
    token::{MemoryVault, RedisStore, StoreError, TokenStore},
};
use weixin_redis_tests::{PASSWORD, RedisServer};
use weixin_test_support::{
    client::{
        RawServer, SECRET, TOKEN, json,
        leaks::{ENCODINGS, encoded},
    },
    search::Search,
};

use crate::{KEY, TWO_HOURS};

const REFRESH: &str = "refresh@@@canary/+9e2b7c";
const TICKET: &str = "ticket@@@canary/+5d8f1a==";
const CANARIES: [&str; 5] = [TOKEN, SECRET, PASSWORD, REFRESH, TICKET];

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn redis_errors_and_logs_show_no_secret() {
    let mut search = Search::begin(&CANARIES);
    let keys = keys_and_logs_of_sources(&mut search).await;
    servers_that_fail(&mut search).await;
    servers_that_repeat_what_they_were_sent(&mut search).await;
    sources_whose_server_is_gone(&mut search).await;
    let Search { paths, places, leaks, .. } = search;
    println!(
        "figure: S1 with Redis, {paths} paths, {places} places, {keys} keys, {} secrets in {} encodings: {} found",
        CANARIES.len(),
        ENCODINGS.len(),
        leaks.len()
    );
    assert!(leaks.is_empty(), "{}", leaks.join("\n\n"));
    assert!(keys == 3 && paths > 30 && places > 300, "fewer than there were: {paths}, {places}");
}

/// A WeChat whose tokens are all the same.
async fn wechat() -> RawServer {
    RawServer::answering(|request| {
        let line = request.line();
        json(if line.contains("seturl") {
            r#"{"invoice_url":"u"}"#.to_owned()
        } else if line.contains("api_component_token") {
            r#"{"component_access_token":"c","expires_in":7200}"#.to_owned()
        } else {
            format!(
                r#"{{"access_token":"{TOKEN}","authorizer_access_token":"{TOKEN}","expires_in":7200,"authorizer_refresh_token":"{REFRESH}"}}"#
            )
        })
    })
    .await
}

/// Clients whose tokens are shared in a store.
async fn clients(wechat: &RawServer, store: &RedisStore) -> [Client<AnyAccount>; 2] {
    let platform = Platform::with_store("wxplatform", SECRET, MemoryVault::new(), store.clone());
    platform.set_verify_ticket(TICKET).await.unwrap();
    platform.remember("wxmerchant", REFRESH).await.unwrap();
    let builder = || {
        let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
        builder.other_host(wechat.url()).retry(RetryPolicy::never())
    };
    [
        builder().token_source(ClassicToken::new("wx", SECRET, store.clone())).build().unwrap(),
        builder().token_source(platform.authorizer("wxmerchant")).build().unwrap(),
    ]
}

async fn keys_and_logs_of_sources(search: &mut Search) -> usize {
    let (server, wechat) = (RedisServer::start(), wechat().await);
    for client in clients(&wechat, &server.store()).await {
        let reply = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
        search.shown("a call with a token from Redis", vec![format!("{reply:?}")]);
    }
    let store = server.store();
    assert!(store.lease(KEY, "owner", TWO_HOURS).await.unwrap());
    store.release(KEY, "owner").await.unwrap();
    let keys: Vec<String> = server.command(&["KEYS", "*"]);
    search.shown("the names of keys", keys.clone());
    search.shown("Debug", vec![format!("{store:?} {store:#?}")]);
    keys.len()
}

type Outcomes = [Option<StoreError>; 5];

/// The errors of concurrent calls of all methods of a store.
async fn outcomes(store: &RedisStore) -> Outcomes {
    let token = Secret::from(TOKEN);
    let (read, lease, release, publish, reject) = tokio::join!(
        store.read(KEY),
        store.lease(KEY, "owner", TWO_HOURS),
        store.release(KEY, "owner"),
        store.publish(KEY, 0, &token, TWO_HOURS),
        store.reject(KEY, 1),
    );
    [read.err(), lease.err(), release.err(), publish.err(), reject.err()]
}

fn searched(search: &mut Search, path: &str, outcomes: Outcomes) {
    for error in outcomes {
        search.error(path, error.unwrap_or_else(|| panic!("{path}: no error")));
    }
}

async fn servers_that_fail(search: &mut Search) {
    let mut server = RedisServer::start();
    let store = server.store();
    store.publish(KEY, 0, &Secret::from(TOKEN), TWO_HOURS).await.unwrap();
    server.kill();
    searched(search, "the server is gone", outcomes(&store).await);
    server.restart();
    let with_another = format!("redis://:canary%2Fredis%2B5e1f%40@127.0.0.1:{}", server.port());
    searched(
        search,
        "the password is wrong",
        outcomes(&RedisStore::new(with_another).unwrap()).await,
    );
    let encrypted = RedisStore::new(server.url().replace("redis://", "rediss://")).unwrap();
    searched(search, "there is no encryption", outcomes(&encrypted).await);
    let without_the_commands =
        RedisServer::with_settings("rename-command EVALSHA \"\"\nrename-command EVAL \"\"", &[]);
    searched(search, "there are no scripts", outcomes(&without_the_commands.store()).await);
    server.freeze();
    searched(search, "the server hangs", outcomes(&server.store()).await);
    server.thaw();
    search.error("a URL that is none", RedisStore::new(PASSWORD).unwrap_err());
}

/// A store whose server returns an error with the secrets in every encoding to every command.
async fn repeating(secrets: &'static [&'static str]) -> RedisStore {
    let echo: Vec<String> = secrets
        .iter()
        .flat_map(|secret| ENCODINGS.iter().map(move |encoding| encoded(secret, encoding)))
        .collect();
    let reply = format!("-ERR unknown command, with args beginning with: {}\r\n", echo.join(" "));
    // Several, one for each of the concurrent commands.
    let replies = reply.repeat(3);
    let server = RawServer::start(move |mut connection| {
        let replies = replies.clone();
        async move {
            let mut buffer = [0; 4096];
            while connection.stream.read(&mut buffer).await? > 0 {
                connection.stream.write_all(replies.as_bytes()).await?;
            }
            Ok(())
        }
    });
    let address = server.await.address();
    // The password of all servers.
    RedisStore::new(format!("redis://:canary%2Fredis%2B5e1f%40%3A7c%3D%3D@{address}/0")).unwrap()
}

async fn servers_that_repeat_what_they_were_sent(search: &mut Search) {
    searched(search, "the server repeats", outcomes(&repeating(&[PASSWORD]).await).await);
    let store = repeating(&[PASSWORD, TOKEN]).await;
    let error = store.publish(KEY, 0, &Secret::from(TOKEN), TWO_HOURS).await.unwrap_err();
    search.error("the server repeats", error);
}

async fn sources_whose_server_is_gone(search: &mut Search) {
    let (mut server, wechat) = (RedisServer::start(), wechat().await);
    let store = server.store();
    server.kill();
    for client in clients(&wechat, &store).await {
        let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
        let error = call.timeout(Duration::from_secs(5)).await.unwrap_err();
        search.error("no token, since the store is gone", error);
    }
}
