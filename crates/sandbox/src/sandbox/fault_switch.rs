//! How a test switches faults on and off.

use std::fmt;
use std::ops::{Bound, RangeBounds};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::engine::Engine;
use crate::faults::{Calls, Fault, Hit};
use crate::sandbox::Sandbox;
use crate::sandbox::error::Error;

/// A fault that is on once it is said for which calls; made by [`Sandbox::fault`].
#[must_use = "a fault is on once it is said for which calls"]
pub struct FaultSwitch<'a> {
    sandbox: &'a Sandbox,
    /// Every request, where absent.
    endpoint: Option<String>,
    hit: Hit,
}

impl Sandbox {
    /// Prepares a fault for calls to an endpoint:
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), weixin_sandbox::Error> {
    /// use weixin_sandbox::{At, Fault, Sandbox};
    ///
    /// let sandbox = Sandbox::start().await?;
    /// sandbox.fault("get_stable_access_token", Fault::Code(-1)).on_calls(2..=4)?;
    /// let outage = sandbox.fault("set_invoice_url", Fault::Cut(At::Executed)).always()?;
    /// // … calls …
    /// outage.stop();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Of several faults that fit a call one hits: an endpoint's own before one
    /// [for all](Self::fault_everywhere); then one for certain calls, the first that was switched
    /// on, before one for [always](FaultSwitch::always), of which the latest counts. A fault whose
    /// call is executed does it to whatever would be answered without the fault, such as an answer of
    /// [`answer_once`](Self::answer_once); the others leave such an answer for the next call.
    pub fn fault(&self, endpoint: impl Into<String>, fault: Fault) -> FaultSwitch<'_> {
        FaultSwitch::new(self, Some(endpoint.into()), fault)
    }

    /// Prepares a fault for every request, whatever its path; calls are counted all together.
    pub fn fault_everywhere(&self, fault: Fault) -> FaultSwitch<'_> {
        FaultSwitch::new(self, None, fault)
    }

    /// Switches every fault off. Calls that were hit already stay so.
    pub fn stop_faults(&self) {
        self.engine().state().faults.clear();
    }
}

impl<'a> FaultSwitch<'a> {
    fn new(sandbox: &'a Sandbox, endpoint: Option<String>, fault: Fault) -> Self {
        let executes = fault.executes();
        Self { sandbox, endpoint, hit: Hit { fault, executes } }
    }

    /// Executes the call although something else is answered: a [`Fault::Code`], [`Fault::Html`],
    /// [`Fault::Redirect`], [`Fault::GzipBomb`] or [`Fault::EndlessBody`]. The others say themselves
    /// whether they do, and this changes nothing.
    pub fn after_execution(mut self) -> Self {
        self.hit.executes |= self.hit.fault.takes_the_answers_place();
        self
    }

    /// Hits the next call.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn once(self) -> Result<ActiveFault, Error> {
        self.times(1)
    }

    /// Hits the next calls, so many that no other fault hits; several such faults take turns.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn times(self, calls: u64) -> Result<ActiveFault, Error> {
        self.on(Calls::Next(calls))
    }

    /// Hits the calls of these numbers, counted from 1 since now, with those that other faults hit:
    /// `2..=4`, `3..`.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn on_calls(self, calls: impl RangeBounds<u64>) -> Result<ActiveFault, Error> {
        let from = match calls.start_bound() {
            Bound::Included(from) => *from,
            Bound::Excluded(before) => before.saturating_add(1),
            Bound::Unbounded => 1,
        };
        let to = match calls.end_bound() {
            Bound::Included(to) => *to,
            Bound::Excluded(after) => after.saturating_sub(1),
            Bound::Unbounded => u64::MAX,
        };
        self.on(Calls::Numbered(from, to))
    }

    /// Hits every call until it is stopped.
    ///
    /// # Errors
    /// [`Error::UnknownEndpoint`]
    pub fn always(self) -> Result<ActiveFault, Error> {
        self.on(Calls::Always)
    }

    fn on(self, calls: Calls) -> Result<ActiveFault, Error> {
        if let Some(endpoint) = &self.endpoint {
            self.sandbox.check_id(endpoint)?;
        }
        let engine = Arc::clone(self.sandbox.engine());
        let (id, hits) = engine.state().faults.switch_on(self.endpoint, self.hit, calls);
        Ok(ActiveFault { engine, id, hits })
    }
}

impl fmt::Debug for FaultSwitch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (endpoint, fault) = (&self.endpoint, &self.hit.fault);
        f.debug_struct("FaultSwitch")
            .field("endpoint", endpoint)
            .field("fault", fault)
            .finish_non_exhaustive()
    }
}

/// A fault that has been switched on. It stays on when this is dropped.
pub struct ActiveFault {
    engine: Arc<Engine>,
    id: u64,
    hits: Arc<AtomicU64>,
}

impl ActiveFault {
    /// Switches the fault off. Calls that were hit already stay so.
    pub fn stop(&self) {
        self.engine.state().faults.switch_off(self.id);
    }

    /// How many calls it has hit.
    #[must_use]
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }
}

impl fmt::Debug for ActiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hits = self.hits();
        f.debug_struct("ActiveFault").field("hits", &hits).finish_non_exhaustive()
    }
}
