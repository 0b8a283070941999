//! The sandbox's clock: it can be put forward, so that no test has to wait for a token to expire.

use std::time::Duration;

use tokio::time::Instant;

/// Time since the sandbox started.
///
/// It runs with tokio's clock, so that a test that pauses that clock pauses this one as well.
pub(crate) struct Clock {
    /// Absent where the clock only moves when it is told to.
    start: Option<Instant>,
    ahead: Duration,
}

impl Clock {
    pub(crate) fn running() -> Self {
        Self { start: Some(Instant::now()), ahead: Duration::ZERO }
    }

    pub(crate) fn frozen() -> Self {
        Self { start: None, ahead: Duration::ZERO }
    }

    pub(crate) fn now(&self) -> Duration {
        let elapsed = self.start.map(|start| start.elapsed());
        elapsed.unwrap_or_default().saturating_add(self.ahead)
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }
}
