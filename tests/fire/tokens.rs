//! The promises about access tokens: T1, T3 and T4.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    task::{JoinSet, yield_now},
    time::advance,
};
use weixin::{
    Client, Error,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    transport::FailureKind,
};
use weixin_test_support::client::{ScriptedTransport, Step, settled};

const TOKEN: &str = r#"{"access_token":"t1","expires_in":7200}"#;

fn client(transport: &ScriptedTransport) -> Client<ServiceAccount> {
    Client::builder().app("wx", "app secret").transport(transport.clone()).build().unwrap()
}

async fn call(client: &Client<ServiceAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

/// T1: one fetch for each expiry in a process.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_thousand_callers_on_eight_threads_make_one_fetch_a_hundred_times() {
    let (mut fetches, mut sends) = (0, 0);
    for _ in 0..100 {
        let transport = ScriptedTransport::of_tokens(|_| TOKEN.to_owned());
        let client = client(&transport);
        let mut calls = JoinSet::new();
        for _ in 0..1000 {
            let client = client.clone();
            calls.spawn(async move { call(&client).await });
        }
        while let Some(done) = calls.join_next().await {
            done.unwrap().unwrap();
        }
        assert_eq!((transport.fetches(), transport.tokens_sent().len()), (1, 1000));
        fetches += transport.fetches();
        sends += transport.tokens_sent().len();
    }
    println!("T1  100 rounds of 1,000 callers on 8 threads: {fetches} fetches, {sends} calls sent");
}

/// T1: callers share a failed fetch too.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_thousand_callers_share_one_error() {
    let (mut fetches, mut errors) = (0, 0);
    for _ in 0..100 {
        let transport = ScriptedTransport::of(&[Step::BUSY]).held();
        let client = client(&transport);
        let (mut calls, started) = (JoinSet::new(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..1000 {
            let (client, started) = (client.clone(), Arc::clone(&started));
            calls.spawn(async move {
                started.fetch_add(1, Ordering::Relaxed);
                call(&client).await
            });
        }
        // No caller starts after the pause that follows the failure.
        while started.load(Ordering::Relaxed) < 1000 {
            yield_now().await;
        }
        transport.release();
        while let Some(done) = calls.join_next().await {
            assert_eq!(done.unwrap().unwrap_err().code().unwrap().value(), -1);
            errors += 1;
        }
        assert_eq!(transport.fetches(), 1);
        fetches += transport.fetches();
    }
    println!("T1  100 rounds in which the fetch fails: {fetches} fetches, {errors} errors");
}

/// T3: a failed renewal never replaces a token that is still valid, and is retried.
#[tokio::test(start_paused = true)]
async fn during_failed_renewals_calls_succeed_and_the_renewal_recovers_within_15_seconds() {
    // Two minutes before the token expires.
    const UNTIL: Duration = Duration::from_secs(7080);
    let faults = [
        ("connect", Step::NO_CONNECTION),
        ("timeout", Step::Fail(FailureKind::Timeout)),
        ("silence", Step::Hang),
        ("cut reply", Step::Cut("{\"acc")),
        ("HTML", Step::respond(502, "<html>Bad Gateway</html>")),
        ("-1", Step::BUSY),
        (
            "45009",
            Step::respond(200, r#"{"errcode":45009,"errmsg":"reach max api daily quota limit"}"#),
        ),
        ("empty token", Step::respond(200, r#"{"access_token":"","expires_in":7200}"#)),
    ];
    for (name, fault) in faults {
        // The first fetch succeeds. The following ones fail, from before the first renewal.
        let transport = ScriptedTransport::new(move |sent| match sent.number {
            _ if !sent.is_fetch() => Step::OK,
            number if number == 1 || sent.at >= UNTIL => {
                Step::json(format!(r#"{{"access_token":"t{number}","expires_in":7200}}"#))
            }
            _ => fault.clone(),
        });
        let client = client(&transport);
        call(&client).await.unwrap();
        advance(Duration::from_secs(6800)).await;
        while transport.elapsed() < Duration::from_secs(7199) {
            call(&client).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            settled().await;
            advance(Duration::from_millis(500)).await;
        }
        let sent = transport.sent();
        let calls: Vec<_> = sent.iter().filter(|sent| !sent.is_fetch()).collect();
        let renewed = calls.iter().find(|call| call.token() != Some("t1"));
        let recovery = renewed.unwrap_or_else(|| panic!("{name}: never renewed")).at - UNTIL;
        assert!(recovery <= Duration::from_secs(15), "{name}: {recovery:?}");
        // In 240 s, with pauses of 2.5 to 5 s.
        let fetches = transport.fetches();
        assert!((2..=120).contains(&fetches), "{name}: {fetches} fetches");
        println!(
            "T3  renewal meets {name:<12} {} calls, 0 failed; recovery {:.1} s after the fault, {fetches} fetches",
            calls.len(),
            recovery.as_secs_f64()
        );
    }
}

/// T4: late rejections cause one fetch, and each call makes at most two attempts.
#[tokio::test(start_paused = true)]
async fn a_thousand_calls_rejected_at_once_make_one_fetch_and_two_attempts_each() {
    let transport = ScriptedTransport::new(|sent| match (sent.is_fetch(), sent.token()) {
        (true, _) => {
            Step::json(format!(r#"{{"access_token":"t{}","expires_in":7200}}"#, sent.number))
        }
        (false, Some("t1")) => Step::REJECTED,
        (false, _) => Step::OK,
    });
    let client = client(&transport);
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await });
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap().unwrap();
    }
    let sent = transport.tokens_sent();
    let rejected = sent.iter().filter(|token| *token == "t1").count();
    assert_eq!(transport.fetches(), 2);
    println!(
        "T4  1,000 calls, {rejected} of them rejected: {} fetch after the first, {} sends",
        transport.fetches() - 1,
        sent.len()
    );
    assert!(rejected <= 1000 && sent.len() - rejected == 1000, "{rejected} of {}", sent.len());
}
