//! Retries: which failures are retried, how often and after which pauses.

mod backoff;
mod budget;
mod judge;
mod keys;
mod policy;

pub(crate) use backoff::{MIN_ATTEMPT, next_minute, pause};
pub use budget::RetryBudget;
pub(crate) use budget::{RETRY_COST, TIMEOUT_COST};
pub(crate) use judge::{Next, may_repeat, next};
pub(crate) use keys::idempotency_keys;
pub use policy::RetryPolicy;
