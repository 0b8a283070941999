//! Keeps calls that fail together from becoming a storm of requests.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
};

/// What another attempt costs.
pub(crate) const RETRY_COST: u32 = 5;
/// What it costs after a time-out: a server that doesn't answer is the one most in need of rest.
pub(crate) const TIMEOUT_COST: u32 = 10;
/// What a call that succeeds at once brings in.
const INCOME: u32 = 1;

/// What the calls of a client have in common for sending again: a store of tokens, as in the AWS
/// SDKs and with their figures.
///
/// It holds 500 at first and at most. Another attempt takes 5 out, or 10 after a time-out. A call
/// that succeeds puts 1 in, or what its last retry took out. When too few are left, a failed call
/// is not sent again and its error is returned at once: whatever happens, a server that is down gets
/// at most 100 requests more than there are calls, and one that comes back is not overrun.
///
/// Clones share the store. Give one to several clients if they all depend on the same server, as
/// those of the merchants of one platform do; see [`RetryPolicy::budget`](crate::RetryPolicy::budget).
#[derive(Clone)]
pub struct RetryBudget(Arc<Store>);

struct Store {
    capacity: u32,
    tokens: AtomicU32,
}

impl RetryBudget {
    /// A full store of this many tokens.
    #[must_use]
    pub fn new(capacity: u32) -> Self {
        Self(Arc::new(Store { capacity, tokens: AtomicU32::new(capacity) }))
    }

    /// How many tokens are left.
    #[must_use]
    pub fn available(&self) -> u32 {
        self.0.tokens.load(Relaxed)
    }

    /// Takes the price out, if there is enough.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.0.tokens.fetch_update(Relaxed, Relaxed, |tokens| tokens.checked_sub(cost)).is_ok()
    }

    /// Puts in what a success brings, having cost this much.
    pub(crate) fn succeeded(&self, cost: u32) {
        let income = if cost == 0 { INCOME } else { cost };
        // A full store, as it mostly is, is only read: calls on many threads don't contend for it.
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
    fn what_is_not_there_cannot_be_taken() {
        let budget = RetryBudget::new(12);
        assert!(budget.take(RETRY_COST));
        assert!(!budget.take(TIMEOUT_COST));
        assert!(budget.take(RETRY_COST));
        assert_eq!(format!("{budget:?}"), "RetryBudget(2 of 12)");
    }

    #[test]
    fn success_brings_back_what_it_cost_and_never_more_than_fits() {
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
