//! Chooses the response to a call: the documented one, or one that follows from earlier calls.
//!
//! The rules, for every endpoint:
//!
//! 1. An endpoint without a behaviour responds from its examples: with the example that has exactly
//!    this request, else with the first success.
//! 2. An endpoint with a behaviour executes it, and the response follows from that.
//! 3. However, a request that equals an example's, and whose ids are all unknown here, gets the
//!    documented response. If the call would succeed, it takes effect all the same, and what it
//!    creates has the ids of the documented response, so that the documentation's examples can be
//!    tried one after the other.
//!
//! An id is unknown here if nothing that the sandbox created or was given has it: no order, template,
//! PDF, card, ticket or platform. The ids of the documented response count too. A call without any
//! field is about the calling account, which is unknown until it has set or been given something.

use weixin_spec::{Json, Model, Outcome};

use crate::engine::example;
use crate::handlers::Behaviour;
use crate::handlers::call::Call;
use crate::json;
use crate::refusal::Refusal;
use crate::world::World;

/// The response to a call.
pub(crate) enum Answer {
    Success(Json),
    /// The error of an example.
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

/// Returns the response to a call that fits its endpoint.
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
            // If it is refused it has no effect, and the response is the documented one all the same.
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
