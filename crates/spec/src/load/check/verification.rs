//! Endpoints that tell what became of a call whose reply was lost.

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
                _ if repeated => {
                    "a call that may simply be repeated needs no verification".to_owned()
                }
                Some(Idempotency::ReadOnly) => continue,
                Some(_) => format!("`{}` does more than to read", id.value),
                None if unread.contains(&id.value) => continue,
                None => format!("there is no endpoint `{}`", id.value),
            };
            let diagnostic = Diagnostic::new(Code::BadVerification, id.span, message);
            out.push(match repeated {
                true => diagnostic.and(endpoint.idempotency.span, "its class"),
                false => diagnostic.nearest(id, candidates.iter().copied()),
            });
        }
    }
}
