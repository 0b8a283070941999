//! Decides whether a failed attempt may be retried.

use super::{RETRY_COST, TIMEOUT_COST};
use crate::{
    api::ErrorClass,
    endpoint::Idempotency,
    error::Action,
    error::{DecodeKind, Error},
    transport::FailureKind,
};

/// What to do after a failed attempt.
#[derive(Debug, PartialEq)]
pub(crate) enum Next {
    /// Return the error.
    Stop,
    /// Retry after a pause, at this cost.
    Retry { cost: u32 },
    /// Retry with a new token.
    NewToken,
    /// Retry in the next minute, if the policy allows to wait for it.
    AfterMinute,
}

/// Whether a call may be retried although it may have been executed.
pub(crate) fn may_repeat(class: Idempotency) -> bool {
    match class {
        Idempotency::ReadOnly | Idempotency::Idempotent => true,
        Idempotency::Keyed(_) | Idempotency::NotIdempotent => false,
    }
}

pub(crate) fn next(error: &Error, class: Idempotency) -> Next {
    let next = match error {
        Error::Transport(error) if error.kind() == FailureKind::Connect => {
            return Next::Retry { cost: RETRY_COST };
        }
        Error::Transport(error) if error.kind() == FailureKind::Timeout => {
            Next::Retry { cost: TIMEOUT_COST }
        }
        // The next reply would be as large.
        Error::Transport(error) if error.kind() == FailureKind::TooLarge => Next::Stop,
        Error::Transport(_) => Next::Retry { cost: RETRY_COST },
        Error::Status(error) if error.status() >= 500 => Next::Retry { cost: RETRY_COST },
        Error::Decode(error) if is_garbled(error.kind()) => Next::Retry { cost: RETRY_COST },
        // Only classes that are safe to repeat get past the check below.
        Error::Executed(error) if is_garbled(error.kind()) => Next::Retry { cost: RETRY_COST },
        Error::Api(error) => match (error.class(), error.class().action()) {
            (ErrorClass::QuotaMinute, _) => return Next::AfterMinute,
            (_, Action::RefreshToken) => return Next::NewToken,
            (_, Action::Retry) => Next::Retry { cost: RETRY_COST },
            _ => Next::Stop,
        },
        _ => Next::Stop,
    };
    if may_repeat(class) { next } else { Next::Stop }
}

/// Whether a reply was probably damaged in transit, rather than sent by WeChat like this.
fn is_garbled(kind: DecodeKind) -> bool {
    match kind {
        DecodeKind::Empty | DecodeKind::Html | DecodeKind::Syntax | DecodeKind::Truncated => true,
        DecodeKind::Code | DecodeKind::TwoCodes | DecodeKind::Shape | DecodeKind::NoFile => false,
    }
}
