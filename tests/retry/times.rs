//! How long calls and their attempts take at most.

use std::time::Duration;

use weixin::{Error, Idempotency, Method, RetryBudget, RetryPolicy};
use weixin_test_support::client::{ScriptedTransport, Step};

/// How late a call may be.
const KEPT_TO: Duration = Duration::from_millis(50);

/// No pauses, so that times are exact.
fn at_once() -> RetryPolicy {
    RetryPolicy::new().base_pause(Duration::ZERO)
}

/// How many seconds the attempts had.
fn seconds_allowed(transport: &ScriptedTransport) -> Vec<f64> {
    transport.sent().iter().map(|sent| sent.allowed.as_secs_f64()).collect()
}

#[tokio::test(start_paused = true)]
async fn an_attempt_leaves_half_of_the_time_to_the_next_if_there_may_be_one() {
    for (class, policy, seconds) in [
        (Idempotency::ReadOnly, at_once(), &[10.0, 5.0, 5.0][..]),
        (Idempotency::Idempotent, at_once(), &[10.0, 5.0, 5.0]),
        (Idempotency::ReadOnly, at_once().attempts(4), &[10.0, 5.0, 2.5, 2.5]),
        (Idempotency::ReadOnly, RetryPolicy::never(), &[20.0]),
        (Idempotency::NotIdempotent, at_once(), &[20.0]),
        (Idempotency::Keyed(&["id"]), at_once(), &[20.0]),
        // An attempt after a time-out costs ten.
        (Idempotency::ReadOnly, at_once().budget(RetryBudget::new(9)), &[20.0]),
        (Idempotency::ReadOnly, at_once().budget(RetryBudget::new(19)), &[10.0, 10.0]),
    ] {
        let transport = ScriptedTransport::of(&[Step::TimeOut]);
        let client = transport.builder().retry(policy).build().unwrap();
        let error = client.raw(Method::Get, "/x").idempotency(class).await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(seconds_allowed(&transport), seconds);
        assert_eq!(transport.elapsed(), Duration::from_secs(20));
    }
}

#[tokio::test(start_paused = true)]
async fn silence_ends_with_the_time_out_of_the_call() {
    // Whether or not the transport honours the deadline.
    for step in [Step::TimeOut, Step::Hang] {
        for class in [Idempotency::ReadOnly, Idempotency::NotIdempotent] {
            for timeout in
                [Duration::from_millis(1), Duration::from_secs(2), Duration::from_secs(60)]
            {
                let transport = ScriptedTransport::of(std::slice::from_ref(&step));
                let client = transport.client();
                let call = client.raw(Method::Get, "/x").idempotency(class).timeout(timeout);
                assert!(call.await.unwrap_err().is_timeout());
                let most = timeout + KEPT_TO;
                assert!(
                    transport.elapsed() <= most,
                    "{step:?} {timeout:?}: {:?}",
                    transport.elapsed()
                );
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_is_a_little_late_is_still_heard() {
    let timeout = Duration::from_secs(2);
    for (late, heard) in [(0, "half of a re"), (20, "half of a re"), (45, "")] {
        let late = Duration::from_millis(late);
        let transport = ScriptedTransport::of(&[Step::Late(late, "half of a re")]);
        let client = transport.client();
        let call =
            client.raw(Method::Get, "/x").idempotency(Idempotency::NotIdempotent).timeout(timeout);
        let error = call.await.unwrap_err();
        let Error::MayHaveExecuted(doubt) = &error else { panic!("{error:?}") };
        let Error::Transport(cause) = doubt.cause() else { panic!("{error:?}") };
        assert_eq!((cause.is_timeout(), cause.body()), (true, Some(heard)), "{late:?}");
        assert!(transport.elapsed() <= timeout + KEPT_TO, "{late:?}: {:?}", transport.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn no_attempt_is_made_that_has_hardly_any_time() {
    for (milliseconds, seconds) in [(199, &[0.199][..]), (200, &[0.1, 0.1]), (399, &[0.2, 0.199])] {
        let transport = ScriptedTransport::of(&[Step::TimeOut]);
        let client = transport.builder().retry(at_once()).build().unwrap();
        let call = client.raw(Method::Get, "/x").idempotency(Idempotency::ReadOnly);
        call.timeout(Duration::from_millis(milliseconds)).await.unwrap_err();
        let allowed: Vec<_> =
            seconds_allowed(&transport).iter().map(|s| (s * 1e3).round() / 1e3).collect();
        assert_eq!(allowed, seconds);
    }
}

#[tokio::test(start_paused = true)]
async fn no_pause_outlasts_the_call() {
    let policy = RetryPolicy::new().base_pause(Duration::from_secs(3600));
    let policy = policy.max_pause(Duration::from_secs(3600)).attempts(100);
    for steps in [&[Step::NO_CONNECTION][..], &[Step::BUSY]] {
        let transport = ScriptedTransport::of(steps);
        let client = transport.builder().retry(policy.clone()).build().unwrap();
        let call = client.raw(Method::Get, "/x").idempotency(Idempotency::ReadOnly);
        let error = call.timeout(Duration::from_secs(5)).await.unwrap_err();
        assert!(!error.is_timeout(), "the error is that of the attempt");
        assert!(transport.elapsed() <= Duration::from_millis(5050), "{:?}", transport.elapsed());
    }
}
