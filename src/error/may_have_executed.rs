//! A call of which nobody knows whether it was carried out, and which must not simply be repeated.

use std::{error::Error as StdError, fmt};

use super::Error;

/// The call failed in a way that leaves open whether WeChat carried it out, and the endpoint is one
/// that must not be sent twice without a thought ([`Idempotency::Keyed`] or [`Idempotency::NotIdempotent`]).
///
/// It was not sent again. Find out first: ask WeChat for the order, invoice or card that the call was
/// about. If it isn't there and the endpoint has [`keys`](Self::keys), send the *identical* request
/// again: with the same values in these fields WeChat refuses a second one, so that it can't be done
/// twice (a refusal such as 72018, duplicate order id, then says that it had been done). Never
/// repeat it with new values. Where there are no keys and no way to ask, a person must decide.
///
/// ```
/// use weixin::{Error, MayHaveExecutedError};
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

/// A field that identifies an operation, with its value in the request that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    field: &'static str,
    value: Option<Box<str>>,
}

impl IdempotencyKey {
    pub(crate) fn new(field: &'static str, value: Option<String>) -> Self {
        Self { field, value: value.map(Into::into) }
    }

    /// Where it stands in the request, such as `invoiceinfo.fpqqlsh`.
    #[must_use]
    pub fn field(&self) -> &'static str {
        self.field
    }

    /// Its value as text; `None` where the request has none. Known secrets are taken out.
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

    /// The fields by which WeChat tells a repeated call from a new one, with the values that were
    /// sent. Empty where it doesn't, or where nobody knows of any.
    #[must_use]
    pub fn keys(&self) -> &[IdempotencyKey] {
        &self.0.keys
    }

    /// How the call failed: an [`Error::Transport`], [`Error::Status`], [`Error::Decode`], or an
    /// [`Error::Api`] with the code of a passing fault. It is the [`source`](StdError::source) too.
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
        write!(f, "{} may have been carried out", self.endpoint())?;
        for (index, key) in self.keys().iter().enumerate() {
            let separator = if index == 0 { " (" } else { ", " };
            // As Debug, so that what can't be seen is.
            match key.value() {
                Some(value) => write!(f, "{separator}{} {value:?}", key.field())?,
                None => write!(f, "{separator}no {}", key.field())?,
            }
        }
        f.write_str(if self.keys().is_empty() { ": " } else { "): " })?;
        fmt::Display::fmt(self.cause(), f)?;
        f.write_str(if self.keys().is_empty() {
            "\n  Ask for its outcome first: sending it again may do it twice."
        } else {
            "\n  Ask for its outcome first; if there is none, send the identical request again."
        })
    }
}

impl StdError for MayHaveExecutedError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.cause())
    }
}
