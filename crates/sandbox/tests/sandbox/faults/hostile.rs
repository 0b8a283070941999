//! Invalid responses.

use std::io::Read;

use tokio::io::AsyncReadExt;
use weixin_sandbox::{Fault, Reply, Verdict};

use crate::faults::{ID, answer, call, code, counts, line, rest, sent};
use crate::support::client::post;
use crate::{sandbox, with_token};

#[tokio::test(start_paused = true)]
async fn a_code_comes_with_the_text_of_the_specification() {
    for (code, text) in [
        (-1, "refused"),
        (40001, "invalid credential, access_token is invalid or not latest"),
        (42001, "access_token expired"),
        (45009, "reach max api daily quota limit"),
    ] {
        let sandbox = sandbox().await;
        sandbox.fault(ID, Fault::Code(code)).once().unwrap();
        let reply = answer(&sandbox).await;
        assert_eq!(reply["errcode"], code);
        assert_eq!(reply["errmsg"], format!("{text} rid: 5a4db0c5-00000000-00000001"));
        assert_eq!(sandbox.ledger().last().unwrap().verdict(), Verdict::Refused(code));
        assert_eq!(counts(&sandbox), (1, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_may_hide_that_the_call_was_executed() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::Code(-1)).after_execution().once().unwrap();
    assert_eq!(code(&sandbox).await, -1);
    assert_eq!(counts(&sandbox), (1, 1));
    assert!(line(&sandbox).ends_with(" -> 200, executed, fault: code -1"));
}

#[tokio::test(start_paused = true)]
async fn a_gateways_page_comes_with_any_status() {
    for status in [200, 502] {
        let sandbox = sandbox().await;
        sandbox.fault(ID, Fault::Html(status)).once().unwrap();
        let target = with_token(&sandbox, "/card/invoice/seturl");
        let answer = post(&sandbox, &target, "{}").await;
        assert_eq!(answer.status, status);
        assert!(answer.head.contains("\r\ncontent-type: text/html\r\n"), "{}", answer.head);
        assert!(answer.body.starts_with("<html>"), "{}", answer.body);
        assert_eq!(counts(&sandbox), (1, 0));
        assert_eq!(sandbox.ledger().last().unwrap().verdict(), Verdict::Faulted);
    }
}

#[tokio::test(start_paused = true)]
async fn a_redirect_has_the_given_location() {
    for status in [301, 302, 303, 307, 308] {
        let sandbox = sandbox().await;
        let location = "http://127.0.0.2:9/elsewhere?a=b".to_owned();
        sandbox.fault(ID, Fault::Redirect { status, location }).once().unwrap();
        let target = with_token(&sandbox, "/card/invoice/seturl");
        let answer = post(&sandbox, &target, "{}").await;
        assert_eq!((answer.status, answer.body.as_str()), (status, ""));
        let location = "\r\nlocation: http://127.0.0.2:9/elsewhere?a=b\r\n";
        assert!(answer.head.contains(location), "{}", answer.head);
        assert_eq!(counts(&sandbox), (1, 0));
        assert!(line(&sandbox).ends_with(&format!("fault: redirect with status {status}")));
    }
}

/// Joins chunks to a body.
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.iter().position(|byte| *byte == b'\r').unwrap();
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        body.extend_from_slice(&chunks[end + 2..end + 2 + length]);
        chunks = &chunks[end + 2 + length + 2..];
        if length == 0 {
            return body;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_gzip_bomb_is_small_and_decodes_to_the_given_size() {
    let sandbox = sandbox().await;
    let decoded = 16 << 20;
    sandbox.fault(ID, Fault::GzipBomb { decoded }).once().unwrap();
    let mut stream = sent(&sandbox, &call(&sandbox)).await;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
    assert_eq!(
        std::str::from_utf8(&bytes[..end]).unwrap(),
        "HTTP/1.1 200 OK\r\n\
         content-type: application/json; encoding=utf-8\r\n\
         content-encoding: gzip\r\n\
         transfer-encoding: chunked\r\n\
         connection: close\r\n\
         \r\n"
    );
    let small = joined(&bytes[end..]);
    assert!(small.len() < 20_000, "{} bytes", small.len());

    // It is valid gzip, checksum and length included.
    let mut large = flate2::read::GzDecoder::new(&small[..]);
    let mut block = vec![0; 1 << 20];
    for _ in 0..16 {
        large.read_exact(&mut block).unwrap();
        assert!(block.iter().all(|byte| *byte == b' '));
    }
    let mut rest = String::new();
    large.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "{}");
    assert_eq!(counts(&sandbox), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_huge_gzip_bomb_is_generated_while_it_is_sent() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::GzipBomb { decoded: 1 << 50 }).once().unwrap();
    let mut stream = sent(&sandbox, &call(&sandbox)).await;
    let mut start = vec![0; 1 << 20];
    stream.read_exact(&mut start).await.unwrap();
    drop(stream);
    // The client disconnects, and the sandbox serves others.
    assert_eq!(code(&sandbox).await, 0);
}

#[tokio::test(start_paused = true)]
async fn an_endless_body_is_sent_until_the_client_disconnects() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::EndlessBody).once().unwrap();
    let mut stream = sent(&sandbox, &call(&sandbox)).await;
    let mut start = vec![0; 8 << 20];
    stream.read_exact(&mut start).await.unwrap();
    let text = String::from_utf8(start).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.ends_with("\r\ntransfer-encoding: chunked\r\nconnection: close"), "{head}");
    assert!(
        body.starts_with("17\r\n{\"errcode\":0,\"errmsg\":\"\r\n4000\r\nooo"),
        "{}",
        &body[..40]
    );
    drop(stream);
    assert_eq!(code(&sandbox).await, 0);
    assert_eq!(counts(&sandbox), (2, 1));
}

#[tokio::test(start_paused = true)]
async fn an_endless_body_ends_with_the_sandbox() {
    let sandbox = sandbox().await;
    sandbox.fault(ID, Fault::EndlessBody).once().unwrap();
    let mut stream = sent(&sandbox, &call(&sandbox)).await;
    stream.read_exact(&mut [0; 1000]).await.unwrap();
    sandbox.stop().await;
    assert!(rest(stream).await.0.len() < 32 << 20);
}

#[tokio::test(start_paused = true)]
async fn a_fault_that_replaces_the_response_leaves_scripted_responses_for_later() {
    let sandbox = sandbox().await;
    sandbox.answer_once(ID, Reply::json(r#"{"errcode":7}"#)).unwrap();
    sandbox.fault(ID, Fault::Code(-1)).once().unwrap();
    assert_eq!((code(&sandbox).await, code(&sandbox).await), (-1, 7));
    assert_eq!(code(&sandbox).await, 0);
}
