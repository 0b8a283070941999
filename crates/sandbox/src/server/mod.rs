//! The TCP side: accepts connections, reads requests, writes answers.
//!
//! While it serves it sets no timer, so that a test whose tokio clock is paused stays paused.

mod bomb;
mod play;
pub(crate) mod port;
mod wire;

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::engine::{Engine, Received, TooLarge};
use crate::faults::{At, Fault, Hit};
use crate::http::form::{self, Form};
use crate::pages::Page;
use play::play;
use port::{Port, Wish};
use wire::Wire;

/// The largest body that is read, and its name; the sandbox's choice, like the next.
const BODY_LIMIT: (usize, &str) = (1 << 20, "1 MiB");

/// The largest form that is read: forms carry files.
const FORM_LIMIT: (usize, &str) = (16 << 20, "16 MiB");

/// How much beyond its limit is still taken of a body, and thrown away.
const PATIENCE: usize = 16 << 20;

/// How long calls under way are waited for at the end.
const LAST_CALLS: Duration = Duration::from_secs(1);

/// Serves until the other end of `wishes` is gone.
pub(crate) async fn serve(
    listener: TcpListener,
    engine: Arc<Engine>,
    mut wishes: mpsc::UnboundedReceiver<Wish>,
) {
    let mut connections = JoinSet::new();
    let (stop, stopped) = watch::channel(());
    let mut port = Port::Open(listener);
    let mut accepted = 0;
    loop {
        tokio::select! {
            stream = port.accept() => match stream {
                Ok(stream) => {
                    accepted += 1;
                    let wire = Wire::new(accepted, stream, Arc::clone(&engine));
                    connections.spawn(connection(wire, Arc::clone(&engine), stopped.clone()));
                }
                // Out of file descriptors, most likely: some of them will be closed.
                Err(_) => sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
            wish = wishes.recv() => {
                let Some(Wish { refuse, done }) = wish else { break };
                let result = port.refuse(refuse);
                if refuse {
                    connections.shutdown().await;
                }
                // Whoever no longer waits doesn't want to know.
                let _ = done.send(result);
            }
        }
    }
    drop(port);
    drop(stop);
    let rest = async { while connections.join_next().await.is_some() {} };
    // Whoever isn't done by then is cut off when the set is dropped.
    let _ = timeout(LAST_CALLS, rest).await;
}

async fn connection(wire: Wire, engine: Arc<Engine>, mut stopped: watch::Receiver<()>) {
    let stop = stopped.clone();
    let service =
        service_fn(|request| answer(Arc::clone(&engine), wire.clone(), stop.clone(), request));
    let connection = http1::Builder::new()
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(wire.clone()), service);
    let mut connection = std::pin::pin!(connection);
    // An error is the client's: it went away, or it didn't speak HTTP and has been told so; or a
    // fault's.
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
    if wire.is_held() {
        let _ = stopped.changed().await;
    }
}

/// Reads a request whole and answers it; an error, a body cut short or a fault, closes the connection.
async fn answer(
    engine: Arc<Engine>,
    mut wire: Wire,
    mut stopped: watch::Receiver<()>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Box<dyn Error + Send + Sync>> {
    let (head, body) = request.into_parts();
    let hit = wire.hit(&head);
    if let Some(page) = Page::find(&engine.model, &head.method, head.uri.path()) {
        wire.done();
        return Ok(page.reply(&engine).into_response());
    }
    let received = match hit.as_ref().and_then(|hit| hit.fault.ends_at()) {
        Some(At::RequestHead) => Received::partial(wire.number, head, Bytes::new()),
        Some(At::RequestBody) => Received::partial(wire.number, head, read_half(body).await?),
        _ => receive(wire.number, head, body).await?,
    };
    let reply = engine.answer(received, hit.as_ref());
    let response = match &hit {
        None => reply.into_response(),
        Some(Hit { fault: fault @ Fault::Delay(_), .. }) => play(fault, &mut wire, reply).await?,
        // What may never end does so with the sandbox.
        Some(Hit { fault, .. }) => tokio::select! {
            response = play(fault, &mut wire, reply) => response?,
            _ = stopped.changed() => return Err("the sandbox ends".into()),
        },
    };
    wire.done();
    Ok(response)
}

async fn receive(
    connection: u64,
    head: Parts,
    body: Incoming,
) -> Result<Received, Box<dyn Error + Send + Sync>> {
    let boundary = form::boundary(&head.headers);
    let (limit, size) = if boundary.is_some() { FORM_LIMIT } else { BODY_LIMIT };
    let body = read(body, limit).await?;
    let form = match (boundary, &body) {
        (Some(boundary), Some(body)) => Form::read(boundary, body.clone()).await,
        _ => None,
    };
    let body = body.ok_or(TooLarge { limit: size });
    Ok(Received { connection, head, body, form })
}

/// Half of a body; of one that doesn't say its length, the first chunk.
async fn read_half(mut body: Incoming) -> hyper::Result<Bytes> {
    let half = body.size_hint().exact().map(|length| length / 2);
    let mut bytes = BytesMut::new();
    while half.is_none_or(|half| (bytes.len() as u64) < half)
        && let Some(frame) = body.frame().await
    {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
        if half.is_none() {
            break;
        }
    }
    Ok(bytes.freeze())
}

/// The body, or `None` where it is too large.
///
/// The rest of one that is too large is still taken, within reason: a client that is cut off while
/// it writes would not see the answer.
async fn read(
    mut body: Incoming,
    limit: usize,
) -> Result<Option<Bytes>, Box<dyn Error + Send + Sync>> {
    let mut bytes = BytesMut::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame?.into_data() else {
            continue;
        };
        length += data.len();
        if length <= limit {
            bytes.extend_from_slice(&data);
        } else if length > limit + PATIENCE {
            break;
        }
    }
    Ok((length <= limit).then(|| bytes.freeze()))
}
