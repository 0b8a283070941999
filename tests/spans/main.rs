//! The span of a call, with names and numbers. tests/secrets shows that it has no secrets.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod recorder;

use std::time::Duration;

use recorder::Recorder;
use tracing_subscriber::layer::SubscriberExt as _;
use weixin::{
    Method, RetryPolicy,
    api::{invoice::SetInvoiceUrlRequest, quota::ClearQuotaRequest},
};
use weixin_test_support::client::{ScriptedTransport, Step};

/// Returns the spans and events that are recorded while this runs.
async fn recorded(call: impl Future<Output = ()>) -> String {
    let recorder = Recorder::default();
    let subscriber = tracing_subscriber::registry().with(recorder.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    call.await;
    drop(guard);
    recorder.into_text()
}

const SENT_TO: &str = r#"http.request.method="POST" url.path="/card/invoice/seturl" server.address="api.weixin.qq.com" server.port=443"#;

#[tokio::test(start_paused = true)]
async fn a_success() {
    let client = ScriptedTransport::of(&[Step::OK]).client();
    let text = recorded(async {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    });
    assert_eq!(
        text.await,
        format!(
            r#"INFO weixin.call otel.kind="client" weixin.endpoint="set_invoice_url" {SENT_TO}
  DEBUG attempt weixin.attempt=1 weixin.outcome="answered" http.response.status_code=200
  weixin.outcome="ok" weixin.duration_ms=0 weixin.attempts=1 http.response.status_code=200
"#
        )
    );
}

#[tokio::test(start_paused = true)]
async fn attempts_that_fail() {
    const WITH_RID: Step = Step::respond(
        200,
        r#"{"errcode":-1,"errmsg":"system error rid: 65ffe934-2355113d-79ef0b31"}"#,
    );
    let transport = ScriptedTransport::of(&[Step::TimeOut, Step::respond(502, ""), WITH_RID]);
    let policy = RetryPolicy::new().base_pause(Duration::ZERO);
    let client = transport.builder().retry(policy).build().unwrap();
    let text = recorded(async {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    });
    assert_eq!(
        text.await,
        format!(
            r#"INFO weixin.call otel.kind="client" weixin.endpoint="set_invoice_url" {SENT_TO}
  DEBUG attempt weixin.attempt=1 weixin.outcome="error" error.type="timeout"
  DEBUG another attempt follows weixin.pause_ms=0
  DEBUG attempt weixin.attempt=2 weixin.outcome="error" http.response.status_code=502 error.type="502"
  DEBUG another attempt follows weixin.pause_ms=0
  DEBUG attempt weixin.attempt=3 weixin.outcome="error" weixin.errcode=-1 weixin.rid="65ffe934-2355113d-79ef0b31" http.response.status_code=200 error.type="retry"
  weixin.outcome="error" weixin.duration_ms=10000 weixin.attempts=3 http.request.resend_count=2 http.response.status_code=200 otel.status_code="ERROR" error.type="retry" weixin.errcode=-1 weixin.rid="65ffe934-2355113d-79ef0b31"
"#
        )
    );
}

/// The last line of a call's span.
async fn ended(call: impl Future<Output = ()>) -> String {
    recorded(call).await.lines().last().unwrap().trim().to_owned()
}

#[tokio::test(start_paused = true)]
async fn outcomes() {
    let client = ScriptedTransport::of(&[Step::BUSY]).client();
    let in_doubt = ended(async {
        client.clear_quota(ClearQuotaRequest::new("wx")).await.unwrap_err();
    });
    assert_eq!(
        in_doubt.await,
        r#"weixin.outcome="may_have_executed" weixin.duration_ms=0 weixin.attempts=1 http.response.status_code=200 otel.status_code="ERROR" error.type="retry" weixin.errcode=-1"#
    );
    let refused = ended(async {
        client.raw(Method::Get, "no path").await.unwrap_err();
    });
    assert_eq!(
        refused.await,
        r#"weixin.outcome="refused" weixin.duration_ms=0 weixin.attempts=0 otel.status_code="ERROR" error.type="refused""#
    );
    let client = ScriptedTransport::of(&[Step::TimeOut]).client();
    let dropped = ended(async {
        let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
        tokio::time::timeout(Duration::from_secs(3), call).await.unwrap_err();
    });
    assert_eq!(dropped.await, r#"weixin.outcome="dropped" weixin.duration_ms=3000"#);
}
