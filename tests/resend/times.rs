//! How long calls and their attempts take at most.

use std::time::Duration;

use weixin::{Error, Method, Resend, ResendBudget, ResendPolicy};
use weixin_test_support::client::play::{Act, BUSY, NO_CONNECTION, Play};

/// How late a call may be.
const KEPT_TO: Duration = Duration::from_millis(50);

/// No pauses, so that times are exact.
fn at_once() -> ResendPolicy {
    ResendPolicy::new().base_pause(Duration::ZERO)
}

#[tokio::test(start_paused = true)]
async fn an_attempt_leaves_half_of_the_time_to_the_next_if_there_may_be_one() {
    for (class, policy, seconds) in [
        (Resend::Read, at_once(), &[10.0, 5.0, 5.0][..]),
        (Resend::Converge, at_once(), &[10.0, 5.0, 5.0]),
        (Resend::Read, at_once().attempts(4), &[10.0, 5.0, 2.5, 2.5]),
        (Resend::Read, ResendPolicy::never(), &[20.0]),
        (Resend::Never, at_once(), &[20.0]),
        (Resend::Dedup(&["id"]), at_once(), &[20.0]),
        // An attempt after a time-out costs ten.
        (Resend::Read, at_once().budget(ResendBudget::new(9)), &[20.0]),
        (Resend::Read, at_once().budget(ResendBudget::new(19)), &[10.0, 10.0]),
    ] {
        let play = Play::new(&[Act::Silence]);
        let client = play.builder().resend(policy).build().unwrap();
        let error = client.raw(Method::Get, "/x").resend_class(class).await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(play.seconds_allowed(), seconds);
        assert_eq!(play.elapsed(), Duration::from_secs(20));
    }
}

#[tokio::test(start_paused = true)]
async fn silence_ends_with_the_time_out_of_the_call() {
    // Whether or not the transport honours the deadline.
    for act in [Act::Silence, Act::Deafness] {
        for class in [Resend::Read, Resend::Never] {
            for timeout in
                [Duration::from_millis(1), Duration::from_secs(2), Duration::from_secs(60)]
            {
                let play = Play::new(&[act]);
                let client = play.client();
                let call = client.raw(Method::Get, "/x").resend_class(class).timeout(timeout);
                assert!(call.await.unwrap_err().is_timeout());
                let most = timeout + KEPT_TO;
                assert!(play.elapsed() <= most, "{act:?} {timeout:?}: {:?}", play.elapsed());
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_transport_that_is_a_little_late_is_still_heard() {
    let timeout = Duration::from_secs(2);
    for (late, heard) in [(0, "half of a re"), (20, "half of a re"), (45, "")] {
        let late = Duration::from_millis(late);
        let play = Play::new(&[Act::Lateness(late, "half of a re")]);
        let client = play.client();
        let call = client.raw(Method::Get, "/x").resend_class(Resend::Never).timeout(timeout);
        let error = call.await.unwrap_err();
        let Error::MayHaveExecuted(doubt) = &error else { panic!("{error:?}") };
        let Error::Transport(cause) = doubt.cause() else { panic!("{error:?}") };
        assert_eq!((cause.is_timeout(), cause.body()), (true, Some(heard)), "{late:?}");
        assert!(play.elapsed() <= timeout + KEPT_TO, "{late:?}: {:?}", play.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn no_attempt_is_made_that_has_hardly_any_time() {
    for (milliseconds, seconds) in [(199, &[0.199][..]), (200, &[0.1, 0.1]), (399, &[0.2, 0.199])] {
        let play = Play::new(&[Act::Silence]);
        let client = play.builder().resend(at_once()).build().unwrap();
        let call = client.raw(Method::Get, "/x").resend_class(Resend::Read);
        call.timeout(Duration::from_millis(milliseconds)).await.unwrap_err();
        let allowed: Vec<_> =
            play.seconds_allowed().iter().map(|s| (s * 1e3).round() / 1e3).collect();
        assert_eq!(allowed, seconds);
    }
}

#[tokio::test(start_paused = true)]
async fn no_pause_outlasts_the_call() {
    let policy = ResendPolicy::new().base_pause(Duration::from_secs(3600));
    let policy = policy.max_pause(Duration::from_secs(3600)).attempts(100);
    for acts in [&[NO_CONNECTION][..], &[BUSY]] {
        let play = Play::new(acts);
        let client = play.builder().resend(policy.clone()).build().unwrap();
        let call = client.raw(Method::Get, "/x").resend_class(Resend::Read);
        let error = call.timeout(Duration::from_secs(5)).await.unwrap_err();
        assert!(!error.is_timeout(), "the error is that of the attempt");
        assert!(play.elapsed() <= Duration::from_millis(5050), "{:?}", play.elapsed());
    }
}
