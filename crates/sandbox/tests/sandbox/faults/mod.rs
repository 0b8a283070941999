//! What goes wrong with a call when a test says so, seen on the wire.
//!
//! Each test runs on tokio's paused clock: what takes hours takes none.

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

/// The endpoint of most of these tests, and its right answer.
const ID: &str = "set_invoice_url";
const RIGHT: &str =
    r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/x?s_pappid=d3xx"}"#;

/// The bytes of a good call that keeps the connection open.
fn call(sandbox: &Sandbox) -> String {
    let target = with_token(sandbox, "/card/invoice/seturl");
    format!("POST {target} HTTP/1.1\r\nHost: sandbox\r\nContent-Length: 2\r\n\r\n{{}}")
}

/// A connection on which this has been sent.
async fn sent(sandbox: &Sandbox, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    stream
}

/// All that comes back, and how it ends: in order, or with an error.
async fn rest(mut stream: TcpStream) -> (String, Result<(), ErrorKind>) {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await;
    (String::from_utf8(bytes).unwrap(), end.map(drop).map_err(|error| error.kind()))
}

const RESET: Result<(), ErrorKind> = Err(ErrorKind::ConnectionReset);

/// The `errcode` of a good call.
async fn code(sandbox: &Sandbox) -> i64 {
    code_of(&answer(sandbox).await)
}

/// The answer to a good call.
async fn answer(sandbox: &Sandbox) -> Value {
    let target = with_token(sandbox, "/card/invoice/seturl");
    post(sandbox, &target, "{}").await.json().1
}

fn code_of(reply: &Value) -> i64 {
    reply["errcode"].as_i64().unwrap()
}

/// How many calls were received and executed.
fn counts(sandbox: &Sandbox) -> (u64, u64) {
    (sandbox.ledger().received_count(ID), sandbox.ledger().executed_count(ID))
}

/// The latest entry in one line.
fn line(sandbox: &Sandbox) -> String {
    sandbox.ledger().last().unwrap().to_string()
}
