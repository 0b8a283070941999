//! There is no access token to send a call with.

use std::{error::Error as StdError, fmt, sync::Arc};

use super::{Error, call::Attempts};

/// A token source has no token. Cheap to clone: all callers that wait for one fetch get its error.
#[derive(Clone, Debug)]
pub struct TokenError {
    reason: Arc<Reason>,
    /// Of the call that wants the token, not of the one that should have fetched it.
    pub(super) attempts: Attempts,
}

#[derive(Debug)]
enum Reason {
    Call(Error),
    Other { words: Box<str>, source: Option<Box<dyn StdError + Send + Sync>> },
    TimedOut,
}

impl TokenError {
    /// Says why there is no token. The text must not repeat a secret.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self::because(Reason::Other { words: words.into().into(), source: None })
    }

    /// Says why there is no token, with the cause, which must not repeat a secret either.
    #[must_use]
    pub fn with_source(
        words: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self::because(Reason::Other { words: words.into().into(), source: Some(source.into()) })
    }

    pub(crate) fn timed_out() -> Self {
        Self::because(Reason::TimedOut)
    }

    fn because(reason: Reason) -> Self {
        Self { reason: Arc::new(reason), attempts: Attempts::NONE }
    }

    /// The error of the call that should have fetched the token, if that is what failed.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        match &*self.reason {
            Reason::Call(error) => Some(error),
            Reason::Other { .. } | Reason::TimedOut => None,
        }
    }

    /// Whether time ran out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &*self.reason {
            Reason::Call(error) => error.is_timeout(),
            Reason::TimedOut => true,
            Reason::Other { .. } => false,
        }
    }
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        match error {
            // The error of a fetch that itself needed a token says why already.
            Error::Token(error) => error,
            error => Self::because(Reason::Call(error)),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no access token: ")?;
        match &*self.reason {
            Reason::Call(error) => error.fmt(f),
            Reason::Other { words, .. } => f.write_str(words),
            Reason::TimedOut => f.write_str("the source handed none out in time"),
        }
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.reason {
            Reason::Call(error) => Some(error),
            Reason::Other { source, .. } => source.as_deref().map(|source| source as _),
            Reason::TimedOut => None,
        }
    }
}
