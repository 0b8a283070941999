//! A minimal HTTP client, so that tests see exactly what is sent and received.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use weixin_sandbox::Sandbox;

/// An HTTP answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// Status and body, the body as JSON.
    pub(crate) fn json(&self) -> (u16, Value) {
        (self.status, serde_json::from_str(&self.body).unwrap())
    }
}

/// Sends `request` unchanged and reads until the server closes the connection.
pub(crate) async fn send(sandbox: &Sandbox, request: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(sandbox.address()).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    Answer { status: head[9..12].parse().unwrap(), head: head.to_owned(), body: body.to_owned() }
}

pub(crate) async fn get(sandbox: &Sandbox, target: &str) -> Answer {
    call(sandbox, "GET", target, "").await
}

pub(crate) async fn post(sandbox: &Sandbox, target: &str, body: &str) -> Answer {
    call(sandbox, "POST", target, body).await
}

pub(crate) async fn call(sandbox: &Sandbox, method: &str, target: &str, body: &str) -> Answer {
    let length = body.len();
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    send(sandbox, request.as_bytes()).await
}

/// The boundary of every form that is sent here.
const BOUNDARY: &str = "x-boundary-x";

/// A part of a form that is a file.
pub(crate) fn file(name: &str, file_name: &str, content_type: &str, content: &str) -> String {
    format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
         Content-Type: {content_type}\r\n\r\n{content}\r\n"
    )
}

/// A part of a form that is text.
pub(crate) fn text(name: &str, content: &str) -> String {
    format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
}

/// Joins parts to a body.
pub(crate) fn form(parts: &[String]) -> String {
    parts.concat() + "--" + BOUNDARY + "--\r\n"
}

/// Sends a form.
pub(crate) async fn post_form(sandbox: &Sandbox, target: &str, body: &str) -> Answer {
    let length = body.len();
    let head = format!(
        "POST {target} HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {length}\r\n\r\n"
    );
    send(sandbox, (head + body).as_bytes()).await
}
