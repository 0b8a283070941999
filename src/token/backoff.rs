//! The pauses after failed fetches, and the error that callers get during a pause.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::TokenError;

/// The pause after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause while the cached token is valid: short, since it expires soon.
const LONGEST_WHILE_GOOD: Duration = Duration::from_secs(5);
/// The longest pause without a valid token.
const LONGEST: Duration = Duration::from_secs(30);

/// Consecutive failures.
#[derive(Default)]
pub(super) struct Backoff {
    failures: u32,
    /// The last error, and the end of the pause after it.
    last: Option<(TokenError, Instant)>,
}

impl Backoff {
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Records a failure and returns the pause before the next fetch. Half of the pause is random, so that
    /// the processes of an account do not retry at the same time. `valid` is whether there is a valid
    /// token.
    pub(super) fn failed(&mut self, error: &TokenError, valid: bool) -> Duration {
        let longest = if valid { LONGEST_WHILE_GOOD } else { LONGEST };
        let pause = FIRST.saturating_mul(1 << self.failures.min(10)).min(longest);
        let pause = pause.mul_f64(fastrand::f64().mul_add(0.5, 0.5));
        self.failures = self.failures.saturating_add(1);
        self.last = Some((error.clone(), Instant::now() + pause));
        pause
    }

    /// Returns the last error during the pause after it.
    pub(super) fn pause_error(&self) -> Option<TokenError> {
        let (error, until) = self.last.as_ref()?;
        (Instant::now() < *until).then(|| error.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_to_30_seconds_and_to_5_while_the_token_is_valid() {
        let error = TokenError::new("no");
        for (valid, pauses) in [(false, [1, 2, 4, 8, 16, 30, 30]), (true, [1, 2, 4, 5, 5, 5, 5])] {
            let mut backoff = Backoff::default();
            for seconds in pauses {
                let pause = backoff.failed(&error, valid);
                let longest = Duration::from_secs(seconds);
                assert!(pause >= longest / 2 && pause <= longest, "{pause:?} of {longest:?}");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_error_is_returned_until_its_pause_ends_or_a_fetch_succeeds() {
        let mut backoff = Backoff::default();
        let pause = backoff.failed(&TokenError::new("no"), false);
        assert!(backoff.pause_error().is_some());
        tokio::time::advance(pause).await;
        assert!(backoff.pause_error().is_none());
        backoff.failed(&TokenError::new("no"), false);
        backoff.reset();
        assert!(backoff.pause_error().is_none());
    }
}
