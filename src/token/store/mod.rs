//! Where processes that call for the same account share its token.

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

/// Keeps tokens for several processes, or several sources of one process.
///
/// Under a key, such as `weixin:stable:wx0123456789abcdef`, it keeps one token with its generation,
/// and a lease: the right to fetch the next token. Keys hold no secret. A source waits a second at
/// most for each of these calls, and stops asking for a while after several failures.
///
/// [`MemoryStore`] is one for a single process, and the model for stores of your own.
pub trait TokenStore: Send + Sync + 'static {
    /// The token under a key; `None` where there never was one. One whose lifetime is over is still
    /// returned, with a lifetime of nothing, for its generation.
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>>;

    /// Takes the lease of a key for a time, unless another owner has it: `true` where it was taken.
    /// It ends by itself after that time.
    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Gives a lease back, if this owner still has it.
    fn release<'a>(&'a self, key: &'a str, owner: &'a str)
    -> BoxFuture<'a, Result<(), StoreError>>;

    /// Puts a token in the place of the one with the generation `replaces` (0 where there was none),
    /// as the next generation: `false`, and nothing changed, where another generation is there.
    /// Compares and sets in one step.
    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>>;

    /// Notes that WeChat rejected the token of a generation, if that is the one which is there.
    fn reject<'a>(&'a self, key: &'a str, generation: u64)
    -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A token as a [`TokenStore`] keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredToken {
    /// Counts the tokens that were published under the key, from 1.
    pub generation: u64,
    /// The token.
    pub token: Secret,
    /// How long it still lives.
    pub ttl: Duration,
    /// WeChat rejected it: it is not to be used, only to be replaced.
    pub rejected: bool,
}

/// A [`TokenStore`] can't do what it was asked to.
#[derive(Debug)]
pub struct StoreError {
    words: Box<str>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl StoreError {
    /// Says what went wrong. The text must not repeat a secret.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into().into(), source: None }
    }

    /// Says what went wrong, with the cause, which must not repeat a secret either.
    #[must_use]
    pub fn with_source(
        words: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self { words: words.into().into(), source: Some(source.into()) }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "token store: {}", self.words)
    }
}

impl Error for StoreError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
