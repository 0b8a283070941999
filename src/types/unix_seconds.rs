//! Times as WeChat writes them: seconds since 1970.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

/// Seconds since 1970-01-01 00:00 UTC.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct UnixSeconds(pub i64);

impl UnixSeconds {
    /// The number of seconds.
    #[must_use]
    pub const fn as_secs(self) -> i64 {
        self.0
    }

    /// Converts to the system's time; `None` if that can't represent it.
    #[must_use]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let distance = Duration::from_secs(self.0.unsigned_abs());
        if self.0 < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(distance)
        } else {
            SystemTime::UNIX_EPOCH.checked_add(distance)
        }
    }
}

impl fmt::Display for UnixSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<i64> for UnixSeconds {
    fn from(seconds: i64) -> Self {
        Self(seconds)
    }
}

/// Rounds down to whole seconds.
impl From<SystemTime> for UnixSeconds {
    fn from(time: SystemTime) -> Self {
        Self(match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => 0_i64.saturating_add_unsigned(after.as_secs()),
            Err(before) => {
                let before = before.duration();
                let whole = 0_i64.saturating_sub_unsigned(before.as_secs());
                whole.saturating_sub(i64::from(before.subsec_nanos() > 0))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_a_number_in_json() {
        assert_eq!(serde_json::to_string(&UnixSeconds(1_700_000_000)).unwrap(), "1700000000");
        assert_eq!(serde_json::from_str::<UnixSeconds>("-1").unwrap(), UnixSeconds(-1));
    }

    #[test]
    fn converts_to_the_systems_time_and_back() {
        for seconds in [0, 1_700_000_000, -1] {
            let time = UnixSeconds(seconds).to_system_time().unwrap();
            assert_eq!(UnixSeconds::from(time), UnixSeconds(seconds));
        }
        let half_before = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(UnixSeconds::from(half_before), UnixSeconds(-1));
        let half_after = SystemTime::UNIX_EPOCH + Duration::from_millis(500);
        assert_eq!(UnixSeconds::from(half_after), UnixSeconds(0));
    }

    #[test]
    fn extreme_times_do_not_panic() {
        for seconds in [i64::MIN, i64::MAX] {
            let there_and_back = UnixSeconds(seconds).to_system_time().map(UnixSeconds::from);
            assert!(there_and_back.is_none_or(|back| back == UnixSeconds(seconds)), "{seconds}");
        }
    }
}
