//! A cached token: how long it is used, and when it is renewed.

use std::{sync::atomic::Ordering, time::Duration};

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::sync::AtomicBool;
use crate::types::Secret;

/// WeChat rotates a stable token this long before it expires. Then both the old and the new one are valid.
const MARGIN: Duration = Duration::from_secs(300);
/// The longest lifetime of WeChat's tokens.
const LONGEST: Duration = Duration::from_secs(7200);
/// A token is used for at least this long, so that an odd `expires_in` does not cause a fetch for each call.
const SHORTEST_USE: Duration = Duration::from_secs(30);
/// Renewals are spread over this time, so that the processes of an account do not renew at the same time.
const SPREAD: Duration = Duration::from_secs(60);

/// The lifetime of a token, 0 if `expires_in` is absent or invalid.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ttl(Duration);

impl Ttl {
    /// The remaining lifetime of a stored token.
    pub(super) fn left(left: Duration) -> Self {
        Self(left.min(LONGEST))
    }

    /// The lifetime with which the token is published to the store.
    pub(super) fn published(self) -> Duration {
        self.0.max(SHORTEST_USE)
    }
}

impl<'de> Deserialize<'de> for Ttl {
    /// Accepts any JSON, so that an odd `expires_in` does not lose the token.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let digits = json.get().trim_matches('"').trim();
        let seconds = digits.parse().ok().filter(|seconds: &f64| seconds.is_finite());
        let seconds = seconds.unwrap_or(0.0).clamp(0.0, LONGEST.as_secs_f64());
        Ok(Self(Duration::from_secs_f64(seconds)))
    }
}

/// A cached token.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// The generation in the token store; 0 without a store.
    pub(super) generation: u64,
    /// When it is renewed. It remains in use until the renewal succeeds.
    due_at: Instant,
    /// When it is no longer valid.
    expires_at: Instant,
    /// Whether a caller has claimed its renewal.
    renewing: AtomicBool,
    /// Until when rejections are ignored: WeChat returned the same token again after rejecting it, so that
    /// another fetch would not help.
    confirmed_until: Option<Instant>,
}

impl Held {
    pub(super) fn new(token: Secret, ttl: Ttl, generation: u64) -> Self {
        let now = Instant::now();
        let early = ttl.0.saturating_sub(MARGIN);
        // At most half of the time until it is due.
        let spread = SPREAD.min(early / 2).mul_f64(fastrand::f64());
        let due_at = now + early.saturating_sub(spread).max(SHORTEST_USE);
        let expires_at = (now + ttl.0).max(now + SHORTEST_USE);
        let renewing = AtomicBool::new(false);
        Self { token, generation, due_at, expires_at, renewing, confirmed_until: None }
    }

    pub(super) fn is_valid(&self, now: Instant) -> bool {
        now < self.expires_at
    }

    /// Claims the renewal for the caller. Returns whether it is due and not claimed yet.
    pub(super) fn claim_renewal(&self, now: Instant) -> bool {
        self.due_at <= now && !self.renewing.swap(true, Ordering::Relaxed)
    }

    /// Releases the claim after a renewal that was cancelled.
    pub(super) fn release_renewal(&self) {
        self.renewing.store(false, Ordering::Relaxed);
    }

    /// Returns the same token, due at a later time.
    pub(super) fn due_again_at(&self, due_at: Instant) -> Self {
        let (token, renewing) = (self.token.clone(), AtomicBool::new(false));
        Self { token, renewing, due_at, ..*self }
    }

    pub(super) fn confirmed(mut self) -> Self {
        self.confirmed_until = Some(Instant::now() + SHORTEST_USE);
        self
    }

    pub(super) fn is_confirmed(&self) -> bool {
        self.confirmed_until.is_some_and(|until| Instant::now() < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::token_request::OwnReply;

    #[test]
    fn a_lifetime_is_read_from_any_json() {
        for (json, seconds) in [
            ("", 0),
            (r#","expires_in":null"#, 0),
            (r#","expires_in":0"#, 0),
            (r#","expires_in":-1"#, 0),
            (r#","expires_in":1"#, 1),
            (r#","expires_in":345"#, 345),
            (r#","expires_in":"7200""#, 7200),
            (r#","expires_in":"soon""#, 0),
            (r#","expires_in":2147483648"#, 7200),
            (r#","expires_in":9223372036854775808"#, 7200),
            (r#","expires_in":"NaN""#, 0),
            (r#","expires_in":1e400"#, 0),
            (r#","expires_in":true"#, 0),
            (r#","expires_in":[7200]"#, 0),
            (r#","expires_in":{"s":7200}"#, 0),
        ] {
            let reply: OwnReply =
                serde_json::from_str(&format!(r#"{{"access_token":"t"{json}}}"#)).unwrap();
            assert_eq!(reply.expires_in, Ttl(Duration::from_secs(seconds)), "{json}");
        }
    }

    fn held(ttl: u64) -> Held {
        Held::new(Secret::from("t"), Ttl(Duration::from_secs(ttl)), 0)
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_due_before_it_expires_and_used_for_at_least_30_seconds() {
        for (ttl, earliest, latest, expiry) in [
            (7200, 6840, 6900, 7200),
            (345, 30, 45, 345),
            (300, 30, 30, 300),
            (299, 30, 30, 299),
            (1, 30, 30, 30),
            (0, 30, 30, 30),
        ] {
            let now = Instant::now();
            let held = held(ttl);
            let due = held.due_at - now;
            let (earliest, latest) = (Duration::from_secs(earliest), Duration::from_secs(latest));
            assert!((earliest..=latest).contains(&due), "{ttl}: {due:?}");
            assert_eq!(held.expires_at - now, Duration::from_secs(expiry), "{ttl}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn only_one_caller_claims_a_renewal() {
        let held = held(300);
        let now = Instant::now();
        assert!(!held.claim_renewal(now));
        let later = now + SHORTEST_USE;
        assert_eq!([held.claim_renewal(later), held.claim_renewal(later)], [true, false]);
        held.release_renewal();
        assert_eq!([held.claim_renewal(later), held.claim_renewal(later)], [true, false]);
        let again = held.due_again_at(later);
        assert_eq!([again.claim_renewal(later), again.claim_renewal(later)], [true, false]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_valid_until_it_expires() {
        let held = held(310);
        let now = Instant::now();
        assert!(held.is_valid(now + Duration::from_secs(309)));
        assert!(!held.is_valid(now + Duration::from_secs(310)));
    }
}
