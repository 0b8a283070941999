//! Endpoints that tell what became of a call whose reply was lost.

use std::collections::HashMap;

use crate::{Catalog, Resend};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(catalog: &Catalog, unread: &[String], out: &mut Diagnostics) {
    let known = catalog.endpoints.iter().map(|of| (of.id.value.as_str(), &of.resend.value));
    let known: HashMap<&str, &Resend> = known.collect();
    let reading = known.iter().filter(|(_, resend)| ***resend == Resend::Read);
    let mut candidates: Vec<&str> = reading.map(|(id, _)| *id).collect();
    candidates.sort_unstable();
    for endpoint in &catalog.endpoints {
        let repeated = matches!(endpoint.resend.value, Resend::Read | Resend::Converge);
        for id in &endpoint.verified_by {
            let message = match known.get(id.value.as_str()) {
                _ if repeated => {
                    "a call that may simply be repeated needs no verification".to_owned()
                }
                Some(Resend::Read) => continue,
                Some(_) => format!("`{}` does more than to read", id.value),
                None if unread.contains(&id.value) => continue,
                None => format!("there is no endpoint `{}`", id.value),
            };
            let diagnostic = Diagnostic::new(Code::BadVerification, id.span, message);
            out.push(match repeated {
                true => diagnostic.and(endpoint.resend.span, "its class"),
                false => diagnostic.nearest(id, candidates.iter().copied()),
            });
        }
    }
}
