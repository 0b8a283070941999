//! Faults that a test injects, seen on the wire.
//!
//! Each test runs on tokio's paused clock, so that delays take no time.

mod cuts;
mod hostile;
mod port;
mod silence;
mod slow;
mod switching;
mod times;
mod tokens;

use std::io::ErrorKind;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use weixin_sandbox::Sandbox;

use crate::support::client::post;
use crate::with_token;

/// The endpoint of most of these tests, and its regular response.
const ID: &str = "set_invoice_url";
const RIGHT: &str =
    r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/x?s_pappid=d3xx"}"#;

/// The bytes of a valid call that keeps the connection open.
fn call(sandbox: &Sandbox) -> String {
    let target = with_token(sandbox, "/card/invoice/seturl");
    format!("POST {target} HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 2\r\n\r\n{{}}")
}

/// Opens a connection and sends bytes on it.
async fn sent(sandbox: &Sandbox, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    stream
}

/// Reads all that is received, and how the connection ends: in an orderly way, or with an error.
async fn rest(mut stream: TcpStream) -> (String, Result<(), ErrorKind>) {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await;
    (String::from_utf8(bytes).unwrap(), end.map(drop).map_err(|error| error.kind()))
}

const RESET: Result<(), ErrorKind> = Err(ErrorKind::ConnectionReset);

/// Returns the `errcode` of a valid call.
async fn code(sandbox: &Sandbox) -> i64 {
    code_of(&answer(sandbox).await)
}

/// Returns the response to a valid call.
async fn answer(sandbox: &Sandbox) -> Value {
    let target = with_token(sandbox, "/card/invoice/seturl");
    post(sandbox, &target, "{}").await.json().1
}

fn code_of(reply: &Value) -> i64 {
    reply["errcode"].as_i64().unwrap()
}

/// Returns how many calls were received and executed.
fn counts(sandbox: &Sandbox) -> (u64, u64) {
    (sandbox.ledger().received_count(ID), sandbox.ledger().executed_count(ID))
}

/// Returns the latest entry as one line.
fn line(sandbox: &Sandbox) -> String {
    sandbox.ledger().last().unwrap().to_string()
}
