//! Which failures may pass, and whether the endpoint lets a call be sent again after them.

use super::{RETRY_COST, TIMEOUT_COST};
use crate::{
    api::ErrorClass,
    endpoint::{Action, Idempotency},
    error::{DecodeKind, Error},
    transport::FailureKind,
};

/// What to do after a failed attempt.
#[derive(Debug, PartialEq)]
pub(crate) enum Next {
    /// Give up.
    Stop,
    /// Send again after a pause, at this price.
    Again { cost: u32 },
    /// Send again with another token.
    NewToken,
    /// Send again in the next minute, if the caller wants to wait for it.
    InAMinute,
}

/// Whether a call may be sent again although it may have been carried out.
pub(crate) fn may_repeat(class: Idempotency) -> bool {
    match class {
        Idempotency::ReadOnly | Idempotency::Idempotent => true,
        Idempotency::Keyed(_) | Idempotency::NotIdempotent => false,
    }
}

pub(crate) fn next(error: &Error, class: Idempotency) -> Next {
    let passing = match error {
        Error::Transport(error) if error.kind() == FailureKind::Connect => {
            return Next::Again { cost: RETRY_COST };
        }
        Error::Transport(error) if error.kind() == FailureKind::Timeout => {
            Next::Again { cost: TIMEOUT_COST }
        }
        // It would be as large again.
        Error::Transport(error) if error.kind() == FailureKind::TooLarge => Next::Stop,
        Error::Transport(_) => Next::Again { cost: RETRY_COST },
        Error::Status(error) if error.status() >= 500 => Next::Again { cost: RETRY_COST },
        Error::Decode(error) if is_garbled(error.kind()) => Next::Again { cost: RETRY_COST },
        // What was carried out may be read again.
        Error::Executed(error) if is_garbled(error.kind()) => Next::Again { cost: RETRY_COST },
        Error::Api(error) => match (error.class(), error.class().action()) {
            (ErrorClass::QuotaMinute, _) => return Next::InAMinute,
            (_, Action::RefreshToken) => return Next::NewToken,
            (_, Action::Retry) => Next::Again { cost: RETRY_COST },
            _ => Next::Stop,
        },
        _ => Next::Stop,
    };
    if may_repeat(class) { passing } else { Next::Stop }
}

/// Whether a reply came to harm on its way, rather than being what WeChat has to say.
fn is_garbled(kind: DecodeKind) -> bool {
    match kind {
        DecodeKind::Empty | DecodeKind::Html | DecodeKind::Syntax | DecodeKind::Truncated => true,
        DecodeKind::Code | DecodeKind::TwoCodes | DecodeKind::Shape | DecodeKind::NoFile => false,
    }
}
