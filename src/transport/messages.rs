//! The request, reply and failure of a transport.

use std::{borrow::Cow, error::Error, fmt};

use bytes::Bytes;
use tokio::time::Instant;
use url::Url;

use crate::{body::JSON, endpoint::Method};

/// An encoded request. Its `Debug` shows neither query nor body.
#[non_exhaustive]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The time by which the reply must be read. A transport of your own is dropped 25 ms later.
    pub deadline: Instant,
    /// The maximum size of the body of the reply, in bytes after decompression.
    pub body_limit: usize,
    /// The body, if there is one.
    pub body: Option<Bytes>,
    /// The value of `Content-Type` for the body: visible ASCII and spaces only.
    pub content_type: Cow<'static, str>,
    pub(super) url: Url,
}

impl Request {
    pub(crate) fn new(method: Method, url: Url, deadline: Instant, body_limit: usize) -> Self {
        Self { method, deadline, body_limit, body: None, content_type: JSON, url }
    }

    /// The whole URL. It contains the access token: do not log it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The path of the URL, which contains no secret.
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

/// A reply. Its `Debug` shows the status and the length of the body only.
#[non_exhaustive]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The decompressed body, or the part of it that was read before an interruption.
    pub body: Bytes,
    /// Why the body is incomplete, if it is.
    pub interrupted: Option<Failure>,
}

impl Reply {
    /// Creates a complete reply.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, body: body.into(), interrupted: None }
    }

    /// Creates a reply whose body is incomplete.
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

/// Why no reply, or only a part of it, was read.
#[derive(Debug)]
pub struct Failure {
    pub(crate) kind: FailureKind,
    pub(crate) source: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// Creates a failure without a cause.
    #[must_use]
    pub fn new(kind: FailureKind) -> Self {
        Self { kind, source: None }
    }

    /// Creates a failure with its cause. The client redacts known secrets in the text of the cause.
    #[must_use]
    pub fn with_source(kind: FailureKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind, source: Some(source.into()) }
    }
}

/// How a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FailureKind {
    /// The connection failed: nothing was sent.
    Connect,
    /// The request timed out before the reply was complete.
    Timeout,
    /// The connection ended before the reply was complete.
    Cut,
    /// The reply is larger than the limit.
    TooLarge,
    /// Something else.
    Other,
}
