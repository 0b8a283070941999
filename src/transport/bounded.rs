//! Keeps a transport of someone else's to the deadline.

use std::time::Duration;

use tokio::time::timeout_at;

use super::{BoxFuture, Failure, FailureKind, Reply, Request, Transport};

/// How long a transport that overstays its deadline is waited for: what it has read by then counts
/// for more than the bare time-out, and no two timers end at quite the same moment. Half of the 50 ms
/// to which calls keep their deadlines, so that the other half is left for waking up.
const GRACE: Duration = Duration::from_millis(25);

pub(crate) struct Bounded<T>(pub(crate) T);

impl<T: Transport> Transport for Bounded<T> {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(async {
            match timeout_at(request.deadline + GRACE, self.0.send(request)).await {
                Ok(sent) => sent,
                Err(_) => Err(Failure::new(FailureKind::Timeout)),
            }
        })
    }
}
