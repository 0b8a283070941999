//! A call that WeChat carried out, and whose response can't be read.

use std::{error::Error as StdError, fmt};

use bytes::Bytes;

use super::{
    call::Attempts,
    response::{DecodeError, DecodeKind},
};

/// WeChat carried the call out, says the reply's code 0, but the response is not what it should be.
///
/// Don't repeat the call: it is done, whatever its [`Idempotency`](crate::Idempotency) class. Take what you need
/// from [`reply`](Self::reply), which has everything that WeChat said, or ask for it by another call.
/// And please report it, with [`path`](Self::path) and [`cause`](Self::cause): the response's type
/// ought to read it.
///
/// ```
/// use weixin::Error;
///
/// /// What WeChat said, if the call is done.
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

    /// Where in the response the value is that can't be read, such as `item_list[1].user_info.fee`;
    /// `None` where it isn't a field's value.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.cause().path()
    }

    /// The reply as it was received. It may contain secrets and personal data, so neither `Debug`
    /// nor `Display` shows any of it.
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
        f.write_str("; the call was carried out: read the reply's bytes instead of repeating it")
    }
}

// Without a source: the cause is all that is said already.
impl StdError for ExecutedError {}
