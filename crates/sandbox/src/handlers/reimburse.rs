//! `POST /card/invoice/reimburse/updateinvoicestatus` and `…/updatestatusbatch`: a reimburser locks,
//! unlocks and closes, of several cards all or none.

use weixin_spec::Json;

use crate::call::Call;
use crate::handlers::{Behaviour, Fields};
use crate::refusal::{Reason, Refusal};
use crate::world::World;
use crate::world::cards::{Card, Cards};
use crate::world::reimbursement::Reimbursement;

pub(crate) const ONE: Behaviour = Behaviour::new("invoice_bx_update_invoice_status", one);

pub(crate) const BATCH: Behaviour = Behaviour::new("invoice_reimburse_update_status_batch", batch);

fn one(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let card = chosen(&world.cards, call.body)?;
    let step = step(card, call)?;
    apply(world, [step]);
    Ok(Fields::new())
}

fn batch(world: &mut World, call: &Call<'_>) -> Result<Fields, Refusal> {
    let mut steps = Vec::new();
    for item in call.list("invoice_list") {
        let card = chosen(&world.cards, Some(item))?;
        if card.openid != call.text("openid") {
            return Err(Reason::OwnerDiffers.into());
        }
        steps.push(step(card, call)?);
    }
    apply(world, steps);
    Ok(Fields::new())
}

/// The card that `card_id` and `encrypt_code` of an object name together.
pub(crate) fn chosen<'a>(cards: &'a Cards, item: Option<&Json>) -> Result<&'a Card, Reason> {
    let text = |field| item?.get(field)?.as_str();
    let card = cards.chosen(text("encrypt_code").unwrap_or_default());
    let card = card.ok_or(Reason::EncryptCodeUnknown)?;
    let same = text("card_id") == Some(&card.card_id);
    if same { Ok(card) } else { Err(Reason::TemplateUnknown) }
}

/// A card's code and where it will stand.
type Step = (String, Reimbursement);

fn step(card: &Card, call: &Call<'_>) -> Result<Step, Reason> {
    let next = card.reimbursement.step(call.text("reimburse_status"), call.account)?;
    Ok((card.code.clone(), next))
}

fn apply(world: &mut World, steps: impl IntoIterator<Item = Step>) {
    for (code, next) in steps {
        if let Some(card) = world.cards.get_mut(&code) {
            card.reimbursement = next;
        }
    }
}
