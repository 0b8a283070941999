//! Connections that are cut at each point of an exchange that a server controls.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use weixin_sandbox::{At, Fault, Verdict};

use crate::faults::{ID, RESET, RIGHT, call, code, counts, line, rest, sent};
use crate::sandbox;

#[tokio::test(start_paused = true)]
async fn in_the_requests_head_it_is_reset_before_the_head_is_complete() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestHead)).once().unwrap();
    let half = "POST /card/invoice/seturl?access_token=x HTTP/1.1\r\nHost: sand";
    assert_eq!(rest(sent(&sandbox, half).await).await, (String::new(), RESET));
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.verdict(), Verdict::Faulted);
    assert_eq!(entry.fault(), Some(&Fault::Cut(At::RequestHead)));
    assert_eq!(entry.endpoint(), Some(ID));
    assert_eq!(entry.headers(), []);
    assert_eq!(entry.reply().status(), 0);
    assert_eq!(code(&sandbox).await, 0);
    assert_eq!(counts(&sandbox), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_request_line_may_come_in_pieces_and_after_an_empty_one() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestHead)).always().unwrap();
    let mut stream = sent(&sandbox, "\r\nPOST /card/inv").await;
    tokio::task::yield_now().await;
    assert_eq!(counts(&sandbox), (0, 0));
    stream.write_all(b"oice/seturl HTTP/1.1\r\n").await.unwrap();
    assert_eq!(rest(stream).await, (String::new(), RESET));
    assert_eq!(counts(&sandbox), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn in_the_requests_body_it_is_reset_before_the_body_is_complete() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestBody)).once().unwrap();
    let half = "POST /card/invoice/seturl HTTP/1.1\r\nHost: x\r\nContent-Length: 8\r\n\r\n{\"a\"";
    assert_eq!(rest(sent(&sandbox, half).await).await, (String::new(), RESET));
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.fault(), Some(&Fault::Cut(At::RequestBody)));
    assert_eq!(entry.body(), b"{\"a\"");
    assert_eq!(entry.header("content-length"), Some("8"));
    assert_eq!(counts(&sandbox), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn in_a_body_of_chunks_it_is_reset_after_the_first() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestBody)).once().unwrap();
    let first = "POST /card/invoice/seturl HTTP/1.1\r\nHost: x\r\n\
                 Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n";
    assert_eq!(rest(sent(&sandbox, first).await).await, (String::new(), RESET));
    assert_eq!(sandbox.ledger().last().unwrap().body(), b"{");
}

#[tokio::test(start_paused = true)]
async fn once_received_it_is_closed_without_an_answer_and_nothing_was_done() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::Received)).once().unwrap();
    let stream = sent(&sandbox, &call(&sandbox)).await;
    assert_eq!(rest(stream).await, (String::new(), Ok(())));
    assert_eq!(sandbox.ledger().last().unwrap().body(), b"{}");
    assert_eq!(counts(&sandbox), (1, 0));
    assert_eq!(
        line(&sandbox),
        "#1 POST /card/invoice/seturl?access_token=[access_token-1] -> 0, not executed, \
         fault: cut once received"
    );
}

#[tokio::test(start_paused = true)]
async fn once_executed_it_is_reset_without_an_answer() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::Executed)).once().unwrap();
    let stream = sent(&sandbox, &call(&sandbox)).await;
    assert_eq!(rest(stream).await, (String::new(), RESET));
    assert_eq!(counts(&sandbox), (1, 1));
    assert_eq!(sandbox.ledger().last().unwrap().reply().body(), RIGHT.as_bytes());
    assert_eq!(
        line(&sandbox),
        "#1 POST /card/invoice/seturl?access_token=[access_token-1] -> 200, executed, \
         fault: cut once executed"
    );
}

#[tokio::test(start_paused = true)]
async fn in_the_replys_head_half_of_the_head_is_sent() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::ReplyHead)).once().unwrap();
    let stream = sent(&sandbox, &call(&sandbox)).await;
    let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json; enco";
    assert_eq!(rest(stream).await, (half.to_owned(), Ok(())));
    assert_eq!(counts(&sandbox), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn in_the_replys_body_half_of_the_body_is_sent() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::ReplyBody)).once().unwrap();
    let stream = sent(&sandbox, &call(&sandbox)).await;
    let half = "HTTP/1.1 200 OK\r\n\
                content-type: application/json; encoding=utf-8\r\n\
                content-length: 84\r\n\
                connection: close\r\n\
                \r\n\
                {\"errcode\":0,\"errmsg\":\"ok\",\"invoice_url\":\"";
    assert_eq!(rest(stream).await, (half.to_owned(), Ok(())));
    assert_eq!(counts(&sandbox), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_cut_hits_a_call_on_a_connection_that_was_used_before() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestHead)).on_calls(2..).unwrap();
    let first = call(&sandbox);
    let mut stream = sent(&sandbox, &first).await;
    let mut answer = vec![0; 17];
    stream.read_exact(&mut answer).await.unwrap();
    assert_eq!(answer, b"HTTP/1.1 200 OK\r\n");
    stream.write_all(&first.as_bytes()[..100]).await.unwrap();
    assert_eq!(counts(&sandbox), (1, 1));
    stream.write_all(&first.as_bytes()[100..]).await.unwrap();
    assert_eq!(rest(stream).await.1, RESET);
    assert_eq!(counts(&sandbox), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn a_pipelined_call_is_hit_by_its_fault_too() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Cut(At::RequestHead)).on_calls(2..=2).unwrap();
    let three = call(&sandbox).repeat(3);
    let (answers, _) = rest(sent(&sandbox, &three).await).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 1);
    assert_eq!(counts(&sandbox), (2, 1));
}
