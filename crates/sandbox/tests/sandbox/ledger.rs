//! The record of the requests that the sandbox received.

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use weixin_sandbox::{At, Fault, Verdict};

use crate::support::client::{get, post};
use crate::{builder, sandbox, with_token};

#[tokio::test]
async fn an_entry_has_the_request_and_its_result() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/order/place") + "&note=a%20b";
    let body = r#"{"order_id":"1","card_ext":{"fee":1}}"#;
    let answer = post(&sandbox, &target, body).await;

    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.number(), 1);
    assert_eq!(entry.endpoint(), Some("place_order"));
    assert_eq!(entry.verdict(), Verdict::Executed);
    assert!(entry.is_executed());
    assert_eq!(entry.method(), "POST");
    assert_eq!(entry.path(), "/card/order/place");
    assert_eq!(entry.target(), "/card/order/place?access_token=[access_token-1]&note=a%20b");
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(entry.query(), [pair("access_token", "[access_token-1]"), pair("note", "a b")]);
    assert_eq!(entry.token(), Some("access_token-1"));
    assert_eq!(
        entry.headers(),
        [
            pair("host", "sandbox"),
            pair("connection", "close"),
            pair("content-type", "application/json"),
            pair("content-length", "37"),
        ]
    );
    assert_eq!(entry.header("content-type"), Some("application/json"));
    assert_eq!(entry.header("referer"), None);
    assert_eq!(entry.body(), body.as_bytes());
    assert_eq!(entry.json(), Some(json!({"order_id": "1", "card_ext": {"fee": 1}})));
    assert_eq!(entry.body_shown(), body);
    assert_eq!(entry.reply().status(), 200);
    assert_eq!(entry.reply().body(), answer.body.as_bytes());
    assert_eq!(
        entry.to_string(),
        "#1 POST /card/order/place?access_token=[access_token-1]&note=a%20b -> 200, executed"
    );
}

#[tokio::test]
async fn refused_and_rejected_requests_are_kept_too() {
    let sandbox = sandbox().await;
    post(&sandbox, "/card/invoice/seturl", "{}").await;
    get(&sandbox, "/card/invoice/seturl").await;
    get(&sandbox, "/card/invoice/setbizattr?action=get_pay_mch").await;
    get(&sandbox, "/favicon.ico").await;
    let lines: Vec<_> = sandbox
        .ledger()
        .entries()
        .iter()
        .map(|entry| (entry.endpoint().map(str::to_owned), entry.to_string()))
        .collect();
    let line = |id: Option<&str>, line: &str| (id.map(str::to_owned), line.to_owned());
    assert_eq!(
        lines,
        [
            line(
                Some("set_invoice_url"),
                "#1 POST /card/invoice/seturl -> 200, refused with 41001"
            ),
            line(Some("set_invoice_url"), "#2 GET /card/invoice/seturl -> 200, refused with 43002"),
            line(
                None,
                "#3 GET /card/invoice/setbizattr?action=get_pay_mch -> 200, refused with 43002"
            ),
            line(None, "#4 GET /favicon.ico -> 404, rejected"),
        ]
    );
}

#[tokio::test]
async fn entries_and_counts_are_found_by_endpoint() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    post(&sandbox, &target, "{}").await;
    post(&sandbox, &target, "").await;
    post(&sandbox, &target, "{}").await;
    let ledger = sandbox.ledger();
    assert_eq!(ledger.received("set_invoice_url").len(), 3);
    assert_eq!(ledger.received_count("set_invoice_url"), 3);
    let executed = ledger.executed("set_invoice_url");
    let numbers: Vec<_> = executed.iter().map(|entry| entry.number()).collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(ledger.executed_count("set_invoice_url"), 2);
    assert_eq!(ledger.executed_count("get_stamp"), 0);

    ledger.clear();
    assert_eq!(ledger.entries().len(), 0);
    assert_eq!(ledger.received_count("set_invoice_url"), 0);
    post(&sandbox, &target, "{}").await;
    assert_eq!(ledger.last().unwrap().number(), 4);
}

#[tokio::test]
async fn it_keeps_entries_up_to_the_limit_and_counts_all() {
    let sandbox = builder().ledger_limit(2).start().await.unwrap();
    let target = with_token(&sandbox, "/card/invoice/seturl");
    for _ in 0..5 {
        post(&sandbox, &target, "{}").await;
    }
    let entries = sandbox.ledger().entries();
    let numbers: Vec<_> = entries.iter().map(|entry| entry.number()).collect();
    assert_eq!(numbers, [4, 5]);
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 5);
}

#[tokio::test]
async fn entries_say_which_calls_shared_a_connection() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    post(&sandbox, &target, "{}").await;
    // The last of these is cut in its head, before hyper has read it.
    sandbox.fault("set_invoice_url", Fault::Cut(At::RequestHead)).on_calls(2..).unwrap();
    let call = format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}");
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(call.as_bytes()).await.unwrap();
    stream.read_exact(&mut [0; 12]).await.unwrap();
    stream.write_all(call.as_bytes()).await.unwrap();
    let _ = stream.read_to_end(&mut Vec::new()).await;
    let entries = sandbox.ledger().entries();
    let connections: Vec<_> = entries.iter().map(|entry| entry.connection()).collect();
    assert_eq!(connections, [1, 2, 2]);
}
