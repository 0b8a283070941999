//! The TCP server: accepts connections, reads requests, writes responses.
//!
//! While it serves it sets no timer, so that tokio's clock stays paused in a test that paused it.

mod bomb;
mod inject;
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
use inject::inject;
use port::{Port, PortRequest};
use wire::Wire;

/// Maximum size of a body, as a number and as text. This and the next limit are the sandbox's choice.
const BODY_LIMIT: (usize, &str) = (1 << 20, "1 MiB");

/// Maximum size of a form, which may contain files.
const FORM_LIMIT: (usize, &str) = (16 << 20, "16 MiB");

/// How much of a body is read and discarded beyond its limit.
const DISCARD_LIMIT: usize = 16 << 20;

/// How long calls in progress may take once the server stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(1);

/// Serves until the sender of `requests` is dropped.
pub(crate) async fn serve(
    listener: TcpListener,
    engine: Arc<Engine>,
    mut requests: mpsc::UnboundedReceiver<PortRequest>,
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
                // Most likely there are no file descriptors left: wait until some are closed.
                Err(_) => sleep(Duration::from_millis(10)).await,
            },
            Some(_) = connections.join_next() => {}
            request = requests.recv() => {
                let Some(PortRequest { refuse, done }) = request else { break };
                let result = port.refuse(refuse);
                if refuse {
                    connections.shutdown().await;
                }
                // An error means that the test no longer waits for the result.
                let _ = done.send(result);
            }
        }
    }
    drop(port);
    drop(stop);
    let rest = async { while connections.join_next().await.is_some() {} };
    // Connections that remain after that are aborted when the set is dropped.
    let _ = timeout(SHUTDOWN_TIMEOUT, rest).await;
}

async fn connection(wire: Wire, engine: Arc<Engine>, mut stopped: watch::Receiver<()>) {
    let stop = stopped.clone();
    let service =
        service_fn(|request| answer(Arc::clone(&engine), wire.clone(), stop.clone(), request));
    let connection = http1::Builder::new()
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(wire.clone()), service);
    let mut connection = std::pin::pin!(connection);
    // An error comes from a fault, or from the client: it disconnected, or it didn't send HTTP and got
    // an error response.
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

/// Reads a complete request and answers it. An error (an incomplete body or a fault) closes the
/// connection.
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
        Some(Hit { fault: fault @ Fault::Delay(_), .. }) => inject(fault, &mut wire, reply).await?,
        // A fault that may never end ends with the sandbox.
        Some(Hit { fault, .. }) => tokio::select! {
            response = inject(fault, &mut wire, reply) => response?,
            _ = stopped.changed() => return Err("the sandbox stops".into()),
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

/// Reads half of a body, or the first chunk of a body without a length.
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

/// Reads the body. Returns `None` if it is too large.
///
/// Of a body that is too large, up to [`DISCARD_LIMIT`] more is read: if the connection were closed while
/// the client writes, the client would not see the response.
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
        } else if length > limit + DISCARD_LIMIT {
            break;
        }
    }
    Ok((length <= limit).then(|| bytes.freeze()))
}
