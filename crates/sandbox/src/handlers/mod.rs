//! Endpoints that do more than respond from their examples.
//!
//! A behaviour is a [`Behaviour`] constant in a file for each concern, listed in [`BEHAVIOURS`]. It
//! gets calls that fit the specification and may change the [`World`]. It either refuses a call, before
//! it has changed anything, or returns the fields of the response. `refusal.rs` maps refusals to codes,
//! and `engine/answer.rs` decides when an example is the response instead.

mod account_settings;
mod authorization;
pub(crate) mod call;
mod insertion;
mod platform;
mod reimbursement;
mod third_party;
mod tokens;

use std::collections::HashMap;

use weixin_spec::{Endpoint, Json, Model};

use crate::handlers::call::Call;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// All behaviours.
const BEHAVIOURS: &[Behaviour] = &[
    tokens::CLASSIC,
    tokens::STABLE,
    tokens::TICKET,
    platform::SET_URL,
    platform::INVOICE_CARD,
    platform::BILL_CARD,
    platform::SET_PDF,
    platform::GET_PDF,
    insertion::INVOICE,
    insertion::BILL,
    insertion::CANCELLATION,
    reimbursement::DECRYPT,
    account_settings::SET_AUTH_FIELD,
    account_settings::GET_AUTH_FIELD,
    account_settings::SET_PAY_MCH,
    account_settings::GET_PAY_MCH,
    account_settings::SET_CONTACT,
    account_settings::GET_CONTACT,
    authorization::INVOICE_URL,
    authorization::BILL_URL,
    authorization::DATA,
    authorization::REJECTION,
    reimbursement::GET_ONE,
    reimbursement::GET_BATCH,
    reimbursement::UPDATE_ONE,
    reimbursement::UPDATE_BATCH,
    third_party::TOKEN,
    third_party::START_PUSH,
    third_party::authorizer_tokens::PRE_AUTH_CODE,
    third_party::authorizer_tokens::FIRST,
    third_party::authorizer_tokens::RENEWAL,
    third_party::authorizer_info::INFO,
    third_party::authorizer_info::LIST,
    third_party::authorizer_info::OPTION,
    third_party::authorizer_info::SET_OPTION,
];

/// The behaviour of an endpoint.
pub(crate) struct Behaviour {
    /// The endpoint's id.
    endpoint: &'static str,
    /// Its own refusals for fields that are missing or differ from their fixed value.
    reasons: &'static [(&'static str, Reason)],
    /// Whether the call checks credentials, which it does even if it equals an example.
    pub(crate) credentials: bool,
    /// Executes a call.
    pub(crate) execute: Execute,
}

/// The behaviours of a model's endpoints, by their calls. An own spec may use the name of one for
/// another call, which doesn't get the behaviour.
pub(crate) struct Behaviours(HashMap<String, &'static Behaviour>);

impl Behaviours {
    pub(crate) fn of(model: &Model) -> Self {
        let behaviours = model.endpoints.iter().filter_map(|endpoint| {
            let mut all = BEHAVIOURS.iter();
            let behaviour = all.find(|behaviour| behaviour.endpoint == endpoint.id.value)?;
            Some((endpoint.call(), behaviour))
        });
        Self(behaviours.collect())
    }

    pub(crate) fn get(&self, endpoint: &Endpoint) -> Option<&'static Behaviour> {
        let behaviour = *self.0.get(&endpoint.call())?;
        (behaviour.endpoint == endpoint.id.value).then_some(behaviour)
    }
}

pub(crate) type Execute = fn(&mut World, &Call<'_>) -> Result<Fields, Refusal>;

/// The fields of a response without the envelope, in the order in which they are sent.
pub(crate) type Fields = Vec<(&'static str, Json)>;

impl Behaviour {
    const fn new(endpoint: &'static str, execute: Execute) -> Self {
        Self { endpoint, reasons: &[], credentials: false, execute }
    }

    pub(crate) fn reason_for(&self, field: &str) -> Option<Reason> {
        let mut reasons = self.reasons.iter();
        reasons.find_map(|(name, reason)| (*name == field).then_some(*reason))
    }
}
