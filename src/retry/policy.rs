//! What a client or a call decides about sending again.

use std::time::Duration;

use super::RetryBudget;

/// How often and how soon a call is sent again after a failure that may pass.
///
/// A client has one ([`ClientBuilder::retry`](crate::ClientBuilder::retry)), and a call may have
/// another ([`Call::retry`](crate::Call::retry)). What may be sent again at all is not up to the
/// policy but to the [`Idempotency`](crate::Idempotency) class of the endpoint:
///
/// | failure | `ReadOnly`, `Idempotent` | `Keyed`, `NotIdempotent` |
/// |---|---|---|
/// | no connection: nothing was sent | sent again | sent again |
/// | time-out, connection cut, other failure on the way | sent again | [`MayHaveExecuted`] |
/// | HTTP status 5xx; a reply that is empty, cut, HTML or no JSON | sent again | [`MayHaveExecuted`] |
/// | an error code of a passing fault, such as -1 | sent again | [`MayHaveExecuted`] |
/// | a reply that is too large, has another status, or has neither a code nor the documented fields | the error | [`MayHaveExecuted`] |
/// | code 0, and a response that can't be read: cut or no JSON | sent again | [`Executed`] |
/// | code 0, and a response that can't be read: other fields than documented | [`Executed`] | [`Executed`] |
/// | the access token was rejected | once more with another | once more with another |
/// | the minute's quota is used up (45011) | the error, unless told to [wait](Self::wait_for_minute_quota) | the same |
/// | any other error code | the error | the error |
///
/// Between two attempts passes a random time of at most 100 ms, 200 ms, 400 ms … up to 20 s
/// (exponential back-off with full jitter). None of it outlasts the call's time-out: where fewer than
/// 100 ms would be left for another attempt, the error is returned at once. An attempt that could be
/// followed by another is given half of the time that is left, so that a silent server leaves room for
/// it: 10 s, 5 s and 5 s of 20 s. The last attempt has all that is left; so has the only one of a
/// `Keyed` or `NotIdempotent` call, which can't be followed by another once it was sent.
///
/// The attempt after a rejected token belongs to the handling of tokens: it happens under every
/// policy, once in a call, and counts against neither the number of attempts nor the budget.
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
#[must_use = "a policy does nothing until a client or a call is given it"]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    pub(crate) base_pause: Duration,
    pub(crate) max_pause: Duration,
    pub(crate) budget: Option<RetryBudget>,
    pub(crate) wait_for_minute_quota: bool,
}

impl RetryPolicy {
    /// Three attempts, pauses that begin with at most 100 ms and are never longer than 20 s, the
    /// client's budget, no waiting for quotas.
    pub fn new() -> Self {
        Self {
            attempts: 3,
            base_pause: Duration::from_millis(100),
            max_pause: Duration::from_secs(20),
            budget: None,
            wait_for_minute_quota: false,
        }
    }

    /// One attempt only (and the one after a rejected token).
    pub fn never() -> Self {
        Self::new().attempts(1)
    }

    /// How many attempts there are at most, the first one included; 3 unless set, and at least 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How long the first pause is at most; 100 ms unless set. Each further one may be twice as long.
    pub fn base_pause(mut self, pause: Duration) -> Self {
        self.base_pause = pause;
        self
    }

    /// How long any pause is at most; 20 s unless set.
    pub fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// What retrying is paid from: of a client, unless set, a budget of its own; of a call, unless
    /// set, that of its client.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Whether to wait when the minute's quota is used up (45011 and its like), and to send again
    /// after 60 to 65 s; if not, which is the default, the error is returned at once. It is in any
    /// case where the call's time-out comes sooner: 20 s unless set. Such an attempt counts like any
    /// other.
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
