//! Switches faults on and off.

use std::fmt;
use std::ops::{Bound, RangeBounds};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::engine::Engine;
use crate::faults::{Calls, Fault, Hit};
use crate::sandbox::Sandbox;
use crate::sandbox::error::Error;

/// A fault that becomes active once its calls are chosen. Created by [`Sandbox::fault`].
#[must_use = "a fault becomes active once its calls are chosen: `once`, `times`, `on_calls` or `always`"]
pub struct FaultSwitch<'a> {
    sandbox: &'a Sandbox,
    /// `None` for every request.
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
    /// If several faults match a call, one of them hits it: a fault of the endpoint before one
    /// [for all](Self::fault_everywhere), then a fault for certain calls (the first that was switched
    /// on) before one for [all calls](FaultSwitch::always) (the latest). A fault whose call is executed
    /// applies to the response that would be sent without the fault, such as one of
    /// [`answer_once`](Self::answer_once). Other faults leave such a response for the next call.
    pub fn fault(&self, endpoint: impl Into<String>, fault: Fault) -> FaultSwitch<'_> {
        FaultSwitch::new(self, Some(endpoint.into()), fault)
    }

    /// Prepares a fault for every request to any path. All calls are counted together.
    pub fn fault_everywhere(&self, fault: Fault) -> FaultSwitch<'_> {
        FaultSwitch::new(self, None, fault)
    }

    /// Switches all faults off. Calls that were already hit are not affected.
    pub fn stop_faults(&self) {
        self.engine().state().faults.clear();
    }
}

impl<'a> FaultSwitch<'a> {
    fn new(sandbox: &'a Sandbox, endpoint: Option<String>, fault: Fault) -> Self {
        let executes = fault.executes();
        Self { sandbox, endpoint, hit: Hit { fault, executes } }
    }

    /// Executes the call although the response is replaced by [`Fault::Code`], [`Fault::Html`],
    /// [`Fault::Redirect`], [`Fault::GzipBomb`] or [`Fault::EndlessBody`]. Has no effect on other faults.
    pub fn after_execution(mut self) -> Self {
        self.hit.executes |= self.hit.fault.replaces_response();
        self
    }

    /// Hits the next call.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
    pub fn once(self) -> Result<ActiveFault, Error> {
        self.times(1)
    }

    /// Hits this number of the next calls that no other fault hits. Several such faults take turns.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
    pub fn times(self, calls: u64) -> Result<ActiveFault, Error> {
        self.on(Calls::Next(calls))
    }

    /// Hits the calls with these numbers, such as `2..=4` or `3..`, counted from 1 from now on and
    /// including calls that other faults hit.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
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

    /// Hits every call until the fault is stopped.
    ///
    /// # Errors
    /// Returns [`Error::UnknownEndpoint`] if the model doesn't have the endpoint.
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

/// A fault that has been switched on. It remains active when this is dropped.
pub struct ActiveFault {
    engine: Arc<Engine>,
    id: u64,
    hits: Arc<AtomicU64>,
}

impl ActiveFault {
    /// Switches the fault off. Calls that were already hit are not affected.
    pub fn stop(&self) {
        self.engine.state().faults.switch_off(self.id);
    }

    /// Returns the number of calls that it has hit.
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
