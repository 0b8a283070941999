//! The error of a token source.

use std::{error::Error as StdError, fmt, sync::Arc};

use super::{Error, call::Attempts};

/// A token source can't provide a token. Cheap to clone: all callers that wait for the same fetch get
/// its error.
#[derive(Clone, Debug)]
pub struct TokenError {
    reason: Arc<Reason>,
    /// The attempts of the call that needs the token, not of the call that fetches it.
    pub(super) attempts: Attempts,
}

#[derive(Debug)]
enum Reason {
    Call(Error),
    Other { message: Box<str>, source: Option<Box<dyn StdError + Send + Sync>> },
    TimedOut,
}

impl TokenError {
    /// Creates an error. The message says why there is no token, and must not contain a secret.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::because(Reason::Other { message: message.into().into(), source: None })
    }

    /// Creates an error with its cause. Neither the message nor the cause may contain a secret.
    #[must_use]
    pub fn with_source(
        message: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self::because(Reason::Other { message: message.into().into(), source: Some(source.into()) })
    }

    pub(crate) fn timed_out() -> Self {
        Self::because(Reason::TimedOut)
    }

    fn because(reason: Reason) -> Self {
        Self { reason: Arc::new(reason), attempts: Attempts::NONE }
    }

    /// The error of the call that fetches the token, if that call failed.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        match &*self.reason {
            Reason::Call(error) => Some(error),
            Reason::Other { .. } | Reason::TimedOut => None,
        }
    }

    /// Whether the token source timed out.
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
            // A fetch that itself requires a token may fail with a token error: it is not nested.
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
            Reason::Other { message, .. } => f.write_str(message),
            Reason::TimedOut => f.write_str("the token source timed out"),
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
