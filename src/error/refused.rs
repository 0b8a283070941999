//! Calls that the client refuses before anything is sent.

use std::{error::Error as StdError, fmt};

use crate::limits::LimitViolation;

/// The client refused the call before anything was sent.
#[derive(Debug)]
pub struct RefusedError(Box<(Box<str>, Refusal)>);

impl RefusedError {
    pub(crate) fn new(endpoint: &str, reason: Refusal) -> Self {
        Self(Box::new((endpoint.into(), reason)))
    }

    /// The endpoint that would have been called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.0.0
    }

    /// Why it was refused.
    #[must_use]
    pub fn reason(&self) -> &Refusal {
        &self.0.1
    }

    /// The documented limits that the request exceeds; empty if it was refused for another reason.
    #[must_use]
    pub fn limits(&self) -> &[LimitViolation] {
        match self.reason() {
            Refusal::Limits(violations) => violations,
            _ => &[],
        }
    }
}

/// Why a call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The endpoint is not open to this kind of account.
    #[non_exhaustive]
    Account {
        /// The kind of this account.
        account: &'static str,
        /// The kinds that may call.
        open_to: &'static [&'static str],
    },
    /// The endpoint is not open to third-party platforms.
    ThirdParty,
    /// The third-party platform has none of the permission sets that the endpoint requires.
    #[non_exhaustive]
    PermissionSets {
        /// The permission sets. One of them is enough.
        needed: &'static [u32],
    },
    /// The client's token source provides a kind of token that the endpoint does not accept.
    #[non_exhaustive]
    TokenKind {
        /// The kind that the token source provides.
        kind: &'static str,
        /// The kinds that the endpoint accepts.
        takes: &'static [&'static str],
    },
    /// The endpoint requires an access token, and the client has no token source.
    NoToken,
    /// Values of the request exceed their documented limits.
    Limits(Vec<LimitViolation>),
}

impl fmt::Display for RefusedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not called: {}", self.endpoint(), self.reason())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account { account, open_to } => {
                write!(f, "it is not open to {account} accounts, only to {}", open_to.join(", "))
            }
            Self::ThirdParty => f.write_str("it is not open to third-party platforms"),
            Self::PermissionSets { needed } => {
                f.write_str("the third-party platform lacks permission set ")?;
                for (index, id) in needed.iter().enumerate() {
                    let name =
                        crate::api::SETTINGS.permission_sets.iter().find(|(known, _)| known == id);
                    let separator = if index == 0 { "" } else { " or " };
                    match name {
                        Some((_, name)) => write!(f, "{separator}{id} ({name})")?,
                        None => write!(f, "{separator}{id}")?,
                    }
                }
                Ok(())
            }
            Self::TokenKind { kind, takes } => {
                write!(
                    f,
                    "it requires {}, but the client's token source provides {kind}",
                    takes.join(" or ")
                )
            }
            Self::NoToken => {
                f.write_str("it requires an access token, but the client has no token source")
            }
            Self::Limits(violations) => {
                for (index, violation) in violations.iter().enumerate() {
                    let separator = if index == 0 { "" } else { "; " };
                    write!(f, "{separator}{violation}")?;
                }
                Ok(())
            }
        }
    }
}

impl StdError for RefusedError {}
