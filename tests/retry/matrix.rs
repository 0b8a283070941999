//! Each kind of failed attempt for each idempotency class: the number of attempts and the result.

use serde::Deserialize;
use weixin::{Error, Idempotency, Method, transport::FailureKind};
use weixin_test_support::client::{ScriptedTransport, Step};

#[derive(Deserialize)]
struct Url {
    #[allow(dead_code, reason = "that it is there is what counts")]
    invoice_url: String,
}

/// Makes a call of this class whose attempts fail. Returns the number of attempts and the result.
async fn outcome(class: Idempotency, steps: &[Step]) -> String {
    let transport = ScriptedTransport::of(steps);
    let client = transport.client();
    let call = client.raw(Method::Post, "/x").idempotency(class).response::<Url>();
    let error = call.await.err().unwrap();
    let variant = match &error {
        Error::Api(_) => "Api",
        Error::Transport(_) => "Transport",
        Error::Status(_) => "Status",
        Error::Decode(_) => "Decode",
        Error::Executed(_) => "Executed",
        Error::MayHaveExecuted(_) => "MayHaveExecuted",
        other => panic!("unexpected: {other:?}"),
    };
    assert_eq!(error.attempts() as usize, transport.sends());
    format!("{}x {variant}", transport.sends())
}

/// Checks the outcome of calls that are safe to repeat, and of calls that are not.
async fn assert_outcomes<'a>(
    table: impl IntoIterator<Item = (&'a [Step], &'static str, &'static str)>,
) {
    for (steps, repeatable, other) in table {
        for (class, expected) in [
            (Idempotency::ReadOnly, repeatable),
            (Idempotency::Idempotent, repeatable),
            (Idempotency::Keyed(&["order_id"]), other),
            (Idempotency::NotIdempotent, other),
        ] {
            assert_eq!(outcome(class, steps).await, expected, "{steps:?} as {class:?}");
        }
    }
}

const fn code(body: &'static str) -> Step {
    Step::respond(200, body)
}

#[tokio::test(start_paused = true)]
async fn failures_without_a_reply() {
    assert_outcomes([
        (&[Step::NO_CONNECTION][..], "3x Transport", "3x Transport"),
        (&[Step::TimeOut], "3x Transport", "1x MayHaveExecuted"),
        (&[Step::Hang], "3x Transport", "1x MayHaveExecuted"),
        (&[Step::Fail(FailureKind::Cut)], "3x Transport", "1x MayHaveExecuted"),
        (&[Step::Fail(FailureKind::Other)], "3x Transport", "1x MayHaveExecuted"),
        (&[Step::Cut("")], "3x Transport", "1x MayHaveExecuted"),
        (&[Step::Cut(r#"{"errcode":0,"invoice_url":"#)], "3x Transport", "1x MayHaveExecuted"),
        // The next reply would be as large.
        (&[Step::Fail(FailureKind::TooLarge)], "1x Transport", "1x MayHaveExecuted"),
        // Nothing was sent in the first attempt, but in the second.
        (
            &[Step::NO_CONNECTION, Step::Fail(FailureKind::Cut)],
            "3x Transport",
            "2x MayHaveExecuted",
        ),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn replies_that_do_not_come_from_wechat() {
    assert_outcomes([
        (&[Step::respond(500, "")][..], "3x Status", "1x MayHaveExecuted"),
        (&[Step::respond(502, "<html>Bad Gateway")], "3x Status", "1x MayHaveExecuted"),
        (&[Step::respond(503, r#"{"errcode":0}"#)], "3x Status", "1x MayHaveExecuted"),
        (&[Step::respond(302, "")], "1x Status", "1x MayHaveExecuted"),
        (&[Step::respond(404, "")], "1x Status", "1x MayHaveExecuted"),
        (&[Step::respond(200, "")], "3x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, "<html>log in")], "3x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, "ok")], "3x Decode", "1x MayHaveExecuted"),
        // Detected when the envelope is read, or, with the code of success, when the response is decoded.
        (&[Step::respond(200, r#"{"invoice_url":"u"#)], "3x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, r#"{"errcode":0,"invoice_url":"u"#)], "3x Executed", "1x Executed"),
        // A retry would get the same reply.
        (&[Step::respond(200, r#"{"errcode":true}"#)], "1x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, r#"{"errcode":0,"errcode":5}"#)], "1x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, r#"{"other":"u"}"#)], "1x Decode", "1x MayHaveExecuted"),
        (&[Step::respond(200, r#"{"errcode":0,"other":"u"}"#)], "1x Executed", "1x Executed"),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn codes_of_transient_errors() {
    assert_outcomes([
        (&[Step::BUSY][..], "3x Api", "1x MayHaveExecuted"),
        (&[code(r#"{"errcode":61450}"#)], "3x Api", "1x MayHaveExecuted"),
        (&[code(r#"{"errcode":72036}"#)], "3x Api", "1x MayHaveExecuted"),
        (&[code(r#"{"errcode":73105}"#)], "3x Api", "1x MayHaveExecuted"),
        (&[Step::respond(500, r#"{"errcode":-1}"#)], "3x Api", "1x MayHaveExecuted"),
    ])
    .await;
}

#[tokio::test(start_paused = true)]
async fn other_error_codes() {
    // A quota, an IP address, a permission, a frozen account, a secret, a parameter, an order, work in
    // progress, an unknown code.
    for refusal in [
        &[code(r#"{"errcode":45009}"#)][..],
        &[Step::MINUTE_QUOTA],
        &[code(r#"{"errcode":40164}"#)],
        &[code(r#"{"errcode":61004}"#)],
        &[code(r#"{"errcode":48001}"#)],
        &[code(r#"{"errcode":50002}"#)],
        &[code(r#"{"errcode":40125}"#)],
        &[code(r#"{"errcode":72031}"#)],
        &[code(r#"{"errcode":72018}"#)],
        &[code(r#"{"errcode":73107}"#)],
        &[code(r#"{"errcode":987654321}"#)],
        // The source has no other token.
        &[Step::REJECTED],
    ] {
        assert_outcomes([(refusal, "1x Api", "1x Api")]).await;
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_decides() {
    assert_outcomes([
        (&[Step::NO_CONNECTION, code(r#"{"errcode":72018}"#)][..], "2x Api", "2x Api"),
        (&[Step::TimeOut, code(r#"{"errcode":72018}"#)], "2x Api", "1x MayHaveExecuted"),
        (&[Step::NO_CONNECTION, Step::NO_CONNECTION, Step::BUSY], "3x Api", "3x MayHaveExecuted"),
    ])
    .await;
}
