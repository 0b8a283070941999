//! The pauses before retries.

use std::time::Duration;

use super::RetryPolicy;

/// The least time for an attempt. With less, it would hardly connect, and whether it was executed would
/// not be known.
pub(crate) const MIN_ATTEMPT: Duration = Duration::from_millis(100);
/// A quota per minute is available again after this time.
const MINUTE: Duration = Duration::from_secs(60);
/// Spreads the retries of callers that exceeded the quota together.
const SPREAD: Duration = Duration::from_secs(5);

/// The pause before a retry, numbered from 0: random up to a maximum that doubles with each retry (full
/// jitter), so that callers that failed together spread out.
pub(crate) fn pause(policy: &RetryPolicy, retries: u32) -> Duration {
    let doubled = 2_u32.checked_pow(retries).and_then(|times| policy.base_pause.checked_mul(times));
    random(doubled.unwrap_or(Duration::MAX).min(policy.max_pause))
}

/// The pause before a retry after the quota per minute was exceeded.
pub(crate) fn next_minute() -> Duration {
    MINUTE + random(SPREAD)
}

fn random(most: Duration) -> Duration {
    // Clamped to 2^64 ns, some 584 years.
    Duration::from_nanos(fastrand::u64(..=u64::try_from(most.as_nanos()).unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest of 1000 pauses before a retry, in units of the base pause.
    fn longest(policy: &RetryPolicy, retries: u32) -> f64 {
        let pauses = (0..1000).map(|_| pause(policy, retries));
        pauses.max().unwrap().as_secs_f64() / policy.base_pause.as_secs_f64()
    }

    #[test]
    fn pauses_double_up_to_the_maximum() {
        let policy = RetryPolicy::new().max_pause(Duration::from_millis(800));
        for (retries, most) in [(0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0), (4, 8.0), (u32::MAX, 8.0)] {
            let longest = longest(&policy, retries);
            assert!(longest <= most && longest > 0.9 * most, "{retries}: {longest}");
        }
    }

    #[test]
    fn zero_and_maximum_pauses_do_not_panic() {
        let none = RetryPolicy::new().base_pause(Duration::ZERO);
        assert_eq!(pause(&none, 3), Duration::ZERO);
        let endless = RetryPolicy::new().base_pause(Duration::MAX).max_pause(Duration::MAX);
        pause(&endless, 3);
    }

    #[test]
    fn the_pause_for_a_quota_per_minute_is_60_to_65_seconds() {
        for _ in 0..100 {
            assert!((60.0..=65.0).contains(&next_minute().as_secs_f64()));
        }
    }
}
