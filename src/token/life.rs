//! How long a fetched token is used, whatever `expires_in` says.

use std::time::Duration;

use serde::Deserialize;
use tokio::time::Instant;

use crate::{
    types::Secret,
    wire::{FromLoose, Loose, string_or_number},
};

/// WeChat rotates a stable token this long before its end; then old and new are both good.
const MARGIN: Duration = Duration::from_secs(300);
/// The longest life that WeChat gives a token.
const LONGEST: Duration = Duration::from_secs(7200);
/// A token is used for at least this long, so that an odd life can't make each call fetch one.
const SHORTEST_USE: Duration = Duration::from_secs(30);
/// After a failed fetch a token that is still good is used for this long before the next.
const RETRY_AFTER: Duration = Duration::from_secs(15);

/// A reply with a token, read leniently: the token is what counts.
#[derive(Debug, Deserialize)]
pub(super) struct TokenReply {
    pub(super) access_token: Secret,
    #[serde(default, deserialize_with = "string_or_number")]
    pub(super) expires_in: ExpiresIn,
}

/// A life in seconds, nought where it is absent or makes no sense.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ExpiresIn(Duration);

impl FromLoose for ExpiresIn {
    const EXPECTED: &'static str = "a number of seconds";

    fn from_loose(value: Loose<'_>) -> Option<Self> {
        let seconds = f64::from_loose(value).unwrap_or(0.0).clamp(0.0, LONGEST.as_secs_f64());
        Some(Self(Duration::from_secs_f64(seconds)))
    }
}

/// A token that was fetched.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// From then on another one is fetched.
    refresh_at: Instant,
    /// From then on it is no longer good.
    expires_at: Instant,
    /// WeChat gave the same token again after it had rejected it: fetching won't help before then.
    pub(super) confirmed_until: Option<Instant>,
}

impl Held {
    pub(super) fn new(token: Secret, life: ExpiresIn) -> Self {
        let now = Instant::now();
        let refresh_at = now + life.0.saturating_sub(MARGIN).max(SHORTEST_USE);
        let expires_at = (now + life.0).max(refresh_at);
        Self { token, refresh_at, expires_at, confirmed_until: None }
    }

    pub(super) fn is_fresh(&self) -> bool {
        Instant::now() < self.refresh_at
    }

    /// The same token, to be used some more after a failed fetch; `None` if it is no longer good.
    pub(super) fn prolonged(&self) -> Option<Self> {
        let now = Instant::now();
        let refresh_at = (now + RETRY_AFTER).min(self.expires_at);
        (now < self.expires_at).then(|| Self { refresh_at, ..self.clone() })
    }

    pub(super) fn confirmed(mut self) -> Self {
        self.confirmed_until = Some(Instant::now() + SHORTEST_USE);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (r#","expires_in":true"#, 0),
        ] {
            let reply: TokenReply =
                serde_json::from_str(&format!(r#"{{"access_token":"t"{json}}}"#)).unwrap();
            assert_eq!(reply.expires_in, ExpiresIn(Duration::from_secs(seconds)), "{json}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_refreshed_before_its_end_and_used_for_a_while_at_least() {
        for (life, refresh, expiry) in [
            (7200, 6900, 7200),
            (345, 45, 345),
            (300, 30, 300),
            (299, 30, 299),
            (1, 30, 30),
            (0, 30, 30),
        ] {
            let now = Instant::now();
            let held = Held::new(Secret::from("t"), ExpiresIn(Duration::from_secs(life)));
            let seconds = |at: Instant| (at - now).as_secs();
            assert_eq!(
                (seconds(held.refresh_at), seconds(held.expires_at)),
                (refresh, expiry),
                "{life}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_that_is_still_good_is_used_after_a_failed_fetch() {
        let held = Held::new(Secret::from("t"), ExpiresIn(Duration::from_secs(310)));
        tokio::time::advance(Duration::from_secs(305)).await;
        assert!(!held.is_fresh());
        assert!(held.prolonged().unwrap().is_fresh());
        tokio::time::advance(Duration::from_secs(5)).await;
        assert!(held.prolonged().is_none());
    }
}
