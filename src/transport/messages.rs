//! What goes through the door: a request, a reply, or why there is none.

use std::{borrow::Cow, error::Error, fmt};

use bytes::Bytes;
use tokio::time::Instant;
use url::Url;

use crate::{body::JSON, endpoint::Method};

/// A request, encoded. Its `Debug` shows neither query nor body.
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// When the reply must have been read; 25 ms later the caller no longer listens.
    pub deadline: Instant,
    /// How many bytes of the body of the reply to keep at most, counted after decompression.
    pub body_limit: usize,
    /// The body; `None` where there is none.
    pub body: Option<Bytes>,
    /// The body's type, to be sent as `Content-Type`; nothing but visible ASCII and spaces.
    pub content_type: Cow<'static, str>,
    pub(super) url: Url,
}

impl Request {
    pub(crate) fn new(method: Method, url: Url, deadline: Instant, body_limit: usize) -> Self {
        Self { method, deadline, body_limit, body: None, content_type: JSON, url }
    }

    /// The whole URL. It contains the access token: take care where it goes.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The path, which contains no secret.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method.as_str())
            .field("path", &self.path())
            .field("body_bytes", &self.body.as_ref().map(Bytes::len))
            .finish_non_exhaustive()
    }
}

/// A reply. Its `Debug` shows the status and the length of the body.
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The body, decompressed; what was read of it, where it was broken off.
    pub body: Bytes,
    /// Why the body was broken off, if it was.
    pub interrupted: Option<Failure>,
}

impl Reply {
    /// A whole reply.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, body: body.into(), interrupted: None }
    }

    /// A reply that was broken off.
    #[must_use]
    pub fn interrupted(status: u16, body: impl Into<Bytes>, by: Failure) -> Self {
        Self { status, body: body.into(), interrupted: Some(by) }
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .field("interrupted", &self.interrupted)
            .finish()
    }
}

/// Why no reply was read, or not all of it.
#[derive(Debug)]
pub struct Failure {
    pub(crate) kind: FailureKind,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure without further detail.
    #[must_use]
    pub fn new(kind: FailureKind) -> Self {
        Self { kind, source: None }
    }

    /// A failure with its cause. Known secrets are taken out of the cause's words.
    #[must_use]
    pub fn with_source(kind: FailureKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind, source: Some(source.into()) }
    }
}

/// How sending a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// No connection: nothing was sent.
    Connect,
    /// The reply was not complete in time.
    Timeout,
    /// The connection ended before the reply was complete.
    Cut,
    /// The reply is larger than the limit.
    TooLarge,
    /// Something else.
    Other,
}
