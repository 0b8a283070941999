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
    time::{Instant, advance},
};
use weixin::{
    Client, Error,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    transport::{BoxFuture, Failure, FailureKind, Reply, Request, Transport},
};
use weixin_test_support::client::{script::Script, settled};

const TOKEN: &str = r#"{"access_token":"t1","expires_in":7200}"#;

fn client(transport: impl Transport) -> Client<ServiceAccount> {
    Client::builder().app("wx", "app secret").transport(transport).build().unwrap()
}

async fn call(client: &Client<ServiceAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

/// T1: one fetch per expiry in a process.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_thousand_callers_on_eight_threads_make_one_fetch_a_hundred_times() {
    let (mut fetches, mut sends) = (0, 0);
    for _ in 0..100 {
        let script = Script::of_tokens(|_| TOKEN.to_owned());
        let client = client(script.clone());
        let mut calls = JoinSet::new();
        for _ in 0..1000 {
            let client = client.clone();
            calls.spawn(async move { call(&client).await });
        }
        while let Some(done) = calls.join_next().await {
            done.unwrap().unwrap();
        }
        assert_eq!((script.fetches(), script.tokens_sent().len()), (1, 1000));
        fetches += script.fetches();
        sends += script.tokens_sent().len();
    }
    println!("T1  100 rounds of 1,000 callers on 8 threads: {fetches} fetches, {sends} calls sent");
}

/// T1: a fetch that fails is one fetch too.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_thousand_callers_share_one_error() {
    let (mut fetches, mut errors) = (0, 0);
    for _ in 0..100 {
        let script = Script::of_tokens(|_| r#"{"errcode":-1,"errmsg":"system error"}"#.to_owned());
        let script = script.closed();
        let client = client(script.clone());
        let (mut calls, started) = (JoinSet::new(), Arc::new(AtomicUsize::new(0)));
        for _ in 0..1000 {
            let (client, started) = (client.clone(), Arc::clone(&started));
            calls.spawn(async move {
                started.fetch_add(1, Ordering::Relaxed);
                call(&client).await
            });
        }
        // Nobody comes later than the pause after the failure.
        while started.load(Ordering::Relaxed) < 1000 {
            yield_now().await;
        }
        script.open();
        while let Some(done) = calls.join_next().await {
            assert_eq!(done.unwrap().unwrap_err().code().unwrap().value(), -1);
            errors += 1;
        }
        assert_eq!(script.fetches(), 1);
        fetches += script.fetches();
    }
    println!("T1  100 rounds in which the fetch fails: {fetches} fetches, {errors} errors");
}

/// What comes of a token call; nothing where it is never answered.
type Fault = fn() -> Option<Result<Reply, Failure>>;

/// WeChat whose token calls fail in one way until a point in time.
struct Faulty {
    fault: Fault,
    until: Instant,
    fetches: AtomicUsize,
    tokens: std::sync::Mutex<Vec<(Instant, String)>>,
}

#[derive(Clone)]
struct Shared(Arc<Faulty>);

