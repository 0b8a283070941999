//! `RedisStore` with a server that is down, hangs, rejects calls, or holds foreign values: an error within a
//! second, without a secret.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use weixin::token::{RedisStore, StoreError, TokenStore};
use weixin_redis_tests::{PASSWORD, RedisServer};
use weixin_test_support::client::{TOKEN, assert_no_secret, everything_shown};

use crate::{KEY, TWO_HOURS, publish, read};

/// The message of a failed call. Asserts that the call failed within the second that a source waits, and that
/// the error shows no secret.
async fn failure<T: std::fmt::Debug>(call: impl Future<Output = Result<T, StoreError>>) -> String {
    let begin = Instant::now();
    let error = call.await.unwrap_err();
    assert!(begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());
    assert_no_secret(&everything_shown(&error), &[PASSWORD, TOKEN]);
    error.to_string()
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_server_that_is_gone_is_an_error_at_once() {
    let mut server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, TOKEN).await.unwrap());
    server.kill();
    failure(publish(&store, 1, TOKEN)).await;
    let refused = format!(
        "token store: Redis at 127.0.0.1:{}: Connection refused (os error 111)",
        server.port()
    );
    assert_eq!(failure(publish(&store, 1, TOKEN)).await, refused);
    assert_eq!(failure(store.read(KEY)).await, refused);
    assert_eq!(failure(store.lease(KEY, "a", TWO_HOURS)).await, refused);
    assert_eq!(failure(store.release(KEY, "a")).await, refused);
    assert_eq!(failure(store.reject(KEY, 1)).await, refused);
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_server_that_hangs_is_an_error_within_a_second_and_found_again() {
    let server = RedisServer::start();
    let store = server.store();
    assert!(publish(&store, 0, TOKEN).await.unwrap());
    server.freeze();
    let message =
        format!("token store: Redis at 127.0.0.1:{}: no response within 900 ms", server.port());
    assert_eq!(failure(publish(&store, 5, TOKEN)).await, message);
    assert_eq!(failure(store.read(KEY)).await, message);
    server.thaw();
    assert_eq!(read(&store).await, Some((1, TOKEN.to_owned())));
}

