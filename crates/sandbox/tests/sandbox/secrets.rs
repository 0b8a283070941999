//! No `Debug`, `Display` or label of the sandbox shows a secret.

use weixin_sandbox::{Reply, Sandbox};

use crate::sandbox;
use crate::support::client::{get, post, send};

/// All texts of the ledger that are meant to be shown.
fn shown(sandbox: &Sandbox) -> String {
    let mut text = format!("{:?} {:#?}", sandbox.ledger(), sandbox);
    for entry in sandbox.ledger().entries() {
        text += &format!("{entry} {:?} {:?}", entry.query(), entry.headers());
        text += &format!("{} {:?}", entry.body_shown(), entry.reply());
    }
    text
}

#[tokio::test]
async fn a_fetched_token_is_shown_as_its_label_everywhere() {
    let sandbox = sandbox().await;
    let body = r#"{"grant_type":"client_credential","appid":"wx1","secret":"s3cret"}"#;
    let reply = post(&sandbox, "/cgi-bin/stable_token", body).await.json().1;
    let token = reply["access_token"].as_str().unwrap();
    // In a valid call, and in every place where a faulty client could put it.
    post(&sandbox, &format!("/card/invoice/seturl?access_token={token}"), "{}").await;
    get(&sandbox, &format!("/{token}?{token}&x={token}&access_token={token}")).await;
    post(&sandbox, "/card/invoice/seturl", &format!(r#"{{"{token}":["{token}"]}}"#)).await;
    post(&sandbox, "/card/invoice/seturl", token).await;
    let referer = format!(
        "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\nReferer: http://x/?t={token}\r\n\r\n"
    );
    send(&sandbox, referer.as_bytes()).await;

    let shown = shown(&sandbox);
    assert!(!shown.contains(token), "{shown}");
    // Nor a part of it.
    assert!(!shown.contains(&token[..24]), "{shown}");
    assert!(!shown.contains(&token[104..]), "{shown}");
    let ledger = sandbox.ledger();
    let targets: Vec<_> = ledger.entries().iter().map(|e| e.target().to_owned()).collect();
    assert_eq!(
        targets,
        [
            "/cgi-bin/stable_token",
            "/card/invoice/seturl?access_token=[stable-1]",
            "/[stable-1]?[stable-1]&x=[stable-1]&access_token=[stable-1]",
            "/card/invoice/seturl",
            "/card/invoice/seturl",
            "/none",
        ]
    );
    assert_eq!(ledger.entries()[3].body_shown(), r#"{"[stable-1]":["[stable-1]"]}"#);
    assert_eq!(ledger.last().unwrap().header("referer"), Some("http://x/?t=[stable-1]"));
}

#[tokio::test]
async fn correct_and_wrong_app_secrets_are_hidden() {
    let sandbox = sandbox().await;
    for secret in ["s3cret", "s3cretwr0ng"] {
        let query = format!("grant_type=client_credential&appid=wx1&secret={secret}");
        get(&sandbox, &format!("/cgi-bin/token?{query}")).await;
        get(&sandbox, &format!("/no/such/path?{query}")).await;
        let body =
            format!(r#"{{"grant_type":"client_credential","appid":"wx1","secret":"{secret}"}}"#);
        post(&sandbox, "/cgi-bin/stable_token", &body).await;
        post(&sandbox, "/cgi-bin/stable_token", &format!("secret={secret}")).await;
    }
    let shown = shown(&sandbox);
    assert!(!shown.contains("s3cret"), "{shown}");
    assert!(!shown.contains("wr0ng"), "{shown}");
    let entries = sandbox.ledger().entries();
    assert_eq!(
        entries[0].target(),
        "/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=[secret]"
    );
    assert_eq!(
        entries[5].target(),
        "/no/such/path?grant_type=client_credential&appid=wx1&secret=[redacted]"
    );
    assert_eq!(
        entries[6].body_shown(),
        r#"{"grant_type":"client_credential","appid":"wx1","secret":"[redacted]"}"#
    );
    assert_eq!(entries[7].body_shown(), "[18 bytes]");
}

#[tokio::test]
async fn foreign_tokens_and_credentials_are_hidden() {
    let sandbox = sandbox().await;
    let request = "GET /x?access_token=f0reign HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
                   Authorization: Bearer f0reign\r\nCookie: f0reign\r\n\r\n";
    send(&sandbox, request.as_bytes()).await;
    let reply =
        Reply::json(r#"{"access_token":"f0reign","expires_in":[{"secret":{"a":"f0reign"}}]}"#);
    sandbox.answer_once("get_access_token", reply).unwrap();
    get(&sandbox, "/cgi-bin/token?grant_type=client_credential").await;
    let shown = shown(&sandbox);
    assert!(!shown.contains("f0reign"), "{shown}");
    let entry = &sandbox.ledger().entries()[0];
    assert_eq!(entry.target(), "/x?access_token=[redacted]");
    assert_eq!(entry.header("authorization"), Some("[redacted]"));
    assert_eq!(entry.token(), None);
}

#[tokio::test]
async fn a_builder_does_not_show_its_secrets() {
    let shown = format!("{:?}", crate::builder());
    assert!(shown.contains(r#"apps: ["wx1"]"#), "{shown}");
    assert!(!shown.contains("s3cret"), "{shown}");
}
