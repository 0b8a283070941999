//! Connections that stay open although nothing more is sent on them.

use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::time::{Instant, timeout};
use weixin_sandbox::{At, Fault};

use crate::faults::{ID, call, counts, line, rest, sent};
use crate::sandbox;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Reads what is received within a day.
async fn heard(mut stream: tokio::net::TcpStream) -> String {
    let mut bytes = Vec::new();
    let silent = timeout(DAY, stream.read_to_end(&mut bytes)).await;
    assert!(silent.is_err(), "the connection ended: {silent:?}");
    String::from_utf8(bytes).unwrap()
}

#[tokio::test(start_paused = true)]
async fn no_response_is_sent_and_the_connection_stays_open() {
    let cases = [
        (At::RequestHead, (1, 0), ""),
        (At::RequestBody, (1, 0), ""),
        (At::Received, (1, 0), ""),
        (At::Executed, (1, 1), ""),
        (At::ReplyHead, (1, 1), "HTTP/1.1 200 OK\r\ncontent-type: application/json; enco"),
    ];
    for (at, received_and_executed, expected) in cases {
        let sandbox = sandbox().await;
        sandbox.fault(ID, Fault::Silence(at)).once().unwrap();
        let stream = sent(&sandbox, &call(&sandbox)).await;
        assert_eq!(heard(stream).await, expected, "{at:?}");
        assert_eq!(counts(&sandbox), received_and_executed, "{at:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn half_of_the_body_may_be_sent_before() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Silence(At::ReplyBody)).once().unwrap();
    let stream = sent(&sandbox, &call(&sandbox)).await;
    let heard = heard(stream).await;
    assert!(
        heard.ends_with("\r\n\r\n{\"errcode\":0,\"errmsg\":\"ok\",\"invoice_url\":\""),
        "{heard}"
    );
    assert!(line(&sandbox).ends_with(" -> 200, executed, fault: silent in the reply's body"));
}

#[tokio::test(start_paused = true)]
async fn a_silent_call_does_not_block_others() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Silence(At::Received)).once().unwrap();
    let silent = sent(&sandbox, &call(&sandbox)).await;
    tokio::task::yield_now().await;
    assert_eq!(crate::faults::code(&sandbox).await, 0);
    drop(silent);
}

#[tokio::test(start_paused = true)]
async fn silence_ends_with_the_sandbox_at_once() {
    for at in [At::RequestHead, At::RequestBody, At::Received, At::Executed, At::ReplyBody] {
        let sandbox = sandbox().await;
        sandbox.fault(ID, Fault::Silence(at)).once().unwrap();
        let stream = sent(&sandbox, &call(&sandbox)).await;
        let ledger = sandbox.ledger();
        while ledger.received_count(ID) == 0 {
            tokio::task::yield_now().await;
        }
        let started = Instant::now();
        sandbox.stop().await;
        let _ = rest(stream).await;
        assert!(started.elapsed() < Duration::from_millis(10), "{at:?}");
    }
}
