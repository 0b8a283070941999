//! Endpoints that do more than answer from their examples.
//!
//! A behaviour is one file with a [`Behaviour`] constant, listed in [`BEHAVIOURS`]. It sees calls
//! that fit the specification, may change the [`World`], and either refuses or says which values of
//! the example's answer are different this time.

mod classic_token;
mod credential;
mod stable_token;

use weixin_catalog::Json;

use crate::call::Call;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// Every behaviour there is.
const BEHAVIOURS: &[Behaviour] = &[classic_token::BEHAVIOUR, stable_token::BEHAVIOUR];

/// What an endpoint does.
pub(crate) struct Behaviour {
    /// The endpoint's id.
    endpoint: &'static str,
    /// Refusals of its own for fields that are missing or differ from the only value allowed.
    reasons: &'static [(&'static str, Reason)],
    /// Executes a call.
    pub(crate) execute: fn(&mut World, &Call<'_>) -> Result<Changes, Refusal>,
}

/// Values to put into the example's answer.
pub(crate) type Changes = Vec<(&'static str, Json)>;

impl Behaviour {
    pub(crate) fn of(endpoint: &str) -> Option<&'static Self> {
        let mut behaviours = BEHAVIOURS.iter();
        behaviours.find(|behaviour| behaviour.endpoint == endpoint)
    }

    pub(crate) fn reason_for(&self, field: &str) -> Option<Reason> {
        let mut reasons = self.reasons.iter();
        reasons.find_map(|(name, reason)| (*name == field).then_some(*reason))
    }
}
