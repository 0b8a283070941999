//! Sending again: when it may be done, how often, how soon, and what is said where it may not.

mod backoff;
mod budget;
mod judge;
mod keys;
mod policy;

pub(crate) use backoff::{WORTHWHILE, next_minute, pause};
pub use budget::RetryBudget;
pub(crate) use budget::{RETRY_COST, TIMEOUT_COST};
pub(crate) use judge::{Next, may_repeat, next};
pub(crate) use keys::idempotency_keys;
pub use policy::RetryPolicy;
