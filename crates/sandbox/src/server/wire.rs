//! A connection that hyper and the faults share.
//!
//! hyper returns a request once it has the complete head. A fault that ends an exchange before that must
//! be chosen by the request line, so the line is also parsed here while hyper reads it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::Request;
use hyper::http::request::Parts;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::engine::{Engine, Received};
use crate::faults::{At, Fault, Hit};

/// Maximum length of a request line that is parsed here. For a longer one, the fault is chosen when hyper
/// has read the head.
const LINE_LIMIT: usize = 16 << 10;

/// A connection. Clones share it.
#[derive(Clone)]
pub(crate) struct Wire {
    /// Its number among all connections, from 1.
    pub(crate) number: u64,
    engine: Arc<Engine>,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    /// `None` once it has been closed from here.
    stream: Option<TcpStream>,
    line: Line,
    held: bool,
}

enum Line {
    /// The part of the next request's line that has been read.
    Reading(Vec<u8>),
    /// The line has been read, with the fault that hits the request.
    Read(Option<Hit>),
    /// The rest of a request is being read.
    Past,
}

impl Wire {
    pub(crate) fn new(number: u64, stream: TcpStream, engine: Arc<Engine>) -> Self {
        // If this fails, responses are only slower.
        let _ = stream.set_nodelay(true);
        let line = Line::Reading(Vec::new());
        let shared = Shared { stream: Some(stream), line, held: false };
        Self { number, engine, shared: Arc::new(Mutex::new(shared)) }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // Nothing panics while it is locked.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the fault that hits the request with this head.
    pub(crate) fn hit(&self, head: &Parts) -> Option<Hit> {
        match std::mem::replace(&mut self.lock().line, Line::Past) {
            Line::Read(hit) => hit,
            // Its line arrived together with the end of the previous request.
            Line::Reading(_) | Line::Past => self.engine.fault(&head.method, &head.uri),
        }
    }

    /// Marks the current request as done: the line of another one follows.
    pub(crate) fn done(&self) {
        self.lock().line = Line::Reading(Vec::new());
    }

    /// Resets the connection.
    pub(crate) fn reset(&self) {
        if let Some(stream) = self.lock().stream.take() {
            // If the system can't do this, the connection is closed in an orderly way.
            let _ = stream.set_zero_linger();
        }
    }

    /// Closes the connection after the bytes that have been written.
    pub(crate) fn close(&self) {
        self.lock().stream = None;
    }

    /// Stops reading and writing, and leaves the connection open.
    pub(crate) fn hold(&self) {
        self.lock().held = true;
    }

    pub(crate) fn is_held(&self) -> bool {
        self.lock().held
    }

    /// Parses bytes that have just been read. Returns the fault if it ends the exchange here.
    fn parse(&self, line: &mut Line, read: &[u8]) -> Option<Fault> {
        let Line::Reading(start) = line else {
            return None;
        };
        start.extend_from_slice(read);
        // Empty lines may precede a request.
        let text = start.trim_ascii_start();
        let Some(end) = text.iter().position(|byte| *byte == b'\n') else {
            if start.len() > LINE_LIMIT {
                *line = Line::Past;
            }
            return None;
        };
        let Some(head) = head(&text[..end]) else {
            // hyper refuses it.
            *line = Line::Past;
            return None;
        };
        let hit = self.engine.fault(&head.method, &head.uri);
        let end = hit.clone().filter(|hit| hit.fault.ends_at() == Some(At::RequestHead));
        *line = Line::Read(hit);
        end.map(|hit| {
            self.engine.answer(Received::partial(self.number, head, Bytes::new()), Some(&hit));
            hit.fault
        })
    }
}

/// Parses a request line. Returns a head without headers.
fn head(line: &[u8]) -> Option<Parts> {
    let line = str::from_utf8(line).ok()?.trim_end();
    let mut parts = line.split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !version.starts_with("HTTP/1.") {
        return None;
    }
    let request = Request::builder().method(method).uri(target).body(()).ok()?;
    Some(request.into_parts().0)
}

fn ended<T>() -> Poll<io::Result<T>> {
    Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut shared = self.lock();
        let Shared { stream: Some(stream), line, held: false } = &mut *shared else {
            return ended();
        };
        let before = buffer.filled().len();
        ready!(Pin::new(stream).poll_read(cx, buffer))?;
        let fault = self.parse(line, &buffer.filled()[before..]);
        drop(shared);
        match fault {
            None => return Poll::Ready(Ok(())),
            Some(Fault::Silence(_)) => self.hold(),
            Some(_) => self.reset(),
        }
        ended()
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut *self.lock() {
            Shared { stream: Some(stream), held: false, .. } => {
                Pin::new(stream).poll_write(cx, bytes)
            }
            _ => ended(),
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match &mut *self.lock() {
            Shared { stream: Some(stream), held: false, .. } => {
                Pin::new(stream).poll_write_vectored(cx, slices)
            }
            _ => ended(),
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        // TCP has nothing to flush.
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut *self.lock() {
            Shared { stream: Some(stream), held: false, .. } => Pin::new(stream).poll_shutdown(cx),
            _ => Poll::Ready(Ok(())),
        }
    }
}
