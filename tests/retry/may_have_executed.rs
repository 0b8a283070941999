//! The error of a call that may have been executed.

use std::error::Error as _;

use weixin::{
    Error, Idempotency, Method,
    api::{invoice::SetInvoiceUrlRequest, quota::ClearQuotaRequest},
    transport::FailureKind,
};
use weixin_test_support::client::{ScriptedTransport, Step, TOKEN, insertion};

#[tokio::test(start_paused = true)]
async fn the_error_of_an_insertion_has_its_keys() {
    let transport = ScriptedTransport::of(&[Step::TimeOut]);
    let error = transport.client().insert_invoice(insertion("A-1")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "insert_invoice may have been executed (order_id \"A-1\", \
         card_ext.user_card.invoice_user_data.billing_code \"\", \
         card_ext.user_card.invoice_user_data.billing_no \"2440\"): \
         insert_invoice: timed out before the reply was complete\n  \
         Query the outcome first; if the call was not executed, send the identical request again."
    );
    assert!(error.is_timeout() && error.may_have_executed());
    let Error::MayHaveExecuted(doubt) = &error else { panic!("{error:?}") };
    assert_eq!(doubt.endpoint(), "insert_invoice");
    assert_eq!((doubt.keys()[0].field(), doubt.keys()[0].value()), ("order_id", Some("A-1")));
    assert!(matches!(doubt.cause(), Error::Transport(_)));
}

#[tokio::test(start_paused = true)]
async fn an_error_code_is_kept() {
    let transport = ScriptedTransport::of(&[Step::BUSY]);
    let error = transport.client().insert_invoice(insertion("A-1")).await.unwrap_err();
    assert!(matches!(error, Error::MayHaveExecuted(_)));
    assert_eq!(error.code().unwrap().value(), -1);
    assert!(error.to_string().contains("WeChat answered -1 (SystemError): system error"));
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_call_without_keys_says_that_a_retry_may_execute_it_twice() {
    let transport = ScriptedTransport::of(&[Step::Fail(FailureKind::Cut)]);
    let error = transport.client().clear_quota(ClearQuotaRequest::new("wx")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "clear_quota may have been executed: clear_quota: the connection ended before the reply was \
         complete\n  Query the outcome first: a retry may execute the call twice."
    );
}

#[tokio::test(start_paused = true)]
async fn no_secret_is_shown() {
    let transport = ScriptedTransport::of(&[Step::Fail(FailureKind::Other)]);
    let error =
        transport.client().insert_invoice(insertion(&format!("A-{TOKEN}"))).await.unwrap_err();
    let Error::MayHaveExecuted(doubt) = &error else { panic!("{error:?}") };
    assert_eq!(doubt.keys()[0].value(), Some("A-[redacted]"));
    // The message of the transport's error is the URL.
    let message = error.source().unwrap().source().unwrap().to_string();
    assert_eq!(message, "https://api.weixin.qq.com/card/invoice/insert?access_token=[redacted]");
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(error) = next {
        assert!(!format!("{error} {error:?} {error:#?}").contains("canary"), "{error:?}");
        next = error.source();
    }
}

#[tokio::test(start_paused = true)]
async fn errors_say_how_many_attempts_there_were() {
    for (steps, message) in [
        (
            &[Step::BUSY][..],
            "set_invoice_url (3 attempts): WeChat answered -1 (SystemError): system error",
        ),
        (
            &[Step::NO_CONNECTION],
            "set_invoice_url (3 attempts): the connection failed, nothing was sent",
        ),
        (&[Step::respond(502, "")], "set_invoice_url (3 attempts): the reply has HTTP status 502"),
        (&[Step::respond(200, "")], "set_invoice_url (3 attempts): the reply is empty"),
        (&[Step::respond(404, "")], "set_invoice_url: the reply has HTTP status 404"),
    ] {
        let client = ScriptedTransport::of(steps).client();
        let error = client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        assert_eq!(error.to_string().lines().next(), Some(message));
    }
}

#[tokio::test(start_paused = true)]
async fn an_earlier_attempt_that_may_have_executed_counts() {
    let transport = ScriptedTransport::of(&[Step::TimeOut, Step::NO_CONNECTION]);
    let call = transport.client();
    let call = call.raw(Method::Post, "/x").idempotency(Idempotency::Idempotent);
    let error = call.await.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), FailureKind::Connect);
    assert!(transport.may_have_executed() && error.may_have_executed());
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_an_attempt_that_did_not_execute_is_a_success() {
    let transport = ScriptedTransport::of(&[Step::NO_CONNECTION, Step::NO_CONNECTION, Step::OK]);
    let client = transport.client();
    client.raw(Method::Post, "/x").idempotency(Idempotency::NotIdempotent).await.unwrap();
    assert_eq!(transport.sends(), 3);
}
