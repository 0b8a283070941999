//! Extensions for what OpenAPI can't express.

use weixin_spec::{
    Accounts, Admission, Api, Endpoint, Evidence, Idempotency, Json, Known, Model, Quirk,
    QuirkText, ThirdParty,
};

use crate::errors;
use crate::object::Object;

/// Returns the kinds of account.
pub(crate) fn account_kinds(api: &Api) -> Json {
    let kinds = api.accounts.iter().map(|account| {
        let kind = Object::new()
            .set("title", account.title.as_str())
            .set("vendor", account.vendor.as_str())
            .set_text("description", &account.about);
        (account.id.value.clone(), kind.json())
    });
    Json::object(kinds)
}

/// Returns the permission sets.
pub(crate) fn permission_sets(api: &Api) -> Json {
    let sets = api.permission_sets.iter();
    Json::object(sets.map(|set| (set.number.value.to_string(), set.title.as_str().into())))
}

/// Returns the extensions of one call: who may call, its idempotency, its error codes, and the sources of
/// these facts.
pub(crate) fn of(model: &Model, endpoint: &Endpoint) -> Object {
    let access = &endpoint.access;
    let tokens = access.tokens.iter().map(|token| token.value.as_str());
    let evidence = match endpoint.evidence {
        Evidence::Vendor => "vendor",
        Evidence::Sdk => "sdk",
    };
    let verified_by = endpoint.verified_by.iter().map(|id| id.value.as_str());
    Object::new()
        .set("x-weixin-tokens", tokens.collect::<Json>())
        .set("x-weixin-accounts", accounts(&access.accounts))
        .set("x-weixin-permission-sets", third_party(&access.third_party))
        .set("x-weixin-cloud-call", known(access.cloud_call))
        .set("x-weixin-idempotency", idempotency(&endpoint.idempotency))
        .set_filled("x-weixin-errors", errors::extension(&errors::listed(model, endpoint)))
        .set_filled("x-weixin-verified-by", verified_by.collect())
        .set_filled("x-weixin-quirks", endpoint.quirks.iter().map(quirk).collect())
        .set("x-weixin-evidence", evidence)
        .set_if("x-weixin-legacy", endpoint.legacy)
        .set_filled("x-weixin-vendor", vendor(endpoint))
}

fn accounts(accounts: &Accounts) -> Json {
    match accounts {
        Accounts::All => "all".into(),
        Accounts::Unknown => "unknown".into(),
        Accounts::Only(only) => {
            let only = only.iter();
            Json::object(only.map(|(account, how)| (account.value.clone(), admission(*how).into())))
        }
    }
}

/// Returns the word of the spec language.
pub(crate) fn admission(admission: Admission) -> &'static str {
    match admission {
        Admission::Yes => "yes",
        Admission::No => "no",
        Admission::OnApplication => "on_application",
    }
}

fn third_party(third_party: &ThirdParty) -> Json {
    match third_party {
        ThirdParty::No => "none".into(),
        ThirdParty::Unknown => "unknown".into(),
        ThirdParty::PermissionSets(sets) => sets.iter().map(|set| i64::from(set.value)).collect(),
    }
}

/// Returns the word of the spec language.
pub(crate) fn known(known: Known) -> &'static str {
    match known {
        Known::Yes => "yes",
        Known::No => "no",
        Known::Unknown => "unknown",
    }
}

fn idempotency(idempotency: &Idempotency) -> Json {
    let class = Object::new().set("class", idempotency.as_str());
    match idempotency {
        Idempotency::Keyed(keys) => {
            let keys = keys.iter().map(|key| key.value.as_str());
            class.set("keys", keys.collect::<Json>()).json()
        }
        Idempotency::ReadOnly
        | Idempotency::Idempotent
        | Idempotency::NotIdempotent
        | Idempotency::Unjudged => class.json(),
    }
}

/// The keys and words of the spec language.
fn quirk(quirk: &Quirk) -> Json {
    let differs = quirk.differs.iter().map(|differs| differs.as_str());
    let (key, text) = match &quirk.text {
        QuirkText::Note(text) => ("note", text),
        QuirkText::Review(text) => ("review", text),
    };
    Object::new()
        .set_some("about", quirk.about.as_ref().map(|about| about.value.as_str()))
        .set_filled("differs", differs.collect())
        .set_some("page", quirk.page.as_deref())
        .set(key, text.as_str())
        .json()
}

fn vendor(endpoint: &Endpoint) -> Json {
    let vendor = &endpoint.vendor;
    let also = vendor.also.iter().map(|page| page.value.as_str());
    Object::new()
        .set_some("name", vendor.name.as_deref())
        .set_some("read", vendor.read.as_ref().map(|day| day.value.as_str()))
        .set_filled("also", also.collect())
        .json()
}