impl Transport for Shared {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        let faulty = &self.0;
        Box::pin(async move {
            if let Some((_, token)) = request.url().split_once("?access_token=") {
                faulty.tokens.lock().unwrap().push((Instant::now(), token.to_owned()));
                return Ok(Reply::new(200, r#"{"invoice_url":"u"}"#));
            }
            let number = faulty.fetches.fetch_add(1, Ordering::Relaxed) + 1;
            if number == 1 || Instant::now() >= faulty.until {
                let body = format!(r#"{{"access_token":"t{number}","expires_in":7200}}"#);
                return Ok(Reply::new(200, body));
            }
            match (faulty.fault)() {
                Some(failure) => failure,
                // It never answers.
                None => std::future::pending().await,
            }
        })
    }
}

/// T3: a failed renewal never displaces a token that is still good, nor ends renewing.
#[tokio::test(start_paused = true)]
async fn whatever_happens_to_a_renewal_calls_go_on_and_it_recovers_within_fifteen_seconds() {
    let faults: [(&str, Fault); 8] = [
        ("connect", || Some(Err(Failure::new(FailureKind::Connect)))),
        ("timeout", || Some(Err(Failure::new(FailureKind::Timeout)))),
        ("silence", || None),
        ("cut reply", || {
            Some(Ok(Reply::interrupted(200, "{\"acc", Failure::new(FailureKind::Cut))))
        }),
        ("HTML", || Some(Ok(Reply::new(502, "<html>Bad Gateway</html>")))),
        ("-1", || Some(Ok(Reply::new(200, r#"{"errcode":-1,"errmsg":"system error"}"#)))),
        ("45009", || {
            Some(Ok(Reply::new(
                200,
                r#"{"errcode":45009,"errmsg":"reach max api daily quota limit"}"#,
            )))
        }),
        ("empty token", || Some(Ok(Reply::new(200, r#"{"access_token":"","expires_in":7200}"#)))),
    ];
    for (name, fault) in faults {
        let begin = Instant::now();
        // From before the first renewal to two minutes before the end of the token.
        let until = begin + Duration::from_secs(7080);
        let faulty = Arc::new(Faulty {
            fault,
            until,
            fetches: AtomicUsize::new(0),
            tokens: std::sync::Mutex::default(),
        });
        let client = client(Shared(Arc::clone(&faulty)));
        call(&client).await.unwrap();
        advance(Duration::from_secs(6800)).await;
        while Instant::now() < begin + Duration::from_secs(7199) {
            call(&client).await.unwrap_or_else(|error| panic!("{name}: {error}"));
            settled().await;
            advance(Duration::from_millis(500)).await;
        }
        let tokens = faulty.tokens.lock().unwrap();
        let renewed = tokens.iter().find(|(_, token)| token != "t1").map(|(at, _)| *at);
        let recovery = renewed.unwrap_or_else(|| panic!("{name}: never renewed")) - until;
        assert!(recovery <= Duration::from_secs(15), "{name}: {recovery:?}");
        // Pauses: 5 s at the longest, and half of it at the shortest, in 240 s.
        let fetches = faulty.fetches.load(Ordering::Relaxed);
        assert!((2..=120).contains(&fetches), "{name}: {fetches} fetches");
        let calls = tokens.len();
        println!(
            "T3  renewal meets {name:<12} {calls} calls, 0 failed; recovery {:.1} s after the fault, {fetches} fetches",
            recovery.as_secs_f64()
        );
    }
}

/// T4: late rejections make one fetch, and each call is sent twice at most.
#[tokio::test(start_paused = true)]
async fn a_thousand_calls_rejected_at_once_make_one_fetch_and_are_sent_twice() {
    let script = Script::new(|url, number| {
        Ok(Reply::new(
            200,
            if url.contains("stable_token") {
                format!(r#"{{"access_token":"t{number}","expires_in":7200}}"#)
            } else if url.ends_with("access_token=t1") {
                r#"{"errcode":40001,"errmsg":"invalid credential"}"#.to_owned()
            } else {
                r#"{"invoice_url":"u"}"#.to_owned()
            },
        ))
    });
    let client = client(script.clone());
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let client = client.clone();
        calls.spawn(async move { call(&client).await });
    }
    while let Some(done) = calls.join_next().await {
        done.unwrap().unwrap();
    }
    let sent = script.tokens_sent();
    let rejected = sent.iter().filter(|token| *token == "t1").count();
    assert_eq!(script.fetches(), 2);
    println!(
        "T4  1,000 calls, {rejected} of them rejected: {} fetch after the first, {} sends",
        script.fetches() - 1,
        sent.len()
    );
    assert!(rejected <= 1000 && sent.len() - rejected == 1000, "{rejected} of {}", sent.len());
}
