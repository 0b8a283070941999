//! The errors of calls, of configuration, and what can be done about them.

mod api;
mod call;
mod cause;
mod executed;
mod may_have_executed;
mod refused;
mod response;
mod token;
mod transport;

use std::{error::Error as StdError, fmt};

pub use api::ApiError;
pub(crate) use call::Attempts;
pub use cause::Cause;
pub use executed::ExecutedError;
pub use may_have_executed::{IdempotencyKey, MayHaveExecutedError};
pub use refused::{Refusal, RefusedError};
pub use response::{DecodeError, DecodeKind, StatusError};
pub use token::TokenError;
pub use transport::TransportError;

use crate::api::{ErrorClass, ErrorCode};
pub use crate::{endpoint::EncodeError, types::ParseYuanError};

/// What a client may do after an error of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Return the error: a retry would fail in the same way.
    Stop,
    /// Retry after a pause, if the endpoint's [`Idempotency`](crate::Idempotency) allows it.
    Retry,
    /// Fetch a new access token and retry once.
    RefreshToken,
    /// Query the result later, without a retry.
    Wait,
}

/// The error of a failed call.
///
/// No variant shows an access token, app secret or other secret that was sent: neither its `Display`
/// nor its `Debug`, nor any [`source`](StdError::source).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// WeChat returned an error code.
    Api(ApiError),
    /// The client refused the call before anything was sent.
    Refused(RefusedError),
    /// No access token was available. The call was not sent, or was rejected for its token.
    Token(TokenError),
    /// No complete reply was received.
    Transport(TransportError),
    /// The reply has an HTTP status other than 2xx, and no error code.
    Status(StatusError),
    /// The reply can't be decoded.
    Decode(DecodeError),
    /// The call failed, but WeChat may have executed it, and the endpoint is not idempotent: query the
    /// outcome before a retry.
    MayHaveExecuted(MayHaveExecutedError),
    /// WeChat executed the call, but its response can't be decoded: do not retry it.
    Executed(ExecutedError),
    /// The request can't be encoded; nothing was sent.
    Encode(EncodeError),
    /// The client can't be built as configured.
    Config(ConfigError),
}

impl Error {
    /// WeChat's error code for the call, or for the fetch of the access token before it.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        self.api().map(ApiError::code)
    }

    /// The class of the [`code`](Self::code) at the endpoint that returned it.
    #[must_use]
    pub fn class(&self) -> Option<ErrorClass> {
        self.api().map(ApiError::class)
    }

    /// Whether the call timed out, or the fetch of the access token before it.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Token(error) => error.is_timeout(),
            Self::MayHaveExecuted(error) => error.cause().is_timeout(),
            _ => false,
        }
    }

    /// Whether WeChat [executed](Self::Executed) or may have executed the call although it failed.
    ///
    /// `false` means that it certainly was not executed: nothing was sent, or WeChat rejected each attempt
    /// with an error code other than those of a transient error.
    #[must_use]
    pub fn may_have_executed(&self) -> bool {
        match self {
            Self::Transport(error) => error.may_have_executed(),
            Self::Status(_) | Self::Decode(_) | Self::MayHaveExecuted(_) | Self::Executed(_) => {
                true
            }
            Self::Api(error) => {
                error.attempts().doubtful || error.class().action() == Action::Retry
            }
            Self::Token(error) => error.attempts.doubtful,
            Self::Refused(_) | Self::Encode(_) | Self::Config(_) => false,
        }
    }

    /// The number of attempts to send the call, including those that could not connect; 0 if the client
    /// refused the call or had no access token for it.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.sent().count
    }

    pub(crate) fn sent(&self) -> Attempts {
        match self {
            Self::Api(error) => error.attempts(),
            Self::Transport(error) => error.attempts(),
            Self::Status(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::Token(error) => error.attempts,
            Self::MayHaveExecuted(error) => error.cause().sent(),
            Self::Executed(error) => error.attempts(),
            Self::Refused(_) | Self::Encode(_) | Self::Config(_) => Attempts::NONE,
        }
    }

    pub(crate) fn set_attempts(&mut self, attempts: Attempts) {
        match self {
            Self::Api(error) => *error.attempts_mut() = attempts,
            Self::Transport(error) => *error.attempts_mut() = attempts,
            Self::Status(error) => *error.attempts_mut() = attempts,
            Self::Decode(error) => *error.attempts_mut() = attempts,
            Self::Token(error) => error.attempts = attempts,
            Self::MayHaveExecuted(error) => error.cause_mut().set_attempts(attempts),
            Self::Executed(error) => *error.attempts_mut() = attempts,
            Self::Refused(_) | Self::Encode(_) | Self::Config(_) => {}
        }
    }

    pub(crate) fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(error) => Some(error),
            Self::Token(error) => error.cause().and_then(Self::api),
            Self::MayHaveExecuted(error) => error.cause().api(),
            _ => None,
        }
    }

    fn inner(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::Api(error) => error,
            Self::Refused(error) => error,
            Self::Token(error) => error,
            Self::Transport(error) => error,
            Self::Status(error) => error,
            Self::Decode(error) => error,
            Self::MayHaveExecuted(error) => error,
            Self::Executed(error) => error,
            Self::Encode(error) => error,
            Self::Config(error) => error,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.inner(), f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner().source()
    }
}

macro_rules! error_from {
    ($($variant:ident($kind:ty);)*) => {
        $(impl From<$kind> for Error {
            fn from(error: $kind) -> Self {
                Self::$variant(error)
            }
        })*
    };
}

error_from! {
    Api(ApiError);
    Refused(RefusedError);
    Token(TokenError);
    Transport(TransportError);
    Status(StatusError);
    Decode(DecodeError);
    MayHaveExecuted(MayHaveExecutedError);
    Executed(ExecutedError);
    Encode(EncodeError);
    Config(ConfigError);
}

/// The client can't be built as configured; `Display` says why.
#[derive(Debug)]
pub struct ConfigError {
    message: Box<str>,
}

impl ConfigError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "configuration: {}", self.message)
    }
}

impl StdError for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_small_and_can_cross_threads() {
        fn can_cross_threads<T: Send + Sync + 'static>() {}
        can_cross_threads::<Error>();
        assert!(size_of::<Error>() <= 24, "{}", size_of::<Error>());
    }
}
