//! What a fault does to the connection once the request has been dealt with.

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

/// What an endless body begins with, and goes on with.
const ENDLESS_START: &[u8] = b"{\"errcode\":0,\"errmsg\":\"";
const ENDLESS_REST: &[u8] = &[b'o'; 16 << 10];

/// Returns the answer where hyper is to send it, and an error where the connection has ended, or may.
pub(crate) async fn play(
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
            // Until hyper sees that the client is gone.
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

/// An error ends the connection; it is closed in order, unless that has been seen to already.
fn ended<T>() -> io::Result<T> {
    Err(io::ErrorKind::ConnectionAborted.into())
}

/// Sends of the answer what goes before the point.
async fn send_until(at: At, wire: &mut Wire, reply: Reply) -> io::Result<()> {
    let (parts, body) = parts(reply).await;
    match at {
        At::ReplyHead => {
            let head = head(&parts, Some(body.len()));
            wire.write_all(&head[..head.len() / 2]).await
        }
        At::ReplyBody => {
            // An empty body is said to have a byte, so that it can be cut too.
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

/// The head of an answer after which the connection is closed; in chunks where it has no length.
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
