//! How long a source waits after a failed fetch, and what it says meanwhile.

use std::time::Duration;

use tokio::time::Instant;

use crate::error::TokenError;

/// The pause after the first failure.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause while the token at hand still serves: short, since its end is near.
const LONGEST_WHILE_GOOD: Duration = Duration::from_secs(5);
/// The longest pause once there is no good token.
const LONGEST: Duration = Duration::from_secs(30);

/// Failures in a row.
#[derive(Default)]
pub(super) struct Backoff {
    failures: u32,
    standing: Option<(TokenError, Instant)>,
}

impl Backoff {
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// Notes a failure; says how long to wait before the next fetch. Half of the pause is random,
    /// so that the processes of an account don't come back all at once.
    pub(super) fn failed(&mut self, error: &TokenError, good: bool) -> Duration {
        let longest = if good { LONGEST_WHILE_GOOD } else { LONGEST };
        let pause = FIRST.saturating_mul(1 << self.failures.min(10)).min(longest);
        let pause = pause.mul_f64(fastrand::f64().mul_add(0.5, 0.5));
        self.failures = self.failures.saturating_add(1);
        self.standing = Some((error.clone(), Instant::now() + pause));
        pause
    }

    /// The last error, while the pause after it lasts.
    pub(super) fn standing(&self) -> Option<TokenError> {
        let (error, until) = self.standing.as_ref()?;
        (Instant::now() < *until).then(|| error.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn pauses_grow_to_thirty_seconds_and_to_five_while_the_token_is_good() {
        let error = TokenError::new("no");
        for (good, pauses) in [(false, [1, 2, 4, 8, 16, 30, 30]), (true, [1, 2, 4, 5, 5, 5, 5])] {
            let mut backoff = Backoff::default();
            for seconds in pauses {
                let pause = backoff.failed(&error, good);
                let longest = Duration::from_secs(seconds);
                assert!(pause >= longest / 2 && pause <= longest, "{pause:?} of {longest:?}");
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_error_stands_until_its_pause_is_over_or_a_token_has_come() {
        let mut backoff = Backoff::default();
        let pause = backoff.failed(&TokenError::new("no"), false);
        assert!(backoff.standing().is_some());
        tokio::time::advance(pause).await;
        assert!(backoff.standing().is_none());
        backoff.failed(&TokenError::new("no"), false);
        backoff.reset();
        assert!(backoff.standing().is_none());
    }
}
