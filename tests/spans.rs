//! What a call tells those who trace it: one span with names and numbers, and never a secret.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

#[path = "resend/play.rs"]
#[allow(dead_code, reason = "the tests of resending use the rest")]
mod play;
#[path = "spans/recorder.rs"]
mod recorder;
mod support;

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::Duration,
};

use play::{Act, BUSY, OK, Play};
use recorder::Recorder;
use support::{
    SECRET, Server, TOKEN, asks_for_token, assert_no_secret, json, reply, token_reply,
    weixin_url_form,
};
use tracing_subscriber::layer::SubscriberExt as _;
use weixin::{
    Method, ResendPolicy,
    api::{invoice::SetInvoiceUrlRequest, quota::ClearQuotaRequest},
};

/// What is recorded while this runs.
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
    let client = Play::new(&[OK]).client();
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
    const WITH_RID: Act = Act::Reply(
        200,
        r#"{"errcode":-1,"errmsg":"system error rid: 65ffe934-2355113d-79ef0b31"}"#,
    );
    let play = Play::new(&[Act::Silence, Act::Reply(502, ""), WITH_RID]);
    let policy = ResendPolicy::new().base_pause(Duration::ZERO);
    let client = play.builder().resend(policy).build().unwrap();
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

/// The line that ends a call's span.
async fn ended(call: impl Future<Output = ()>) -> String {
    recorded(call).await.lines().last().unwrap().trim().to_owned()
}

#[tokio::test(start_paused = true)]
async fn outcomes() {
    let client = Play::new(&[BUSY]).client();
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
    let client = Play::new(&[Act::Silence]).client();
    let dropped = ended(async {
        let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
        tokio::time::timeout(Duration::from_secs(3), call).await.unwrap_err();
    });
    assert_eq!(dropped.await, r#"weixin.outcome="dropped" weixin.duration_ms=3000"#);
}

/// Text that any number of writers add to.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn no_secret_is_traced_by_any_crate() {
    tracing_log::LogTracer::init().unwrap();
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    // A server that repeats what it was sent wherever it can.
    let server = Server::start(|request, number| {
        let told = format!("{TOKEN} {SECRET} {}", weixin_url_form(TOKEN));
        match number {
            1 => token_reply(TOKEN),
            2 => reply(
                "502 Bad Gateway",
                &[&format!("location: /?t={}", weixin_url_form(TOKEN))],
                told,
            ),
            3 => json(format!(r#"{{"errcode":-1,"errmsg":"{TOKEN} rid: {TOKEN}"}}"#)),
            4 => Vec::new(),
            5 => json(format!("<html>{told}")),
            _ if asks_for_token(request) => token_reply(TOKEN),
            _ => json(r#"{"invoice_url":"u"}"#),
        }
    })
    .await;
    let client = server.client();
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    let secret = client.raw(Method::Post, "/x").query("s", SECRET).json(SECRET).hide(SECRET);
    secret.await.unwrap();
    drop(guard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for (crate_name, words) in
        [("weixin", "weixin.call"), ("reqwest", "connection"), ("hyper", "pool")]
    {
        assert!(
            text.contains(crate_name) && text.contains(words),
            "{crate_name} is silent: {text}"
        );
    }
    assert_no_secret(&text, &[TOKEN, SECRET]);
}
