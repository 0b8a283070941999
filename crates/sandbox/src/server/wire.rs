//! A connection as hyper and the faults share it.
//!
//! hyper hands out a request when it has the whole head. A fault that ends an exchange before that
//! has to be chosen by the request line, which is read here as it passes.

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

/// The longest request line that is looked for; a longer one is when hyper has read the head.
const LINE_LIMIT: usize = 16 << 10;

/// A connection; its clones are the same one.
#[derive(Clone)]
pub(crate) struct Wire {
    /// Its place among all connections, from 1.
    pub(crate) number: u64,
    engine: Arc<Engine>,
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    /// Absent once it has been closed from here.
    stream: Option<TcpStream>,
    line: Line,
    held: bool,
}

enum Line {
    /// So much of the next request's line has been read.
    Reading(Vec<u8>),
    /// The line has been read, and this fault is what it met.
    Read(Option<Hit>),
    /// What is read now is another part of a request.
    Past,
}

impl Wire {
    pub(crate) fn new(number: u64, stream: TcpStream, engine: Arc<Engine>) -> Self {
        // Without it an answer may wait for more to send; it is only slower then.
        let _ = stream.set_nodelay(true);
        let line = Line::Reading(Vec::new());
        let shared = Shared { stream: Some(stream), line, held: false };
        Self { number, engine, shared: Arc::new(Mutex::new(shared)) }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // Nothing panics while it is locked.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fault that hits the request of this head.
    pub(crate) fn hit(&self, head: &Parts) -> Option<Hit> {
        match std::mem::replace(&mut self.lock().line, Line::Past) {
            Line::Read(hit) => hit,
            // Its line came together with the end of the request before.
            Line::Reading(_) | Line::Past => self.engine.fault(&head.method, &head.uri),
        }
    }

    /// The request at hand is done: what comes next is another's line.
    pub(crate) fn done(&self) {
        self.lock().line = Line::Reading(Vec::new());
    }

    /// Ends the connection at once: the other side sees a reset.
    pub(crate) fn reset(&self) {
        if let Some(stream) = self.lock().stream.take() {
            // Where the system can't, it is closed in order.
            let _ = stream.set_zero_linger();
        }
    }

    /// Ends the connection after what has been sent.
    pub(crate) fn close(&self) {
        self.lock().stream = None;
    }

    /// Neither reads nor writes any more, and leaves the connection open.
    pub(crate) fn hold(&self) {
        self.lock().held = true;
    }

    pub(crate) fn is_held(&self) -> bool {
        self.lock().held
    }

    /// Looks at what has just been read; the fault where the exchange ends with it.
    fn look(&self, line: &mut Line, read: &[u8]) -> Option<Fault> {
        let Line::Reading(start) = line else {
            return None;
        };
        start.extend_from_slice(read);
        // Empty lines may go before a request.
        let text = start.trim_ascii_start();
        let Some(end) = text.iter().position(|byte| *byte == b'\n') else {
            if start.len() > LINE_LIMIT {
                *line = Line::Past;
            }
            return None;
        };
        let Some(head) = head(&text[..end]) else {
            // hyper's to refuse.
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

/// The head that a request line begins.
fn head(line: &[u8]) -> Option<Parts> {
    let line = str::from_utf8(line).ok()?.trim_end();
    let mut words = line.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || !version.starts_with("HTTP/1.") {
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
        let fault = self.look(line, &buffer.filled()[before..]);
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
