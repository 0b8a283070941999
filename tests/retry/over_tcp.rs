//! Retries over TCP, with a server that counts executed calls.

use std::time::Duration;

use weixin::{
    Client, Error, RetryPolicy,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
};
use weixin_sandbox::{APPID, Reply, SECRET, Sandbox};
use weixin_test_support::client::insertion;

async fn client(sandbox: &Sandbox) -> Client<ServiceAccount> {
    let builder = Client::builder().app(APPID, SECRET).other_host(sandbox.url());
    builder.retry(RetryPolicy::new().max_pause(Duration::from_millis(1))).build().unwrap()
}

fn gateway_down() -> Reply {
    Reply::new(502, "<html>Bad Gateway")
}

#[tokio::test]
async fn an_idempotent_call_succeeds_after_a_gateway_fails_twice() {
    let sandbox = Sandbox::start().await.unwrap();
    for _ in 0..2 {
        sandbox.answer_once("set_invoice_url", gateway_down()).unwrap();
    }
    client(&sandbox).await.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    assert_eq!(sandbox.ledger().received_count("set_invoice_url"), 3);
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 1);
}

#[tokio::test]
async fn an_insertion_is_received_once() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.answer_once("insert_invoice", gateway_down()).unwrap();
    let error = client(&sandbox).await.insert_invoice(insertion("A-1")).await.unwrap_err();
    let Error::MayHaveExecuted(error) = error else { panic!("{error:?}") };
    assert_eq!(error.keys()[0].value(), Some("A-1"));
    assert!(matches!(error.cause(), Error::Status(_)));
    assert_eq!(sandbox.ledger().received_count("insert_invoice"), 1);
}

#[tokio::test]
async fn a_call_to_a_stopped_server_makes_three_attempts() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = client(&sandbox).await;
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    sandbox.stop().await;
    let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}
