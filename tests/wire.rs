//! Every example of the spec, really sent to the sandbox over TCP: the request as it was received,
//! secrets redacted, and the reply as it was decoded.

use std::fmt::Write;
use std::time::Duration;

use insta::{Settings, assert_snapshot};
use weixin::api::{Account, example};
use weixin::{AnyAccount, Client, StaticToken};
use weixin_sandbox::{Entry, Sandbox};

/// The placeholders that the spec's examples use.
const APPS: [(&str, &str); 2] = [("APPID", "APPSECRET"), ("AppID", "AppSecret")];

async fn sandbox() -> Sandbox {
    let apps = APPS.iter().fold(Sandbox::builder(), |b, (id, secret)| b.app(*id, *secret));
    apps.frozen_clock().start().await.expect("the sandbox starts")
}

fn client(sandbox: &Sandbox) -> Client<AnyAccount> {
    // A token from the sandbox itself, so that the example's call is the only one.
    let token = sandbox.issue_token("access_token").expect("the spec has access tokens");
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = builder.token_source(StaticToken::new(token));
    builder.other_host(sandbox.url()).timeout(Duration::from_secs(10)).build().expect("a client")
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

#[tokio::test]
async fn every_example_is_sent_and_decoded_as_its_snapshot_says() {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("wire");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _bound = settings.bind_to_scope();
    for example in example::ALL.iter().copied().flatten() {
        // A sandbox of its own: no example depends on those before it.
        let sandbox = sandbox().await;
        let decoded = match (example.send)(&client(&sandbox)).await {
            Ok(reply) => reply,
            Err(error) => format!("error: {error}"),
        };
        let entry = sandbox.ledger().last().expect("the request was received");
        let name = format!("{}__{}", example.endpoint, example.name.replace(' ', "_"));
        assert_snapshot!(name, format!("{}\n\n→ {decoded}", received(&entry)));
    }
}

#[test]
fn every_endpoint_has_an_example() {
    let without: Vec<_> = example::ALL.iter().filter(|examples| examples.is_empty()).collect();
    assert!(without.is_empty(), "{} endpoints have no example", without.len());
}
