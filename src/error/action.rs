//! What a client can do about an error.

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
