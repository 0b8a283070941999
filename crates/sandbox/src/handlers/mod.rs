//! Endpoints that do more than answer from their examples.
//!
//! A behaviour is a [`Behaviour`] constant in a file for each concern, listed in [`BEHAVIOURS`]. It
//! sees calls that fit the specification, may change the [`World`], and either refuses, before it
//! has changed anything, or says which fields the reply has. Which codes stand for a refusal is
//! `refusal.rs`'s to say, and when an example is answered instead `answer.rs`'s.

mod account_settings;
mod auth_data;
mod auth_url;
mod authorizer_info;
mod authorizer_tokens;
mod classic_token;
mod component;
mod create_card;
mod credential;
mod decrypt_code;
mod get_invoice;
mod get_pdf;
mod insert;
mod platform_status;
mod reimburse;
mod reject_insert;
mod set_invoice_url;
mod set_pdf;
mod stable_token;
mod ticket;

use std::collections::HashMap;

use weixin_spec::{Catalog, Endpoint, Json};

use crate::call::Call;
use crate::refusal::{Reason, Refusal};
use crate::world::World;

/// Every behaviour there is.
const BEHAVIOURS: &[Behaviour] = &[
    classic_token::BEHAVIOUR,
    stable_token::BEHAVIOUR,
    ticket::BEHAVIOUR,
    set_invoice_url::BEHAVIOUR,
    create_card::INVOICE,
    create_card::BILL,
    set_pdf::BEHAVIOUR,
    get_pdf::BEHAVIOUR,
    insert::INVOICE,
    insert::BILL,
    platform_status::BEHAVIOUR,
    decrypt_code::BEHAVIOUR,
    account_settings::SET_AUTH_FIELD,
    account_settings::GET_AUTH_FIELD,
    account_settings::SET_PAY_MCH,
    account_settings::GET_PAY_MCH,
    account_settings::SET_CONTACT,
    account_settings::GET_CONTACT,
    auth_url::INVOICE,
    auth_url::BILL,
    auth_data::BEHAVIOUR,
    reject_insert::BEHAVIOUR,
    get_invoice::ONE,
    get_invoice::BATCH,
    reimburse::ONE,
    reimburse::BATCH,
    component::TOKEN,
    component::START_PUSH,
    authorizer_tokens::PRE_AUTH_CODE,
    authorizer_tokens::FIRST,
    authorizer_tokens::RENEWAL,
    authorizer_info::INFO,
    authorizer_info::LIST,
    authorizer_info::OPTION,
];

/// What an endpoint does.
pub(crate) struct Behaviour {
    /// The endpoint's id.
    endpoint: &'static str,
    /// Refusals of its own for fields that are missing or differ from the only value allowed.
    reasons: &'static [(&'static str, Reason)],
    /// The call proves who calls, and does so even where it is an example.
    pub(crate) credentials: bool,
    /// Executes a call.
    pub(crate) execute: Execute,
}

/// What the endpoints of a catalog do, by their calls. An own spec may have the name of one for another
/// call, which does nothing of the kind then.
pub(crate) struct Behaviours(HashMap<String, &'static Behaviour>);

impl Behaviours {
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let behaviours = catalog.endpoints.iter().filter_map(|endpoint| {
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

/// The fields of a reply beside the envelope, in the order in which they are sent.
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
