//! How long a fetched token is used, whatever `expires_in` says.

use std::{sync::atomic::Ordering, time::Duration};

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::sync::AtomicBool;
use crate::types::Secret;

/// WeChat rotates a stable token this long before its end; then old and new are both good.
const MARGIN: Duration = Duration::from_secs(300);
/// The longest lifetime that WeChat gives a token.
const LONGEST: Duration = Duration::from_secs(7200);
/// A token is used for at least this long, so that an odd lifetime can't make each call fetch one.
const SHORTEST_USE: Duration = Duration::from_secs(30);
/// Renewals are spread over this long, so that an account's processes don't come all at once.
const SPREAD: Duration = Duration::from_secs(60);

/// A lifetime in seconds, nought where it is absent or makes no sense.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ttl(Duration);

impl Ttl {
    /// What is left of a lifetime.
    pub(super) fn left(left: Duration) -> Self {
        Self(left.min(LONGEST))
    }

    /// How long others may take the token for good.
    pub(super) fn of_token(self) -> Duration {
        self.0.max(SHORTEST_USE)
    }
}

impl<'de> Deserialize<'de> for Ttl {
    /// From any JSON, since the token beside it is what counts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        let digits = json.get().trim_matches('"').trim();
        let seconds = digits.parse().ok().filter(|seconds: &f64| seconds.is_finite());
        let seconds = seconds.unwrap_or(0.0).clamp(0.0, LONGEST.as_secs_f64());
        Ok(Self(Duration::from_secs_f64(seconds)))
    }
}

/// A token that is held ready.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// Counted by the store that it is shared by; 0 without one.
    pub(super) generation: u64,
    /// From then on another one is fetched, while this one goes on serving.
    due_at: Instant,
    /// From then on it is no longer good.
    expires_at: Instant,
    /// Somebody has taken its renewal on.
    renewing: AtomicBool,
    /// WeChat gave the same token again after it had rejected it: fetching won't help before then.
    confirmed_until: Option<Instant>,
}

impl Held {
    pub(super) fn new(token: Secret, ttl: Ttl, generation: u64) -> Self {
        let now = Instant::now();
        let early = ttl.0.saturating_sub(MARGIN);
        // As much earlier as leaves it half of its use, at most.
        let spread = SPREAD.min(early / 2).mul_f64(fastrand::f64());
        let due_at = now + early.saturating_sub(spread).max(SHORTEST_USE);
        let expires_at = (now + ttl.0).max(now + SHORTEST_USE);
        let renewing = AtomicBool::new(false);
        Self { token, generation, due_at, expires_at, renewing, confirmed_until: None }
    }

    pub(super) fn is_good(&self, now: Instant) -> bool {
        now < self.expires_at
    }

    /// Whether it is time to renew it, and nobody has taken that on: whoever asks has, then.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.due_at <= now && !self.renewing.swap(true, Ordering::Relaxed)
    }

    /// Whoever took its renewal on has given up.
    pub(super) fn abandoned(&self) {
        self.renewing.store(false, Ordering::Relaxed);
    }

    /// The same token, due again at a later time.
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
    fn a_life_is_read_from_anything() {
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
    async fn a_token_is_due_before_its_end_and_used_for_a_while_at_least() {
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
    async fn one_caller_alone_takes_a_renewal_on() {
        let held = held(300);
        let now = Instant::now();
        assert!(!held.is_due(now));
        let later = now + SHORTEST_USE;
        assert_eq!([held.is_due(later), held.is_due(later)], [true, false]);
        held.abandoned();
        assert_eq!([held.is_due(later), held.is_due(later)], [true, false]);
        let again = held.due_again_at(later);
        assert_eq!([again.is_due(later), again.is_due(later)], [true, false]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_good_to_its_end() {
        let held = held(310);
        let now = Instant::now();
        assert!(held.is_good(now + Duration::from_secs(309)));
        assert!(!held.is_good(now + Duration::from_secs(310)));
    }
}
