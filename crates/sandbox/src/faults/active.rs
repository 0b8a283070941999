//! The active faults, and which of them hits a call.

use std::cmp::Reverse;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::faults::Fault;

/// The active faults.
#[derive(Default)]
pub(crate) struct ActiveFaults {
    faults: Vec<Active>,
    switched: u64,
}

/// Which of the calls to its endpoint a fault hits.
pub(crate) enum Calls {
    /// This many of the next calls that no other fault hits.
    Next(u64),
    /// Those from one number to another, inclusive, counted from 1 since the fault was switched on.
    Numbered(u64, u64),
    Always,
}

struct Active {
    id: u64,
    /// `None` for every request.
    endpoint: Option<String>,
    hit: Hit,
    calls: Calls,
    seen: u64,
    hits: Arc<AtomicU64>,
}

/// A fault that hits a call.
#[derive(Clone)]
pub(crate) struct Hit {
    pub(crate) fault: Fault,
    /// Whether the call is executed.
    pub(crate) executes: bool,
}

impl ActiveFaults {
    /// Adds a fault. Returns its id and the count of its hits.
    pub(crate) fn switch_on(
        &mut self,
        endpoint: Option<String>,
        hit: Hit,
        calls: Calls,
    ) -> (u64, Arc<AtomicU64>) {
        self.switched += 1;
        let (id, hits) = (self.switched, Arc::default());
        self.faults.push(Active { id, endpoint, hit, calls, seen: 0, hits: Arc::clone(&hits) });
        (id, hits)
    }

    pub(crate) fn switch_off(&mut self, id: u64) {
        self.faults.retain(|fault| fault.id != id);
    }

    pub(crate) fn clear(&mut self) {
        self.faults.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }

    /// Returns the fault that hits a call to an endpoint, if any, and counts the call.
    pub(crate) fn choose(&mut self, endpoint: Option<&str>) -> Option<Hit> {
        let sees = |fault: &&mut Active| match &fault.endpoint {
            None => true,
            Some(id) => endpoint == Some(id),
        };
        let mut chosen: Option<&mut Active> = None;
        for fault in self.faults.iter_mut().filter(sees) {
            fault.seen += 1;
            if fault.is_due() && chosen.as_ref().is_none_or(|best| fault.rank() < best.rank()) {
                chosen = Some(fault);
            }
        }
        let hit = chosen.map(|fault| {
            if let Calls::Next(left) = &mut fault.calls {
                *left -= 1;
            }
            fault.hits.fetch_add(1, Ordering::Relaxed);
            fault.hit.clone()
        });
        self.faults.retain(|fault| !fault.is_spent());
        hit
    }
}

impl Active {
    fn is_due(&self) -> bool {
        match self.calls {
            Calls::Next(left) => left > 0,
            Calls::Numbered(from, to) => (from..=to).contains(&self.seen),
            Calls::Always => true,
        }
    }

    fn is_spent(&self) -> bool {
        match self.calls {
            Calls::Next(left) => left == 0,
            Calls::Numbered(_, to) => self.seen >= to,
            Calls::Always => false,
        }
    }

    /// The fault with the lowest rank wins: first faults for this endpoint alone, then those for
    /// certain calls, then the earliest. Of those for all calls the latest wins, so that it replaces
    /// the others while it is active.
    fn rank(&self) -> (bool, Result<u64, Reverse<u64>>) {
        let order = match self.calls {
            Calls::Always => Err(Reverse(self.id)),
            _ => Ok(self.id),
        };
        (self.endpoint.is_none(), order)
    }
}