#[tokio::test]
async fn a_server_that_never_responds_is_an_error_within_a_second() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    for scheme in ["redis", "rediss"] {
        let store = RedisStore::new(format!("{scheme}://:secret@{address}")).unwrap();
        assert_eq!(
            failure(store.read(KEY)).await,
            format!("token store: Redis at {address}: no response within 900 ms")
        );
    }
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn encryption_to_a_plain_server_is_an_error() {
    let server = RedisServer::start();
    let store = RedisStore::new(server.url().replace("redis://", "rediss://")).unwrap();
    let message = failure(store.read(KEY)).await;
    assert!(message.starts_with(&format!("token store: Redis at 127.0.0.1:{}: ", server.port())));
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_wrong_password_is_reported_but_not_shown() {
    let server = RedisServer::start();
    let address = format!("127.0.0.1:{}", server.port());
    for user in ["", "default", "canary-user"] {
        let url = format!("redis://{user}:canary%2Fredis%2Bwrong@{address}");
        let store = RedisStore::new(url).unwrap();
        let error = publish(&store, 0, TOKEN).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "token store: Redis at {address}: Password authentication failed - \
                 AuthenticationFailed"
            )
        );
        let shown = everything_shown(&error) + &format!("{store:?}{store:#?}");
        assert_no_secret(&shown, &["canary/redis+wrong", "canary-user", TOKEN]);
    }
    let store = RedisStore::new(format!("redis://{address}")).unwrap();
    assert_eq!(
        failure(publish(&store, 0, TOKEN)).await,
        format!("token store: Redis at {address}: NOAUTH Authentication required.")
    );
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_corrected_password_is_accepted() {
    let server = RedisServer::start();
    let url = format!("redis://:later@127.0.0.1:{}", server.port());
    let store = RedisStore::new(url).unwrap();
    failure(store.read(KEY)).await;
    server.command::<()>(&["ACL", "SETUSER", "default", ">later"]);
    assert_eq!(read(&store).await, None);
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_foreign_value_is_an_error_that_does_not_show_it() {
    let server = RedisServer::start();
    let store = server.store();
    let entry = "{weixin:classic:wx}:token";
    server.command::<()>(&["SET", entry, TOKEN]);
    assert!(failure(store.read(KEY)).await.contains("WRONGTYPE"));
    assert!(failure(publish(&store, 0, TOKEN)).await.contains("WRONGTYPE"));
    server.command::<()>(&["DEL", entry]);
    for fields in [
        ["generation", TOKEN, "token", TOKEN, "expires_at", TOKEN, "rejected", TOKEN],
        ["generation", "-1", "token", TOKEN, "expires_at", "1", "rejected", "0"],
        ["generation", "1", "token", TOKEN, "expires_at", "1", "rejected", "maybe"],
        ["generation", "1", "t", TOKEN, "expires_at", "1", "rejected", "0"],
    ] {
        server.command::<()>(&["DEL", entry]);
        server.command::<()>(&[&["HSET", entry], &fields[..]].concat());
        assert_eq!(
            failure(store.read(KEY)).await,
            format!(
                "token store: the value of the Redis key {entry} was not written by this store"
            )
        );
    }
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn an_error_of_the_server_does_not_show_the_arguments() {
    // If the server lacks the command, its error quotes the arguments.
    let server = RedisServer::with_settings("rename-command EVALSHA \"\"", &[]);
    let message = failure(publish(&server.store(), 0, TOKEN)).await;
    assert!(message.contains("unknown command"), "{message}");
    assert!(message.contains("[redacted]"), "{message}");
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_user_with_the_documented_permissions_is_sufficient() {
    let server = RedisServer::start();
    let rights = "+evalsha +eval +hget +hmget +hset +pexpire +time +get +set +del";
    let mut command = vec!["ACL", "SETUSER", "weixin", "on", ">pw", "~{weixin:*"];
    command.extend(rights.split(' '));
    server.command::<()>(&command);
    let store =
        RedisStore::new(format!("redis://weixin:pw@127.0.0.1:{}/0", server.port())).unwrap();
    assert!(publish(&store, 0, "t").await.unwrap());
    store.reject(KEY, 1).await.unwrap();
    assert!(store.lease(KEY, "a", TWO_HOURS).await.unwrap());
    store.release(KEY, "a").await.unwrap();
    assert_eq!(read(&store).await, Some((1, "t".to_owned())));
    assert_eq!(
        failure(store.read("other")).await,
        format!(
            "token store: Redis at 127.0.0.1:{}: NOPERM this user has no permissions to access one \
             of the keys used as arguments",
            server.port()
        )
    );
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn a_custom_client_or_connection_works() {
    let server = RedisServer::start();
    let store = RedisStore::with_client(server.client());
    assert!(publish(&store, 0, "t").await.unwrap());
    let connection = server.client().get_multiplexed_async_connection().await.unwrap();
    let store = RedisStore::with_connection(connection);
    assert_eq!(read(&store).await, Some((1, "t".to_owned())));
    assert_eq!(
        format!("{store:?}"),
        r#"RedisStore { server: a connection of the caller, prefix: "" }"#
    );
}

#[test]
fn an_invalid_url_is_not_shown() {
    for url in [
        "",
        PASSWORD,
        "http://:canary%2Fredis@localhost",
        "redis://:canary/redis+5e1f@:7c==@localhost",
        "redis://:canary%2Fredis@localhost:port",
        "redis://:canary%2Fredis@localhost/canary",
        "redis://:canary%2Fredis@localhost/?protocol=canary",
        "rediss://:canary%2Fredis@localhost/#canary",
        "redis://:canary%ff@localhost",
    ] {
        let error = RedisStore::new(url).unwrap_err();
        assert_eq!(
            error.to_string(),
            "token store: the Redis URL is invalid: it must be of the form \
             rediss://user:password@host:6379/0"
        );
        assert!(!everything_shown(&error).contains("canary"), "{url}");
    }
}

#[test]
fn debug_shows_the_server_and_neither_user_nor_password() {
    let url = "rediss://canary-user:canary%2Fredis%2B5e1f%40%3A7c%3D%3D@redis.example.com:6380/3";
    let store = RedisStore::new(url).unwrap().prefix("staging:");
    assert_eq!(
        format!("{store:?}"),
        r#"RedisStore { server: redis.example.com:6380, prefix: "staging:" }"#
    );
}

/// A server with a certificate for 127.0.0.1 that only the test trusts, and the certificate.
fn encrypted() -> (RedisServer, String) {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let (certificate, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    let settings = "port 0\ntls-port PORT\ntls-cert-file c.pem\ntls-key-file k.pem\n\
                    tls-ca-cert-file c.pem\ntls-auth-clients no";
    let files = [("c.pem", &*certificate), ("k.pem", &*key)];
    (RedisServer::with_settings(settings, &files), certificate)
}

#[tokio::test]
#[cfg_attr(not(has_redis), ignore = "needs redis-server: apt-get install redis-server")]
async fn an_encrypted_connection_works_if_the_certificate_is_trusted() {
    let (server, certificate) = encrypted();
    let url = server.url().replace("redis://", "rediss://");
    let certificates =
        redis::TlsCertificates { client_tls: None, root_cert: Some(certificate.into_bytes()) };
    let client = redis::Client::build_with_tls(url.clone(), certificates).unwrap();
    let store = RedisStore::with_client(client);
    assert!(publish(&store, 0, TOKEN).await.unwrap());
    assert_eq!(read(&store).await, Some((1, TOKEN.to_owned())));
    let message = failure(RedisStore::new(url).unwrap().read(KEY)).await;
    assert!(message.contains("certificate"), "{message}");
}
