//! A call that WeChat executed, but whose response can't be decoded.

use std::{error::Error as StdError, fmt};

use bytes::Bytes;

use super::{
    call::Attempts,
    response::{DecodeError, DecodeKind},
};

/// WeChat executed the call, since the reply has error code 0, but the response can't be decoded.
///
/// Do not retry the call, even if its [`Idempotency`](crate::Idempotency) class allows it. Take what you
/// need from [`reply`](Self::reply), which has the whole reply, or query it with another call. Please report
/// the error with its [`path`](Self::path) and [`cause`](Self::cause), so that the response type can be
/// corrected.
///
/// ```
/// use weixin::Error;
///
/// /// Returns WeChat's reply if the call was executed.
/// fn done(error: &Error) -> Option<&[u8]> {
///     match error {
///         Error::Executed(error) => Some(error.reply()),
///         _ => None,
///     }
/// }
/// ```
pub struct ExecutedError(Box<Details>);

struct Details {
    cause: DecodeError,
    reply: Bytes,
}

impl ExecutedError {
    pub(crate) fn new(cause: DecodeError, reply: Bytes) -> Self {
        Self(Box::new(Details { cause: cause.without_body(), reply }))
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        self.cause().endpoint()
    }

    /// The path of the value that can't be decoded, such as `item_list[1].user_info.fee`; `None` if the
    /// error is not about a field.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.cause().path()
    }

    /// The reply as it was received. It may contain secrets and personal data: neither `Debug` nor
    /// `Display` shows any of it.
    #[must_use]
    pub fn reply(&self) -> &Bytes {
        &self.0.reply
    }

    /// What is wrong with the response.
    #[must_use]
    pub fn cause(&self) -> &DecodeError {
        &self.0.cause
    }

    pub(crate) fn kind(&self) -> DecodeKind {
        self.cause().kind()
    }

    pub(super) fn attempts(&self) -> Attempts {
        self.cause().attempts()
    }

    pub(super) fn attempts_mut(&mut self) -> &mut Attempts {
        self.0.cause.attempts_mut()
    }
}

impl fmt::Debug for ExecutedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExecutedError")
            .field("cause", self.cause())
            .field("reply", &format_args!("{} bytes", self.reply().len()))
            .finish()
    }
}

impl fmt::Display for ExecutedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.cause(), f)?;
        f.write_str("; the call was executed: read the reply's bytes instead of retrying it")
    }
}

// No source: `Display` shows the cause already.
impl StdError for ExecutedError {}
