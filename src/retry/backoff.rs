//! How long to wait before an attempt.

use std::time::Duration;

use super::RetryPolicy;

/// An attempt that has less time than this isn't made: it would hardly connect, and whether it was
/// carried out could not be told any more.
pub(crate) const WORTHWHILE: Duration = Duration::from_millis(100);
/// A quota of so many calls a minute is one again after this.
const MINUTE: Duration = Duration::from_secs(60);
/// Callers that ran into the quota together don't come back together.
const SPREAD: Duration = Duration::from_secs(5);

/// The pause before the retry of this number, from 0: anything up to twice as long each time, so
/// that callers that failed together spread out (full jitter).
pub(crate) fn pause(policy: &RetryPolicy, retries: u32) -> Duration {
    let doubled = 2_u32.checked_pow(retries).and_then(|times| policy.base_pause.checked_mul(times));
    random(doubled.unwrap_or(Duration::MAX).min(policy.max_pause))
}

/// The pause before a retry after the minute's quota was used up.
pub(crate) fn next_minute() -> Duration {
    MINUTE + random(SPREAD)
}

fn random(most: Duration) -> Duration {
    // Pauses of centuries may lose their nanoseconds.
    Duration::from_nanos(fastrand::u64(..=u64::try_from(most.as_nanos()).unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest of many pauses before each of the first retries, in units of the base pause.
    fn longest(policy: &RetryPolicy, retries: u32) -> f64 {
        let pauses = (0..1000).map(|_| pause(policy, retries));
        pauses.max().unwrap().as_secs_f64() / policy.base_pause.as_secs_f64()
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let policy = RetryPolicy::new().max_pause(Duration::from_millis(800));
        for (retries, most) in [(0, 1.0), (1, 2.0), (2, 4.0), (3, 8.0), (4, 8.0), (u32::MAX, 8.0)] {
            let longest = longest(&policy, retries);
            assert!(longest <= most && longest > 0.9 * most, "{retries}: {longest}");
        }
    }

    #[test]
    fn pauses_may_be_nothing_or_anything() {
        let none = RetryPolicy::new().base_pause(Duration::ZERO);
        assert_eq!(pause(&none, 3), Duration::ZERO);
        let endless = RetryPolicy::new().base_pause(Duration::MAX).max_pause(Duration::MAX);
        pause(&endless, 3);
    }

    #[test]
    fn a_minute_is_at_least_a_minute() {
        for _ in 0..100 {
            assert!((60.0..=65.0).contains(&next_minute().as_secs_f64()));
        }
    }
}
