//! The sandbox's clock. It can be advanced, so that tests need not wait for a token to expire.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// Time since the sandbox started.
///
/// It runs on tokio's clock, so that a test that pauses that clock pauses this one as well.
pub(crate) struct Clock {
    /// `None` if the clock only moves when it is advanced.
    start: Option<Instant>,
    ahead: Duration,
    /// When the sandbox started, since 1970.
    epoch: Duration,
}

/// The start of a frozen clock, since 1970: 2026-01-01T00:00:00Z.
const FROZEN_EPOCH: Duration = Duration::from_secs(1_767_225_600);

impl Clock {
    pub(crate) fn running() -> Self {
        let epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        // If the machine's clock is before 1970, use 1970.
        let epoch = epoch.unwrap_or_default();
        Self { start: Some(Instant::now()), ahead: Duration::ZERO, epoch }
    }

    pub(crate) fn frozen() -> Self {
        Self { start: None, ahead: Duration::ZERO, epoch: FROZEN_EPOCH }
    }

    pub(crate) fn now(&self) -> Duration {
        let elapsed = self.start.map(|start| start.elapsed());
        elapsed.unwrap_or_default().saturating_add(self.ahead)
    }

    /// When the sandbox started, since 1970.
    pub(crate) fn epoch(&self) -> Duration {
        self.epoch
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}
