//! Checks `verified_by`: the endpoints that tell whether a call whose response was lost was executed.

use std::collections::HashMap;

use crate::{Idempotency, Model};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(model: &Model, unread: &[String], out: &mut Diagnostics) {
    let known = model.endpoints.iter().map(|of| (of.id.value.as_str(), &of.idempotency.value));
    let known: HashMap<&str, &Idempotency> = known.collect();
    let reading = known.iter().filter(|(_, idempotency)| ***idempotency == Idempotency::ReadOnly);
    let mut candidates: Vec<&str> = reading.map(|(id, _)| *id).collect();
    candidates.sort_unstable();
    for endpoint in &model.endpoints {
        let repeated =
            matches!(endpoint.idempotency.value, Idempotency::ReadOnly | Idempotency::Idempotent);
        for id in &endpoint.verified_by {
            let message = match known.get(id.value.as_str()) {
                _ if repeated => "a call that is safe to repeat needs no `verified_by`".to_owned(),
                Some(Idempotency::ReadOnly) => continue,
                Some(_) => format!("`{}` is not `read_only`", id.value),
                None if unread.contains(&id.value) => continue,
                None => format!("there is no endpoint `{}`", id.value),
            };
            let diagnostic = Diagnostic::new(Code::BadVerification, id.span, message);
            out.push(match repeated {
                true => diagnostic.and(endpoint.idempotency.span, "its idempotency"),
                false => diagnostic.nearest(id, candidates.iter().copied()),
            });
        }
    }
}
