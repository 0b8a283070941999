//! Regular responses that are slow.

use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::time::Instant;
use weixin_sandbox::{Fault, Reply};

use crate::faults::{ID, RIGHT, answer, call, counts, line, rest, sent};
use crate::support::client::post;
use crate::{sandbox, with_token};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_delayed_response_is_the_regular_one() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Delay(90 * SECOND)).once().unwrap();
    let started = Instant::now();
    assert_eq!(answer(&sandbox).await["errcode"], 0);
    assert_eq!(started.elapsed().as_secs(), 90);
    assert!(line(&sandbox).ends_with(" -> 200, executed, fault: delayed by 90s"));
}

#[tokio::test(start_paused = true)]
async fn a_delayed_call_is_executed_though_the_client_gives_up() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Delay(90 * SECOND)).once().unwrap();
    let gone = tokio::time::timeout(SECOND, answer(&sandbox)).await;
    assert!(gone.is_err());
    assert_eq!(counts(&sandbox), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_delay_keeps_the_connection() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Delay(SECOND)).always().unwrap();
    let two =
        call(&sandbox).repeat(2) + "GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let started = Instant::now();
    let (answers, end) = rest(sent(&sandbox, &two).await).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!((started.elapsed().as_secs(), end), (2, Ok(())));
}

#[tokio::test(start_paused = true)]
async fn a_trickled_response_is_sent_byte_by_byte_and_is_the_regular_one() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Trickle(SECOND)).once().unwrap();
    let mut stream = sent(&sandbox, &call(&sandbox)).await;
    let started = Instant::now();
    let mut bytes = Vec::new();
    loop {
        let mut more = [0; 64];
        let length = stream.read(&mut more).await.unwrap();
        assert!(length <= 1, "{length} bytes at once");
        if length == 0 {
            break;
        }
        assert_eq!(started.elapsed().as_secs(), bytes.len() as u64);
        bytes.push(more[0]);
    }
    let text = String::from_utf8(bytes).unwrap();
    let head = "HTTP/1.1 200 OK\r\n\
                content-type: application/json; encoding=utf-8\r\n\
                content-length: 84\r\n\
                connection: close\r\n\
                \r\n";
    assert_eq!(text, format!("{head}{RIGHT}"));
    assert_eq!(counts(&sandbox), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_scripted_answer_may_be_delayed() {
    let sandbox = sandbox().await;
    sandbox.answer_once(ID, Reply::new(502, "down")).unwrap();
    sandbox.fault(ID, Fault::Delay(SECOND)).once().unwrap();
    let target = with_token(&sandbox, "/card/invoice/seturl");
    let answer = post(&sandbox, &target, "{}").await;
    assert_eq!((answer.status, answer.body.as_str()), (502, "down"));
    assert!(line(&sandbox).ends_with(" -> 502, scripted, fault: delayed by 1s"));
}
