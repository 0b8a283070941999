//! What a fault does to the connection once the request has been handled.

use std::future::pending;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Response;
use hyper::http::response::Parts;
use tokio::io::AsyncWriteExt;
use tokio::time::sleep;

use crate::faults::{At, Fault};
use crate::http::reply::Reply;
use crate::server::bomb;
use crate::server::wire::Wire;

/// The start of an endless body, and the chunk that is repeated after it.
const ENDLESS_START: &[u8] = b"{\"errcode\":0,\"errmsg\":\"";
const ENDLESS_REST: &[u8] = &[b'o'; 16 << 10];

/// Applies a fault to the connection. Returns the response if hyper must send it, and an error if the
/// connection has been closed or must be.
pub(crate) async fn inject(
    fault: &Fault,
    wire: &mut Wire,
    reply: Reply,
) -> io::Result<Response<Full<Bytes>>> {
    match fault {
        Fault::Delay(by) => sleep(*by).await,
        Fault::Cut(at) => {
            send_until(*at, wire, reply).await?;
            match at {
                At::Received | At::ReplyHead | At::ReplyBody => wire.close(),
                At::RequestHead | At::RequestBody | At::Executed => wire.reset(),
            }
            return ended();
        }
        Fault::Silence(At::RequestHead | At::RequestBody) => {
            wire.hold();
            return ended();
        }
        Fault::Silence(at) => {
            send_until(*at, wire, reply).await?;
            // Until hyper notices that the client has disconnected.
            return pending().await;
        }
        Fault::Trickle(every) => {
            trickle(*every, wire, reply).await?;
            return ended();
        }
        Fault::GzipBomb { decoded } => {
            wire.write_all(&head(&parts(reply).await.0, None)).await?;
            for piece in bomb::pieces(*decoded) {
                chunk(wire, &piece).await?;
            }
            wire.write_all(b"0\r\n\r\n").await?;
            return ended();
        }
        Fault::EndlessBody => {
            wire.write_all(&head(&parts(reply).await.0, None)).await?;
            chunk(wire, ENDLESS_START).await?;
            loop {
                chunk(wire, ENDLESS_REST).await?;
            }
        }
        _ => {}
    }
    Ok(reply.into_response())
}

/// Returns the error that makes hyper close the connection, unless it is closed already.
fn ended<T>() -> io::Result<T> {
    Err(io::ErrorKind::ConnectionAborted.into())
}

/// Sends the part of the response that precedes the point.
async fn send_until(at: At, wire: &mut Wire, reply: Reply) -> io::Result<()> {
    let (parts, body) = parts(reply).await;
    match at {
        At::ReplyHead => {
            let head = head(&parts, Some(body.len()));
            wire.write_all(&head[..head.len() / 2]).await
        }
        At::ReplyBody => {
            // An empty body is announced with one byte, so that it can be cut too.
            let head = head(&parts, Some(body.len().max(1)));
            wire.write_all(&[&head, &body[..body.len() / 2]].concat()).await
        }
        _ => Ok(()),
    }
}

async fn trickle(every: Duration, wire: &mut Wire, reply: Reply) -> io::Result<()> {
    let (parts, body) = parts(reply).await;
    let head = head(&parts, Some(body.len()));
    for byte in head.iter().chain(&body) {
        wire.write_all(&[*byte]).await?;
        sleep(every).await;
    }
    Ok(())
}

async fn chunk(wire: &mut Wire, data: &[u8]) -> io::Result<()> {
    wire.write_all(format!("{:x}\r\n", data.len()).as_bytes()).await?;
    wire.write_all(data).await?;
    wire.write_all(b"\r\n").await
}

async fn parts(reply: Reply) -> (Parts, Bytes) {
    let (parts, body) = reply.into_response().into_parts();
    let Ok(body) = body.collect().await;
    (parts, body.to_bytes())
}

/// Returns the head of a response after which the connection is closed. Without a length, the body is
/// chunked.
fn head(parts: &Parts, length: Option<usize>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {}\r\n", parts.status).into_bytes();
    for (name, value) in &parts.headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    let framing = match length {
        Some(length) => format!("content-length: {length}"),
        None => "transfer-encoding: chunked".to_owned(),
    };
    head.extend_from_slice(framing.as_bytes());
    head.extend_from_slice(b"\r\nconnection: close\r\n\r\n");
    head
}
