//! The narrow door to the network: one request out, one reply back. Bring your own by implementing
//! [`Transport`].

mod bounded;
mod host;
mod http;
mod messages;
pub(crate) mod tls;

use std::{future::Future, pin::Pin};

pub(crate) use bounded::Bounded;
pub(crate) use host::Host;
pub use http::HttpTransport;
pub use messages::{Failure, FailureKind, Reply, Request};

/// A boxed future, as the object-safe traits of this crate return it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Attempts requests. The default is [`HttpTransport`].
///
/// An implementation sends each request exactly once: it follows no redirect (the access token is
/// in the URL) and repeats nothing. It honours [`Request::deadline`] and [`Request::body_limit`].
/// Its errors should not show the URL; known secrets are taken out of them in any case.
pub trait Transport: Send + Sync + 'static {
    /// Attempts a request and reads the reply to its end.
    ///
    /// A reply that was broken off after its status line is an `Ok` whose
    /// [`Reply::interrupted`] says why, with what was read of the body.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>>;
}
