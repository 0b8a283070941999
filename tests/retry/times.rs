//! The maximum times of calls and their attempts.

use std::time::Duration;

use weixin::{Error, Idempotency, Method, RetryBudget, RetryPolicy};
use weixin_test_support::client::{ScriptedTransport, Step};

/// How much a call may exceed its deadline.
const MAX_DELAY: Duration = Duration::from_millis(50);

/// A policy without pauses, so that times are exact.
fn without_pauses() -> RetryPolicy {
    RetryPolicy::new().base_pause(Duration::ZERO)
}

/// The seconds that the attempts had.
fn seconds_allowed(transport: &ScriptedTransport) -> Vec<f64> {
    transport.sent().iter().map(|sent| sent.allowed.as_secs_f64()).collect()
}

#[tokio::test(start_paused = true)]
async fn an_attempt_leaves_half_of_the_time_to_the_next_if_there_may_be_one() {
    for (class, policy, seconds) in [
        (Idempotency::ReadOnly, without_pauses(), &[10.0, 5.0, 5.0][..]),
        (Idempotency::Idempotent, without_pauses(), &[10.0, 5.0, 5.0]),
        (Idempotency::ReadOnly, without_pauses().attempts(4), &[10.0, 5.0, 2.5, 2.5]),
        (Idempotency::ReadOnly, RetryPolicy::never(), &[20.0]),
        (Idempotency::NotIdempotent, without_pauses(), &[20.0]),
        (Idempotency::Keyed(&["id"]), without_pauses(), &[20.0]),
        // A retry after a timeout costs ten.
        (Idempotency::ReadOnly, without_pauses().budget(RetryBudget::new(9)), &[20.0]),
        (Idempotency::ReadOnly, without_pauses().budget(RetryBudget::new(19)), &[10.0, 10.0]),
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
async fn a_call_without_reply_ends_at_its_timeout() {
    // Whether or not the transport observes the deadline.
    for step in [Step::TimeOut, Step::Hang] {
        for class in [Idempotency::ReadOnly, Idempotency::NotIdempotent] {
            for timeout in
                [Duration::from_millis(1), Duration::from_secs(2), Duration::from_secs(60)]
            {
                let transport = ScriptedTransport::of(std::slice::from_ref(&step));
                let client = transport.client();
                let call = client.raw(Method::Get, "/x").idempotency(class).timeout(timeout);
                assert!(call.await.unwrap_err().is_timeout());
                let most = timeout + MAX_DELAY;
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
async fn a_transport_that_is_slightly_late_is_waited_for() {
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
        assert!(transport.elapsed() <= timeout + MAX_DELAY, "{late:?}: {:?}", transport.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn no_attempt_is_made_with_less_than_100_ms_left() {
    for (milliseconds, seconds) in [(199, &[0.199][..]), (200, &[0.1, 0.1]), (399, &[0.2, 0.199])] {
        let transport = ScriptedTransport::of(&[Step::TimeOut]);
        let client = transport.builder().retry(without_pauses()).build().unwrap();
        let call = client.raw(Method::Get, "/x").idempotency(Idempotency::ReadOnly);
        call.timeout(Duration::from_millis(milliseconds)).await.unwrap_err();
        let allowed: Vec<_> =
            seconds_allowed(&transport).iter().map(|s| (s * 1e3).round() / 1e3).collect();
        assert_eq!(allowed, seconds);
    }
}

#[tokio::test(start_paused = true)]
async fn no_pause_exceeds_the_timeout_of_the_call() {
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
