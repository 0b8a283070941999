//! The retry budget, which prevents retry storms.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

/// The cost of a retry.
pub(crate) const RETRY_COST: u32 = 5;
/// The cost of a retry after a timeout, higher since the server is probably overloaded.
pub(crate) const TIMEOUT_COST: u32 = 10;
/// What a call without retries returns to the budget.
const INCOME: u32 = 1;

/// The retry budget that the calls of a client share: a token bucket, as in the AWS SDKs and with their
/// figures.
///
/// It holds 500 tokens at first and at most. A retry takes 5, or 10 after a timeout. A call that succeeds
/// returns 1, or what its last retry took. If too few tokens are left, a failed call is not retried and its
/// error is returned at once. A server that is down therefore receives at most 100 requests more than there
/// are calls, and one that recovers is not overloaded.
///
/// Clones share the bucket. Share one between clients that depend on the same server, such as those of the
/// merchants of one platform; see [`RetryPolicy::budget`](crate::RetryPolicy::budget).
#[derive(Clone)]
pub struct RetryBudget(Arc<Bucket>);

struct Bucket {
    capacity: u32,
    tokens: AtomicU32,
}

impl RetryBudget {
    /// Creates a full bucket of this many tokens.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self(Arc::new(Bucket { capacity, tokens: AtomicU32::new(capacity) }))
    }

    /// Returns the number of tokens that are left.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.0.tokens.load(Relaxed)
    }

    /// Takes the cost of a retry, if enough tokens are left.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.0.tokens.fetch_update(Relaxed, Relaxed, |tokens| tokens.checked_sub(cost)).is_ok()
    }

    /// Returns tokens after a success whose last retry had this cost, or 0 without a retry.
    pub(crate) fn succeeded(&self, cost: u32) {
        let income = if cost == 0 { INCOME } else { cost };
        // A full bucket, the usual case, is only read, so that threads do not contend for it.
        let _ = self.0.tokens.fetch_update(Relaxed, Relaxed, |tokens| {
            let more = tokens.saturating_add(income).min(self.0.capacity);
            (more != tokens).then_some(more)
        });
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(500)
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RetryBudget({} of {})", self.available(), self.0.capacity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_taken_than_is_left() {
        let budget = RetryBudget::new(12);
        assert!(budget.take(RETRY_COST));
        assert!(!budget.take(TIMEOUT_COST));
        assert!(budget.take(RETRY_COST));
        assert_eq!(format!("{budget:?}"), "RetryBudget(2 of 12)");
    }

    #[test]
    fn success_returns_its_cost_up_to_the_capacity() {
        let budget = RetryBudget::new(20);
        assert!(budget.take(TIMEOUT_COST) && budget.take(RETRY_COST));
        budget.succeeded(TIMEOUT_COST);
        assert_eq!(budget.available(), 15);
        budget.succeeded(0);
        assert_eq!(budget.available(), 16);
        budget.succeeded(RETRY_COST);
        assert_eq!(budget.available(), 20);
    }
}
