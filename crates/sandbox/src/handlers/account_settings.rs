//! `POST /card/invoice/setbizattr`: a merchant's settings, written and read.

use crate::handlers::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::refusal::{Reason, Refusal};
use crate::world::World;

pub(crate) const SET_AUTH_FIELD: Behaviour =
    Behaviour::new("invoice_biz_set_auth_field", |world, call| set(world, call, AUTH_FIELD));

pub(crate) const GET_AUTH_FIELD: Behaviour =
    Behaviour::new("invoice_biz_get_auth_field", |world, call| {
        get(world, call, AUTH_FIELD, Reason::AuthFieldNeverSet)
    });

pub(crate) const SET_PAY_MCH: Behaviour =
    Behaviour::new("invoice_biz_set_pay_mch", |world, call| {
        let mchid = call.text("paymch_info.mchid");
        if mchid.is_empty() || !mchid.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Reason::MchIdNotValid.into());
        }
        set(world, call, PAY_MCH)
    });

pub(crate) const GET_PAY_MCH: Behaviour =
    Behaviour::new("invoice_biz_get_pay_mch", |world, call| {
        get(world, call, PAY_MCH, Reason::PayMchNeverSet)
    });

pub(crate) const SET_CONTACT: Behaviour =
    Behaviour::new("invoice_biz_set_contact", |world, call| set(world, call, CONTACT));

pub(crate) const GET_CONTACT: Behaviour =
    Behaviour::new("invoice_biz_get_contact", |world, call| {
        get(world, call, CONTACT, Reason::ContactNeverSet)
    });

const AUTH_FIELD: &str = "auth_field";
const PAY_MCH: &str = "paymch_info";
const CONTACT: &str = "contact";

fn set(world: &mut World, call: &Call<'_>, field: &'static str) -> Result<Fields, Refusal> {
    if let Some(value) = call.value(field) {
        world.accounts.entry(call.account).settings.insert(field, value.clone());
    }
    Ok(Fields::new())
}

fn get(
    world: &mut World,
    call: &Call<'_>,
    field: &'static str,
    never_set: Reason,
) -> Result<Fields, Refusal> {
    let account = world.accounts.get(call.account);
    let value = account.and_then(|account| account.settings.get(field)).ok_or(never_set)?;
    Ok(vec![(field, value.clone())])
}

/// Refuses an account that has not set a contact.
pub(crate) fn check_contact(world: &World, account: &str) -> Result<(), Reason> {
    let account = world.accounts.get(account);
    let contact = account.and_then(|account| account.settings.get(CONTACT));
    contact.map(drop).ok_or(Reason::ContactNeverSet)
}
