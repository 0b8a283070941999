//! Which answer a call gets: the documentation's, or one that follows from what happened before.
//!
//! The rule, for every endpoint:
//!
//! 1. An endpoint without a behaviour answers from its examples: the one with exactly this request,
//!    else the first success.
//! 2. An endpoint with a behaviour does what it does, and says what follows from it.
//! 3. But a request that is exactly an example's, and all of whose ids are unknown here, is answered
//!    as documented. Where the call would go through it takes effect all the same, and what it
//!    makes has the ids of the documented reply, so that a walk through the documentation works.
//!
//! An id is unknown here if nothing that the sandbox made or was told of has it: no order, template,
//! PDF, card, ticket or platform; those of the documented reply count too. A call without any field
//! is about the calling account itself, which is unknown until it has set or been given something.

use weixin_spec::{Json, Model, Outcome};

use crate::engine::example;
use crate::handlers::Behaviour;
use crate::handlers::call::Call;
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;

/// What a call is answered.
pub(crate) enum Answer {
    Success(Json),
    /// An example's refusal.
    Error(Json),
}

impl Answer {
    fn documented(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Response(reply) => Self::Success(reply.clone()),
            Outcome::Error(reply) => Self::Error(reply.clone()),
        }
    }
}

/// Answers a call that fits its endpoint.
pub(crate) fn answer(
    model: &Model,
    world: &mut World,
    behaviour: Option<&Behaviour>,
    call: Call<'_>,
) -> Result<Answer, Refusal> {
    let exact = example::exact(&call);
    let Some(behaviour) = behaviour else {
        let success = || Answer::Success(example::success(model, call.endpoint));
        return Ok(exact.map_or_else(success, Answer::documented));
    };
    if let Some(outcome) = exact.filter(|_| !behaviour.credentials)
        && is_unknown(world, &call, outcome)
    {
        if let Outcome::Response(reply) = outcome {
            // Refused it has no effect, which is no reason to answer otherwise than documented.
            let _ = (behaviour.execute)(world, &Call { documented: Some(reply), ..call });
        }
        return Ok(Answer::documented(outcome));
    }
    let fields = (behaviour.execute)(world, &call)?;
    let mut reply = example::envelope_of_success(model, call.endpoint);
    for (name, value) in fields {
        json::set(&mut reply, name, value);
    }
    Ok(Answer::Success(reply))
}

fn is_unknown(world: &World, call: &Call<'_>, outcome: &Outcome) -> bool {
    let (Outcome::Response(reply) | Outcome::Error(reply)) = outcome;
    let known = |field: &str, text: &str| world.knows(field, text);
    let endpoint = call.endpoint;
    let about_itself = endpoint.query.is_empty() && endpoint.body.fields().is_empty();
    !(call.body.is_some_and(|body| json::any_text(body, &known))
        || json::any_text(reply, &known)
        || about_itself && world.accounts.remembers(call.account))
}
