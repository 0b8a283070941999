//! S3: an endless reply and a gzip bomb take at most a mebibyte of memory. A program with one test, since it
//! measures the memory of the whole process.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

use std::fs::read_to_string;

use weixin::{
    Client, Error, RetryPolicy,
    api::{account::ServiceAccount, invoice::SetInvoiceUrlRequest},
    transport::FailureKind,
};
use weixin_sandbox::{APPID, Fault, SECRET, Sandbox};

const FETCH: &str = "get_stable_access_token";
const CALL: &str = "set_invoice_url";
const ROUNDS: usize = 10;
/// The maximum growth of the peak: the limit of the reply, its decoding, and the sandbox, which runs in the
/// same process.
const GROWTH: u64 = 16 << 20;

/// The peak memory of the process, in bytes; `None` if the system doesn't report it.
fn peak() -> Option<u64> {
    let status = read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

async fn call(client: &Client<ServiceAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

fn is_too_large(error: &Error) -> bool {
    match error {
        Error::Transport(error) => error.kind() == FailureKind::TooLarge,
        Error::Token(error) => error.cause().is_some_and(is_too_large),
        _ => false,
    }
}

#[tokio::test]
async fn an_endless_reply_takes_at_most_a_mebibyte() {
    let sandbox = Sandbox::start().await.unwrap();
    let client = || {
        let builder = Client::<ServiceAccount>::builder().app(APPID, SECRET);
        let builder = builder.other_host(sandbox.url()).retry(RetryPolicy::never());
        builder.build().unwrap()
    };
    // Warms up: includes everything that is allocated once.
    call(&client()).await.unwrap();
    let (before, bomb) = (peak(), 1 << 30);
    for (name, fault) in [
        ("endless reply", Fault::EndlessBody),
        ("gzip bomb of 1 GiB", Fault::GzipBomb { decoded: bomb }),
    ] {
        for endpoint in [CALL, FETCH] {
            let on = sandbox.fault(endpoint, fault.clone()).always().unwrap();
            for _ in 0..ROUNDS {
                let error = call(&client()).await.unwrap_err();
                assert!(is_too_large(&error), "{name}, {endpoint}: {error}");
            }
            let growth = peak().zip(before).map(|(after, before)| after - before);
            assert!(growth.is_none_or(|growth| growth <= GROWTH), "{name}, {endpoint}: {growth:?}");
            let growth = growth.map_or("not measured here".to_owned(), |growth| {
                format!(
                    "the process's peak is {:.1} MiB above that of a plain call",
                    growth as f64 / 1048576.0
                )
            });
            println!("figure: S3, {name} to {endpoint}, {ROUNDS} times: an error each, {growth}");
            on.stop();
        }
    }
    call(&client()).await.unwrap();
}
