//! The retry policy of a client or a call.

use std::time::Duration;

use super::RetryBudget;

/// How often and after which pauses a call is retried.
///
/// A client has a policy ([`ClientBuilder::retry`](crate::ClientBuilder::retry)), and a call may have its
/// own ([`Call::retry`](crate::Call::retry)). Which failures may be retried does not depend on the policy
/// but on the [`Idempotency`](crate::Idempotency) class of the endpoint:
///
/// | failure | `ReadOnly`, `Idempotent` | `Keyed`, `NotIdempotent` |
/// |---|---|---|
/// | no connection: nothing was sent | retried | retried |
/// | timeout, connection cut, other transport failure | retried | [`MayHaveExecuted`] |
/// | HTTP status 5xx; a reply that is empty, truncated, HTML or not JSON | retried | [`MayHaveExecuted`] |
/// | an error code of a transient error, such as -1 | retried | [`MayHaveExecuted`] |
/// | a reply that is too large, has another status, or has neither a code nor the documented fields | the error | [`MayHaveExecuted`] |
/// | code 0, but the response is truncated or not JSON | retried | [`Executed`] |
/// | code 0, but the response does not have the documented fields | [`Executed`] | [`Executed`] |
/// | the access token was rejected | retried once with a new one | retried once with a new one |
/// | the quota per minute is exceeded (45011) | the error, unless the policy [waits](Self::wait_for_minute_quota) | the same |
/// | any other error code | the error | the error |
///
/// The pause before a retry is random, at most 100 ms, 200 ms, 400 ms … up to 20 s (exponential backoff
/// with full jitter). Retries never exceed the call's timeout: if less than 100 ms would be left for
/// another attempt, the error is returned at once. An attempt that could be followed by another one gets
/// half of the time that is left, so that a server that does not respond leaves time for a retry: 10 s, 5 s
/// and 5 s of 20 s. The last attempt gets all the time that is left, and so does the only attempt of a
/// `Keyed` or `NotIdempotent` call, which can't be retried once it was sent.
///
/// The retry after a rejected token does not depend on the policy: it happens once in a call, and counts
/// against neither the number of attempts nor the budget.
///
/// ```
/// use std::time::Duration;
/// use weixin::{Client, RetryPolicy, api::account::ServiceAccount, api::invoice::SetInvoiceUrlRequest};
///
/// # async fn run() -> Result<(), weixin::Error> {
/// let client = Client::<ServiceAccount>::builder()
///     .app("wx0123456789abcdef", "app secret")
///     .retry(RetryPolicy::new().attempts(5).max_pause(Duration::from_secs(2)))
///     .build()?;
/// // One that would rather wait for a minute than fail.
/// let patient = RetryPolicy::new().wait_for_minute_quota(true);
/// let call = client.set_invoice_url(SetInvoiceUrlRequest::new());
/// let reply = call.retry(patient).timeout(Duration::from_secs(180)).await?;
/// # Ok(())
/// # }
/// ```
///
/// [`MayHaveExecuted`]: crate::Error::MayHaveExecuted
/// [`Executed`]: crate::Error::Executed
#[derive(Clone, Debug)]
#[must_use = "a policy does nothing until it is set on a client or a call"]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    pub(crate) base_pause: Duration,
    pub(crate) max_pause: Duration,
    pub(crate) budget: Option<RetryBudget>,
    pub(crate) wait_for_minute_quota: bool,
}

impl RetryPolicy {
    /// Creates the default policy: three attempts, a first pause of at most 100 ms, no pause longer than
    /// 20 s, the client's budget, no waiting for quotas.
    pub fn new() -> Self {
        Self {
            attempts: 3,
            base_pause: Duration::from_millis(100),
            max_pause: Duration::from_secs(20),
            budget: None,
            wait_for_minute_quota: false,
        }
    }

    /// Creates a policy without retries, except for the one after a rejected token.
    pub fn never() -> Self {
        Self::new().attempts(1)
    }

    /// Sets the maximum number of attempts, including the first one. The default is 3, the minimum 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// Sets the maximum of the first pause, which doubles with each retry. The default is 100 ms.
    pub fn base_pause(mut self, pause: Duration) -> Self {
        self.base_pause = pause;
        self
    }

    /// Sets the maximum of all pauses. The default is 20 s.
    pub fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// Sets the retry budget. By default each client has its own budget, and a call uses that of its
    /// client.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Sets whether a call that exceeds the quota per minute (45011 and similar codes) is retried after 60
    /// to 65 s. The default is `false`: the error is returned at once. It is also returned at once if the
    /// call's timeout, 20 s by default, is shorter. Such a retry counts as an attempt.
    pub fn wait_for_minute_quota(mut self, wait: bool) -> Self {
        self.wait_for_minute_quota = wait;
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
