//! Every example of the spec, really sent to the sandbox over TCP: the request as it was received,
//! secrets redacted, and the reply as it was decoded.

use std::fmt::Write;
use std::time::Duration;

use insta::{Settings, assert_snapshot};
use serde_json::Value;
use weixin::api::{self, Account};
use weixin::{Accounts, AnyAccount, Client, Description, StaticToken};
use weixin_sandbox::{Entry, Sandbox};
use weixin_test_support::example::{Decoded, Example, Sent};

/// What `cargo gen` makes of the examples in spec/.
#[rustfmt::skip]
#[allow(unreachable_pub, reason = "a crate that generates its own publishes them")]
mod examples;

/// The placeholders that the spec's examples use.
const APPS: [(&str, &str); 2] = [("APPID", "APPSECRET"), ("AppID", "AppSecret")];

/// The third-party platform of the example that fetches its token.
const PLATFORM: (&str, &str, &str) = ("appid_value", "appsecret_value", "ticket_value");

async fn sandbox() -> Sandbox {
    let apps = APPS.iter().fold(Sandbox::builder(), |b, (id, secret)| b.app(*id, *secret));
    let (platform, secret, ticket) = PLATFORM;
    let apps = apps.third_party(platform, secret);
    let sandbox = apps.frozen_clock().start().await.expect("the sandbox starts");
    sandbox.third_party(platform).expect("it is known").push_ticket_of(ticket);
    sandbox
}

/// A client that may call the endpoint: an account of the first kind that may, with a token of the
/// first kind that will do.
fn client(sandbox: &Sandbox, endpoint: &Description) -> Client<AnyAccount> {
    let kind = endpoint.token.and_then(|token| token.kinds.first()).unwrap_or(&"access_token");
    // A token from the sandbox itself, so that the example's call is the only one.
    let token = sandbox.issue_token(kind).expect("the spec has such tokens");
    let account = match endpoint.access.accounts {
        Accounts::Only([first, ..]) => Account::ALL.iter().find(|account| account.id() == *first),
        _ => None,
    };
    Client::<AnyAccount>::builder()
        .account(*account.unwrap_or(&Account::ServiceAccount))
        .token_source(StaticToken::of_kind(kind, token))
        .other_host(sandbox.url())
        .timeout(Duration::from_secs(10))
        // Documented examples exceed documented limits.
        .check_limits(false)
        .build()
        .expect("a client")
}

/// The request as it arrived, headers that every client sends left out.
fn received(entry: &Entry) -> String {
    let mut text = format!("{} {}\n", entry.method(), entry.target());
    let mut headers: Vec<_> = entry.headers().iter().collect();
    headers.sort();
    for (name, value) in headers {
        if name != "host" {
            let _ = writeln!(text, "{name}: {value}");
        }
    }
    let _ = write!(text, "\n{}", entry.body_shown());
    text
}

fn all() -> impl Iterator<Item = &'static Example> {
    examples::ALL.iter().copied().flatten()
}

#[tokio::test]
async fn every_example_is_sent_and_decoded_as_its_snapshot_says() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    for example in all() {
        // A sandbox of its own: no example depends on those before it.
        let sandbox = sandbox().await;
        let decoded = match (example.send)(&client(&sandbox, example.endpoint)).await {
            Ok(reply) => reply.shown,
            Err(error) => format!("error: {error}"),
        };
        let entry = sandbox.ledger().last().expect("the request was received");
        let name = format!("{}__{}", example.endpoint.id, example.name.replace(' ', "_"));
        assert_snapshot!(name, format!("{}\n\n→ {decoded}", received(&entry)));
    }
}

/// Whoever keeps a reply as JSON and reads it again has what WeChat said.
#[tokio::test]
async fn every_reply_reads_back_and_lacks_nothing() {
    let mut compared = 0;
    for example in all() {
        let sandbox = sandbox().await;
        let Ok(reply) = (example.send)(&client(&sandbox, example.endpoint)).await else { continue };
        assert!(reply.reads_back, "{example:?}");
        let Some(written) = reply.json else { continue };
        let entry = sandbox.ledger().last().expect("the request was received");
        let said: Value = serde_json::from_slice(entry.reply().body()).expect("JSON");
        assert_eq!(leaves(&written), leaves(&said), "{example:?}");
        compared += 1;
    }
    assert!(compared >= 64, "{compared} replies");
}

/// The values in a reply, each with its path: numbers as text, since either may stand for the other,
/// without the envelope, and without what is empty or a time of 0, which say that there is nothing.
fn leaves(json: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    collect("", json, &mut all);
    all.retain(|(path, text)| !(path.ends_with("_time") && text == "0"));
    all.retain(|(path, text)| !text.is_empty() && path != ".errcode" && path != ".errmsg");
    all.sort();
    all
}

fn collect(path: &str, json: &Value, all: &mut Vec<(String, String)>) {
    match json {
        Value::Null => {}
        Value::String(text) => all.push((path.to_owned(), text.clone())),
        Value::Bool(_) | Value::Number(_) => all.push((path.to_owned(), json.to_string())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(&format!("{path}[{index}]"), item, all);
            }
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, it)| collect(&format!("{path}.{name}"), it, all));
        }
    }
}

#[test]
fn every_endpoint_has_an_example() {
    let without: Vec<_> = examples::ALL.iter().filter(|examples| examples.is_empty()).collect();
    assert!(without.is_empty(), "{} endpoints have no example", without.len());
}
