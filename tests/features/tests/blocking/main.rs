//! Blocking calls of a program without an async runtime.

use std::{thread, time::Duration};

use tokio::runtime::Runtime;
use weixin::{
    Client, Error, Method,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
};
use weixin_sandbox::{Reply, Sandbox};

/// A sandbox with its own runtime, and a client of it.
fn started() -> (Runtime, Sandbox, Client<ServiceAccount>) {
    let runtime = Runtime::new().expect("a runtime");
    let sandbox = runtime.block_on(Sandbox::start()).expect("the sandbox starts");
    let client = Client::<ServiceAccount>::builder()
        .app(weixin_sandbox::APPID, weixin_sandbox::SECRET)
        .other_host(sandbox.url())
        .build()
        .expect("a client");
    (runtime, sandbox, client)
}

#[test]
fn a_call_blocks_until_it_ends() {
    let (_runtime, sandbox, client) = started();
    let reply = client.set_invoice_url(SetInvoiceUrlRequest::new()).wait().unwrap();
    assert!(reply.s_pappid().is_some());
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 1);
}

#[test]
fn a_raw_call_blocks_until_it_ends() {
    let (_runtime, _sandbox, client) = started();
    let call = client.raw(Method::Post, "/card/invoice/seturl").json(&serde_json::json!({}));
    let reply = call.wait().unwrap();
    assert_eq!(reply["errcode"], 0);
}

#[test]
fn threads_share_a_client_and_its_token() {
    let (_runtime, sandbox, client) = started();
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..10 {
                    client.set_invoice_url(SetInvoiceUrlRequest::new()).wait().unwrap();
                }
            });
        }
    });
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 160);
    assert_eq!(sandbox.ledger().executed_count("get_stable_access_token"), 1);
}

#[test]
fn an_error_is_the_same_as_of_an_awaited_call() {
    let (_runtime, sandbox, client) = started();
    let busy = Reply::json(r#"{"errcode":48001,"errmsg":"api unauthorized"}"#);
    sandbox.answer_once("set_invoice_url", busy).unwrap();
    let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
    let error = call.timeout(Duration::from_secs(10)).wait().unwrap_err();
    assert_eq!(error.code().unwrap().value(), 48001);
}

#[test]
fn inside_a_runtime_a_blocking_call_is_an_error() {
    let (runtime, _sandbox, client) = started();
    let error = runtime.block_on(async {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).wait().unwrap_err()
    });
    let Error::Config(error) = error else { panic!("another error: {error}") };
    let message = "configuration: `wait` was called inside an async runtime and would block it: await the call";
    assert_eq!(error.to_string(), message);
}
