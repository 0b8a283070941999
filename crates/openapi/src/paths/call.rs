//! The description of one call.

use weixin_spec::{Accounts, Admission, Endpoint, Idempotency, Known, Model, Spanned, ThirdParty};

use crate::extensions::{admission, known};
use crate::{errors, markdown};

/// Returns the description of a call: what a reader should know before calling it.
pub(crate) fn description(model: &Model, endpoint: &Endpoint) -> String {
    let scope = markdown::list("Who may call", &scope(model, endpoint));
    let idempotency = format!("**Idempotency**: {}", idempotency(&endpoint.idempotency));
    let checks = codes(endpoint.verified_by.iter().map(|id| id.value.as_str()), " or ");
    let verified = match checks.as_str() {
        "" => String::new(),
        checks => format!("If the response is lost, {checks} tells whether the call was executed."),
    };
    let notes = markdown::list("Notes", &endpoint.notes);
    let legacy =
        if endpoint.legacy { "The vendor's current docs no longer describe it." } else { "" };
    markdown::paragraphs([endpoint.about.as_str(), &notes, legacy, &scope, &idempotency, &verified])
}

/// Returns a table of the endpoint's error codes.
pub(crate) fn refusals(model: &Model, endpoint: &Endpoint) -> String {
    errors::table(&errors::listed(model, endpoint))
}

fn scope(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let access = &endpoint.access;
    let tokens = match access.tokens.as_slice() {
        [] => "Token: none".to_owned(),
        tokens => {
            format!("Token: {}", codes(tokens.iter().map(|token| token.value.as_str()), " or "))
        }
    };
    let accounts = match &access.accounts {
        Accounts::All => "every kind".to_owned(),
        Accounts::Unknown => "not documented".to_owned(),
        Accounts::Only(only) => {
            let open = only.iter().filter(|(_, how)| *how != Admission::No);
            let title = |id: &Spanned<String>| {
                let kind = model.api.accounts.iter().find(|account| account.id == *id);
                kind.map_or(id.value.clone(), |account| account.title.clone())
            };
            let kinds = open.map(|(account, how)| match how {
                Admission::OnApplication => format!("{} (on application)", title(account)),
                Admission::Yes | Admission::No => title(account),
            });
            let kinds: Vec<String> = kinds.collect();
            if kinds.is_empty() { admission(Admission::No).to_owned() } else { kinds.join(", ") }
        }
    };
    let third_party = match &access.third_party {
        ThirdParty::No => "no".to_owned(),
        ThirdParty::Unknown => "not documented".to_owned(),
        ThirdParty::PermissionSets(sets) => {
            let sets: Vec<String> = sets.iter().map(|set| set.value.to_string()).collect();
            format!("with permission set {}", sets.join(" or "))
        }
    };
    let cloud = match access.cloud_call {
        Known::Unknown => "not documented",
        stated => known(stated),
    };
    vec![
        tokens,
        format!("Accounts: {accounts}"),
        format!("Third-party platforms: {third_party}"),
        format!("Cloud call: {cloud}"),
    ]
}

fn idempotency(idempotency: &Idempotency) -> String {
    match idempotency {
        Idempotency::ReadOnly => "read-only, so it is safe to repeat.".to_owned(),
        Idempotency::Idempotent => {
            "safe to repeat; a repeated call leads to the same state.".to_owned()
        }
        Idempotency::Keyed(keys) => {
            let keys = codes(keys.iter().map(|key| key.value.as_str()), " and ");
            format!("the vendor rejects a second request with the same {keys}.")
        }
        Idempotency::Unjudged => "not decided yet; treat it as not safe to repeat.".to_owned(),
        Idempotency::NotIdempotent => {
            "not safe to repeat; find out first whether the previous call was carried out."
                .to_owned()
        }
    }
}

fn codes<'a>(names: impl Iterator<Item = &'a str>, separator: &str) -> String {
    names.map(markdown::code).collect::<Vec<_>>().join(separator)
}
