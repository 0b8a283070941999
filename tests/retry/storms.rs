//! Many calls that fail together: no more requests than calls and budget allow, and no call exceeds its
//! deadline.

use std::time::Duration;

use tokio::{task::JoinSet, time::Instant};
use weixin::{RetryBudget, RetryPolicy, api::invoice::SetInvoiceUrlRequest};
use weixin_test_support::client::{ScriptedTransport, Step};

/// Makes 1,000 concurrent calls, each with a timeout of 20 s. Returns the number of requests and the time of
/// the longest call.
async fn thousand_calls(steps: &[Step], policy: RetryPolicy) -> (usize, Duration) {
    let transport = ScriptedTransport::of(steps);
    let client = transport.builder().retry(policy).build().unwrap();
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let client = client.clone();
        calls.spawn(async move {
            let start = Instant::now();
            client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
            start.elapsed()
        });
    }
    let longest = calls.join_all().await.into_iter().max().unwrap();
    (transport.sends(), longest)
}

#[tokio::test(start_paused = true)]
async fn concurrent_calls_to_a_server_that_is_down_cause_no_storm() {
    for (steps, policy, requests) in [
        (&[Step::NO_CONNECTION][..], RetryPolicy::new(), 1000 + 500 / 5),
        (&[Step::BUSY], RetryPolicy::new(), 1000 + 500 / 5),
        (&[Step::respond(503, "")], RetryPolicy::new().attempts(10), 1000 + 500 / 5),
        (&[Step::TimeOut], RetryPolicy::new(), 1000 + 500 / 10),
        (&[Step::NO_CONNECTION], RetryPolicy::new().budget(RetryBudget::new(50)), 1000 + 50 / 5),
        (&[Step::NO_CONNECTION], RetryPolicy::never(), 1000),
    ] {
        let (sends, longest) = thousand_calls(steps, policy).await;
        assert_eq!(sends, requests, "{steps:?}");
        assert!(longest <= Duration::from_millis(20_050), "{steps:?}: {longest:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn consecutive_calls_to_a_server_that_is_down_cause_no_storm() {
    let transport = ScriptedTransport::of(&[Step::NO_CONNECTION]);
    let client = transport.client();
    for _ in 0..1000 {
        client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
    }
    assert_eq!(transport.sends(), 1100);
}
