//! Enforces the deadline of a request on a custom transport.

use std::time::Duration;

use tokio::time::timeout_at;

use super::{BoxFuture, Failure, FailureKind, Reply, Request, Transport};

/// How long to wait for a transport after its deadline. What it has read by then is more useful than a
/// bare timeout, and two timers do not fire at exactly the same moment. Half of the 50 ms to which calls
/// keep their deadlines; the other half is for waking up the caller.
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
