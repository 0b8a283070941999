//! Token stores, in which the processes of an account share its token.

mod guarded;
mod memory;
#[cfg(feature = "redis")]
mod redis;

use std::{error::Error, fmt, time::Duration};

#[cfg(feature = "redis")]
pub use self::redis::RedisStore;
pub(super) use guarded::Guarded;
pub use memory::MemoryStore;

use crate::{transport::BoxFuture, types::Secret};

/// Shares tokens between processes, or between the sources of one process.
///
/// Under a key, such as `weixin:stable:wx0123456789abcdef`, it keeps a token with its generation, and a
/// lease: the right to fetch the next token. Keys contain no secrets. A source waits at most one second for
/// each call of a store, and does not call it for a while after several failures.
///
/// [`MemoryStore`] is for a single process, and a reference for stores of your own.
pub trait TokenStore: Send + Sync + 'static {
    /// Returns the token under a key; `None` if none was published. Expired tokens are returned with a
    /// zero lifetime, so that the generation is known.
    ///
    /// # Errors
    /// Returns an error if the store fails. The same applies to the other methods.
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>>;

    /// Acquires the lease of a key, unless another owner holds it. Returns whether it was acquired. The
    /// lease expires after `time`.
    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Releases a lease, if this owner still holds it.
    fn release<'a>(&'a self, key: &'a str, owner: &'a str)
    -> BoxFuture<'a, Result<(), StoreError>>;

    /// Publishes a token as the generation after `replaces`, if `replaces` is the stored generation (0 if
    /// there is none). Otherwise changes nothing. Returns whether it was published. The comparison and the
    /// update must be atomic.
    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Marks the token of a generation as rejected by WeChat, if that is the stored generation.
    fn reject<'a>(&'a self, key: &'a str, generation: u64)
    -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A token in a [`TokenStore`].
#[derive(Clone, Debug, PartialEq)]
pub struct StoredToken {
    /// The number of the token under its key, counted from 1.
    pub generation: u64,
    /// The token.
    pub token: Secret,
    /// The remaining lifetime.
    pub ttl: Duration,
    /// Whether WeChat rejected it. A rejected token must not be used, only replaced.
    pub rejected: bool,
}

/// A call of a [`TokenStore`] or a [`Vault`](super::Vault) failed.
#[derive(Debug)]
pub struct StoreError {
    message: Box<str>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl StoreError {
    /// Creates an error. The message says what failed, and must not contain a secret.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into(), source: None }
    }

    /// Creates an error with its cause. Neither the message nor the cause may contain a secret.
    #[must_use]
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { message: message.into().into(), source: Some(source.into()) }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "token store: {}", self.message)
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
