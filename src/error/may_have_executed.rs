//! A failed call that WeChat may have executed and that must not be retried blindly.

use std::{error::Error as StdError, fmt};

use super::Error;

/// The call failed, WeChat may have executed it, and the endpoint is not idempotent
/// ([`Idempotency::Keyed`] or [`Idempotency::NotIdempotent`]).
///
/// The client did not retry it. Query the outcome first: ask WeChat for the order, invoice or card that
/// the call was about. If it does not exist and the endpoint has [`keys`](Self::keys), send the
/// *identical* request again. WeChat rejects a second request with the same values in these fields, so
/// that the call can't be executed twice; a rejection such as 72018, duplicate order id, means that the
/// first request was executed. Never retry with new values. If there are no keys and the outcome can't be
/// queried, a person must decide.
///
/// ```
/// use weixin::{Error, error::MayHaveExecutedError};
///
/// fn to_be_looked_into(error: &Error) -> Option<String> {
///     let Error::MayHaveExecuted(error) = error else { return None };
///     let keys = error.keys().iter();
///     Some(keys.map(|key| format!("{}={} ", key.field(), key.value().unwrap_or("?"))).collect())
/// }
/// ```
///
/// [`Idempotency::Keyed`]: crate::Idempotency::Keyed
/// [`Idempotency::NotIdempotent`]: crate::Idempotency::NotIdempotent
#[derive(Debug)]
pub struct MayHaveExecutedError(Box<Details>);

#[derive(Debug)]
struct Details {
    endpoint: Box<str>,
    keys: Box<[IdempotencyKey]>,
    cause: Error,
}

/// A request field that identifies an operation, with the value that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    field: &'static str,
    value: Option<Box<str>>,
}

impl IdempotencyKey {
    pub(crate) fn new(field: &'static str, value: Option<String>) -> Self {
        Self { field, value: value.map(Into::into) }
    }

    /// The path of the field in the request, such as `invoiceinfo.fpqqlsh`.
    #[must_use]
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// The value as text, with known secrets redacted; `None` if the request does not have the field.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

impl MayHaveExecutedError {
    pub(crate) fn new(endpoint: &str, keys: Box<[IdempotencyKey]>, cause: Error) -> Self {
        Self(Box::new(Details { endpoint: endpoint.into(), keys, cause }))
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.0.endpoint
    }

    /// The fields by which WeChat recognizes a repeated request, with the values that were sent. Empty
    /// if no such fields are known.
    #[must_use]
    pub fn keys(&self) -> &[IdempotencyKey] {
        &self.0.keys
    }

    /// How the call failed: an [`Error::Transport`], [`Error::Status`], [`Error::Decode`], or an
    /// [`Error::Api`] with the code of a transient error. It is also the [`source`](StdError::source).
    #[must_use]
    pub fn cause(&self) -> &Error {
        &self.0.cause
    }

    pub(super) fn cause_mut(&mut self) -> &mut Error {
        &mut self.0.cause
    }
}

impl fmt::Display for MayHaveExecutedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} may have been executed", self.endpoint())?;
        for (index, key) in self.keys().iter().enumerate() {
            let separator = if index == 0 { " (" } else { ", " };
            // Debug makes invisible characters visible.
            match key.value() {
                Some(value) => write!(f, "{separator}{} {value:?}", key.field())?,
                None => write!(f, "{separator}no {}", key.field())?,
            }
        }
        f.write_str(if self.keys().is_empty() { ": " } else { "): " })?;
        fmt::Display::fmt(self.cause(), f)?;
        f.write_str(if self.keys().is_empty() {
            "\n  Query the outcome first: a retry may execute the call twice."
        } else {
            "\n  Query the outcome first; if the call was not executed, send the identical request again."
        })
    }
}

impl StdError for MayHaveExecutedError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.cause())
    }
}
