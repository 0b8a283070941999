//! The sandbox as an HTTP server: limits, bad input, many clients, stopping.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use weixin_sandbox::{Error, Sandbox, Verdict};

use crate::support::client::{post, send};
use crate::{builder, sandbox, with_token};

const LIMIT: usize = 1 << 20;

#[tokio::test]
async fn it_listens_on_loopback_only() {
    let sandbox = sandbox().await;
    assert_eq!(sandbox.address().ip().to_string(), "127.0.0.1");
    assert_ne!(sandbox.address().port(), 0);
    let port = sandbox.address().port();
    assert_eq!(sandbox.url(), format!("http://127.0.0.1:{port}"));
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let first = sandbox().await;
    let second = builder().port(first.address().port()).start().await;
    let error = second.unwrap_err();
    assert!(matches!(&error, Error::Listen(_)), "{error:?}");
    assert_eq!(error.to_string(), "the sandbox could not listen on 127.0.0.1");
}

#[tokio::test]
async fn a_body_of_a_mebibyte_is_read_and_a_larger_one_is_not() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let padded = |length: usize| format!("{{{}}}", " ".repeat(length - 2));
    let answer = post(&sandbox, &target, &padded(LIMIT)).await;
    assert_eq!(answer.status, 200);
    let answer = post(&sandbox, &target, &padded(LIMIT + 1)).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.body, "the body is larger than 1 MiB\n");
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.verdict(), Verdict::Rejected);
    assert_eq!(entry.endpoint(), Some("set_invoice_url"));
    assert_eq!(entry.body(), b"");
}

#[tokio::test]
async fn a_body_may_come_in_chunks() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let request = format!(
        "POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Transfer-Encoding: chunked\r\n\r\n1\r\n{{\r\n1\r\n}}\r\n0\r\n\r\n"
    );
    assert_eq!(send(&sandbox, request.as_bytes()).await.status, 200);
    assert_eq!(sandbox.ledger().last().unwrap().body(), b"{}");
}

#[tokio::test]
async fn input_that_is_not_http_gets_400_and_the_server_keeps_serving() {
    let sandbox = sandbox().await;
    let nonsense: [&[u8]; 6] = [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\n\r\n",
    ];
    for request in nonsense {
        assert_eq!(send(&sandbox, request).await.status, 400, "{request:?}");
    }
    assert_eq!(sandbox.ledger().entries().len(), 0);
    let target = with_token(&sandbox, "/card/invoice/seturl");
    assert_eq!(post(&sandbox, &target, "{}").await.status, 200);
}

#[tokio::test]
async fn unusual_targets_are_not_found() {
    let sandbox = sandbox().await;
    for target in ["*", "/", "//", "/%00", "/card/invoice/seturl/", "/?%zz&=&&a=%ff"] {
        let request = format!("OPTIONS {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assert_eq!(send(&sandbox, request.as_bytes()).await.status, 404, "{target}");
    }
}

#[tokio::test]
async fn an_incomplete_request_is_not_recorded() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let half = format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{");
    stream.write_all(half.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert_eq!(rest, b"");
    assert_eq!(sandbox.ledger().entries().len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_clients_at_once_are_each_answered_once() {
    let sandbox = std::sync::Arc::new(sandbox().await);
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let (sandbox, target) = (sandbox.clone(), target.clone());
            tokio::spawn(async move { post(&sandbox, &target, "{}").await.status })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), 200);
    }
    let entries = sandbox.ledger().executed("set_invoice_url");
    let numbers: Vec<_> = entries.iter().map(|entry| entry.number()).collect();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
}

#[tokio::test]
async fn one_connection_may_carry_many_calls() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let call = format!("POST {target} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{{}}");
    let last = format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    send(&sandbox, (call.repeat(3) + &last).as_bytes()).await;
    assert_eq!(sandbox.ledger().received_count("set_invoice_url"), 4);
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 3);
}

/// A connection that has been used and is kept open.
async fn idle(sandbox: &Sandbox) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(b"GET /none HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 404");
    stream
}

#[tokio::test]
async fn stopping_closes_the_port_and_idle_connections() {
    let sandbox = sandbox().await;
    let (address, mut idle) = (sandbox.address(), idle(&sandbox).await);
    sandbox.stop().await;
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    let mut rest = String::new();
    idle.read_to_string(&mut rest).await.unwrap();
    assert!(rest.ends_with("\r\n\r\nno endpoint has this path\n"), "{rest}");
}

#[tokio::test]
async fn dropping_closes_the_port_and_idle_connections() {
    let sandbox = sandbox().await;
    let (address, mut idle) = (sandbox.address(), idle(&sandbox).await);
    drop(sandbox);
    let mut rest = String::new();
    idle.read_to_string(&mut rest).await.unwrap();
    assert!(rest.ends_with("\r\n\r\nno endpoint has this path\n"), "{rest}");
    let refused = TcpStream::connect(address).await.unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_finishes_is_disconnected_a_second_after_the_stop() {
    let sandbox = sandbox().await;
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    let half = b"POST /card/invoice/seturl HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{";
    stream.write_all(half).await.unwrap();
    let started = tokio::time::Instant::now();
    sandbox.stop().await;
    assert!(started.elapsed() <= Duration::from_millis(1001));
    assert_eq!(stream.read(&mut [0]).await.unwrap_or_default(), 0);
}
