//! The policies of clients and calls.

use std::{sync::Mutex, time::Duration};

use weixin::{
    Client, Error, Idempotency, Method, RetryBudget, RetryPolicy, Secret, TokenSource,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    error::TokenError,
    token::TokenlessClient,
    transport::BoxFuture,
};
use weixin_test_support::client::{ScriptedTransport, Step};

async fn call(client: &Client<ServiceAccount>) -> Result<String, Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|reply| reply.invoice_url)
}

#[tokio::test(start_paused = true)]
async fn a_call_may_override_the_clients_number_of_attempts() {
    for (of_client, of_call, sends) in [
        (None, None, 3),
        (Some(RetryPolicy::new().attempts(5)), None, 5),
        (Some(RetryPolicy::never()), None, 1),
        (Some(RetryPolicy::new().attempts(0)), None, 1),
        (Some(RetryPolicy::never()), Some(RetryPolicy::new()), 3),
        (None, Some(RetryPolicy::never()), 1),
    ] {
        let transport = ScriptedTransport::of(&[Step::BUSY]);
        let builder = transport.builder();
        let client = match of_client {
            Some(policy) => builder.retry(policy),
            None => builder,
        };
        let client = client.build().unwrap();
        let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
        let call = match of_call {
            Some(policy) => call.retry(policy),
            None => call,
        };
        assert_eq!(call.await.unwrap_err().attempts(), sends);
        assert_eq!(transport.sends(), sends as usize);
    }
}

#[tokio::test(start_paused = true)]
async fn a_raw_call_is_sent_once_unless_its_idempotency_is_set() {
    let transport = ScriptedTransport::of(&[Step::BUSY]);
    let client = transport.client();
    client.raw(Method::Post, "/x").await.unwrap_err();
    assert_eq!(transport.sends(), 1);
    let call = client.raw(Method::Post, "/x").idempotency(Idempotency::ReadOnly);
    call.retry(RetryPolicy::new().attempts(2)).await.unwrap_err();
    assert_eq!(transport.sends(), 1 + 2);
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_are_random() {
    let policy = RetryPolicy::new().attempts(6).max_pause(Duration::from_millis(800));
    let transport = ScriptedTransport::of(&[Step::NO_CONNECTION]);
    let client = transport.builder().retry(policy).build().unwrap();
    let mut pauses = [const { Vec::new() }; 5];
    for _ in 0..15 {
        call(&client).await.unwrap_err();
    }
    for attempts in transport.sent().chunks(6) {
        for (index, pair) in attempts.windows(2).enumerate() {
            pauses[index].push((pair[1].at - pair[0].at).as_millis());
        }
    }
    for (pauses, most) in pauses.iter().zip([100, 200, 400, 800, 800]) {
        // Timers count whole milliseconds.
        assert!(pauses.iter().all(|pause| *pause <= most + 1), "{pauses:?}");
        // Random: one in a billion runs has no pause in the upper three quarters.
        assert!(*pauses.iter().max().unwrap() > most / 4, "{pauses:?}");
        assert!(*pauses.iter().min().unwrap() < most * 3 / 4, "{pauses:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_budget_is_shared_by_clones_and_by_clients_that_are_given_it() {
    let budget = RetryBudget::new(20);
    let transport = ScriptedTransport::of(&[Step::NO_CONNECTION]);
    let client = || transport.builder().retry(RetryPolicy::new().budget(budget.clone()));
    let (one, other) = (client().build().unwrap(), client().build().unwrap());
    // Twenty tokens pay for four retries.
    let mut attempts = Vec::new();
    for client in [&one, &one.clone(), &other, &one] {
        attempts.push(call(client).await.unwrap_err().attempts());
    }
    assert_eq!(attempts, [3, 3, 1, 1]);
    assert_eq!(budget.available(), 0);
    // A call may have its own budget.
    let own = RetryPolicy::new().budget(RetryBudget::default());
    let error = one.set_invoice_url(SetInvoiceUrlRequest::new()).retry(own).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn success_fills_the_budget() {
    let budget = RetryBudget::new(500);
    let transport = ScriptedTransport::of(&[
        Step::NO_CONNECTION,
        Step::NO_CONNECTION,
        Step::NO_CONNECTION,
        Step::NO_CONNECTION,
        Step::OK,
    ]);
    let policy = RetryPolicy::new().budget(budget.clone());
    let client = transport.builder().retry(policy).build().unwrap();
    call(&client).await.unwrap_err();
    assert_eq!(budget.available(), 490, "two further attempts");
    call(&client).await.unwrap();
    assert_eq!(budget.available(), 490, "another one, which was worth it");
    call(&client).await.unwrap();
    assert_eq!(budget.available(), 491);
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_the_quota_per_minute_if_its_policy_says_so() {
    let patient = || RetryPolicy::new().wait_for_minute_quota(true);
    for (policy, timeout, sends, seconds) in [
        (RetryPolicy::new(), 180, 1, 0..=0),
        (patient(), 180, 2, 60..=65),
        // The call would time out before the minute ends.
        (patient(), 20, 1, 0..=0),
        (patient().attempts(1), 180, 1, 0..=0),
    ] {
        for class in [Idempotency::ReadOnly, Idempotency::NotIdempotent] {
            let transport = ScriptedTransport::of(&[Step::MINUTE_QUOTA, Step::OK]);
            let client = transport.builder().retry(policy.clone()).build().unwrap();
            let call = client.raw(Method::Post, "/x").idempotency(class);
            let result = call.timeout(Duration::from_secs(timeout)).await;
            assert_eq!(transport.sends(), sends);
            assert!(seconds.contains(&transport.elapsed().as_secs()), "{:?}", transport.elapsed());
            match result {
                Ok(_) => assert_eq!(sends, 2),
                Err(error) => assert_eq!(error.code().unwrap().value(), 45011),
            }
        }
    }
}

/// A source of the tokens `t1`, `t2` …, each until it is rejected.
#[derive(Default)]
struct Numbered(Mutex<u32>);

impl TokenSource for Numbered {
    fn kind(&self) -> &'static str {
        "access_token"
    }

    fn token<'a>(&'a self, _: &'a TokenlessClient) -> BoxFuture<'a, Result<Secret, TokenError>> {
        let number = *self.0.lock().unwrap();
        Box::pin(async move { Ok(format!("t{number}").into()) })
    }

    fn rejected(&self, _: &Secret) {
        *self.0.lock().unwrap() += 1;
    }
}

/// The tokens that a client with this policy sends, in order.
async fn tokens_sent(steps: &[Step], policy: RetryPolicy) -> Vec<String> {
    let transport = ScriptedTransport::of(steps);
    let builder = transport.builder().token_source(Numbered::default());
    let _ = call(&builder.retry(policy).build().unwrap()).await;
    transport.tokens_sent()
}

#[tokio::test(start_paused = true)]
async fn the_retry_after_a_rejected_token_does_not_depend_on_the_policy() {
    let steps = [Step::REJECTED, Step::OK];
    assert_eq!(tokens_sent(&steps, RetryPolicy::never()).await, ["t0", "t1"]);
    let steps = [Step::NO_CONNECTION, Step::REJECTED, Step::BUSY, Step::OK];
    assert_eq!(tokens_sent(&steps, RetryPolicy::new()).await, ["t0", "t0", "t1", "t1"]);
    // Once in a call.
    let steps = [Step::REJECTED, Step::BUSY, Step::REJECTED];
    assert_eq!(tokens_sent(&steps, RetryPolicy::new()).await, ["t0", "t1", "t1"]);
}
