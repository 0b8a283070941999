//! The error of a request without a complete reply.

use std::{error::Error as StdError, fmt};

use super::{
    Cause,
    call::{Attempts, Called},
};
use crate::{
    context::Context,
    transport::{Failure, FailureKind},
};

/// No complete reply was received: the connection failed, the request timed out, the reply was cut off
/// or too large.
#[derive(Debug)]
pub struct TransportError(Box<Details>);

#[derive(Debug)]
struct Details {
    called: Called,
    kind: FailureKind,
    cause: Option<Cause>,
    body: Option<Box<str>>,
}

impl TransportError {
    pub(crate) fn new(context: &Context<'_>, failure: &Failure, received: &[u8]) -> Self {
        let secrets = context.secrets();
        Self(Box::new(Details {
            called: Called::once(context.endpoint()),
            kind: failure.kind,
            cause: failure.source.as_deref().map(|source| Cause::of(source, &secrets)),
            body: context.excerpt(received),
        }))
    }

    pub(super) fn attempts(&self) -> Attempts {
        self.0.called.attempts
    }

    pub(super) fn attempts_mut(&mut self) -> &mut Attempts {
        &mut self.0.called.attempts
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.0.called.endpoint
    }

    /// How the request failed.
    #[must_use]
    pub fn kind(&self) -> FailureKind {
        self.0.kind
    }

    /// Whether the request timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.kind == FailureKind::Timeout
    }

    /// Whether WeChat may have executed the call: `false` only if the last attempt could not connect and
    /// no earlier attempt may have been executed.
    #[must_use]
    pub fn may_have_executed(&self) -> bool {
        self.0.kind != FailureKind::Connect || self.0.called.attempts.doubtful
    }

    /// The start of what was received, without secrets.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.0.kind {
            FailureKind::Connect => "the connection failed, nothing was sent",
            FailureKind::Timeout => "timed out before the reply was complete",
            FailureKind::Cut => "the connection ended before the reply was complete",
            FailureKind::TooLarge => "the reply is larger than the client's limit",
            FailureKind::Other => "the request failed before the reply was complete",
        };
        write!(f, "{}: {problem}", self.0.called)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as _)
    }
}
