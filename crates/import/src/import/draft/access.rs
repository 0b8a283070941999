//! Turns the access that a page documents into the terms of api.yaml.

use crate::{Call, CloudCall, Page};
use weixin_spec::{Access, Accounts, Admission, Api, Differs, Known, Spanned, ThirdParty};

use super::reviews::Reviews;
use crate::accounts::account;
use crate::import::bare;
use crate::import::text::scalar::one_line;

pub(super) fn access(api: &Api, page: &Page, call: &Call, reviews: &mut Reviews) -> Access {
    let accounts = accounts(api, page, reviews);
    Access {
        tokens: tokens(api, page, call, &accounts, reviews),
        accounts,
        third_party: match &page.third_party {
            crate::ThirdParty::No => ThirdParty::No,
            crate::ThirdParty::Yes(sets) if !sets.is_empty() => {
                ThirdParty::PermissionSets(sets.iter().map(|set| bare(*set)).collect())
            }
            crate::ThirdParty::Yes(_) | crate::ThirdParty::Unknown => ThirdParty::Unknown,
        },
        cloud_call: match page.cloud_call {
            CloudCall::Yes(_) => Known::Yes,
            CloudCall::No => Known::No,
            CloudCall::Unknown => Known::Unknown,
        },
    }
}

/// Whether a query parameter carries a token.
pub(super) fn is_token_parameter(api: &Api, name: &str) -> bool {
    api.tokens.iter().any(|token| token.query.value == name)
}

/// If a query parameter of the page is named like a token that is sent in another parameter, the name of that parameter.
pub(super) fn sent_otherwise<'a>(api: &'a Api, name: &str) -> Option<&'a str> {
    let token = api.tokens.iter().find(|token| token.id.value == name)?;
    (!is_token_parameter(api, name)).then_some(token.query.value.as_str())
}

fn tokens(
    api: &Api,
    page: &Page,
    call: &Call,
    accounts: &Accounts,
    reviews: &mut Reviews,
) -> Vec<Spanned<String>> {
    let mut ids: Vec<&str> = Vec::new();
    for name in &page.tokens {
        match api.tokens.iter().find(|token| token.id.value == *name) {
            Some(token) => ids.push(&token.id.value),
            None => {
                let text =
                    format!("the row of the token names `{name}`, which api.yaml doesn't have");
                reviews.add(&format!("access.tokens.{name}"), Differs::Missing, None, &text);
            }
        }
    }
    let third_party =
        |id: &str| api.tokens.iter().any(|token| token.id.value == id && token.third_party);
    let own = api.tokens.iter().find(|token| {
        !token.third_party && call.query.iter().any(|(name, _)| *name == token.query.value)
    });
    let Some(own) = own.map(|token| token.id.value.as_str()) else {
        return in_order(api, &ids);
    };
    if ids.is_empty() {
        if !page.tokens.is_empty() || !call.query.is_empty() {
            let text = format!("the page doesn't say which token it takes; `{own}` is assumed");
            reviews.add(&format!("access.tokens.{own}"), Differs::Scope, None, &text);
        }
        ids.push(own);
    } else if ids.iter().all(|id| third_party(id)) && admits_itself(accounts) {
        let named = ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ");
        let text = format!(
            "the row of the token names {named} alone, while accounts may call by themselves: `{own}` was added"
        );
        reviews.add(&format!("access.tokens.{own}"), Differs::Scope, None, &text);
        ids.push(own);
    }
    in_order(api, &ids)
}

/// Whether some kind of account may call by itself.
fn admits_itself(accounts: &Accounts) -> bool {
    match accounts {
        Accounts::All => true,
        Accounts::Unknown => false,
        Accounts::Only(only) => only.iter().any(|(_, admission)| *admission != Admission::No),
    }
}

/// The tokens in the order of api.yaml, each once.
fn in_order(api: &Api, ids: &[&str]) -> Vec<Spanned<String>> {
    let known = api.tokens.iter().map(|token| &token.id.value);
    known.filter(|id| ids.contains(&id.as_str())).map(|id| bare(id.clone())).collect()
}

fn accounts(api: &Api, page: &Page, reviews: &mut Reviews) -> Accounts {
    let Some(columns) = &page.accounts else {
        if page.others_excluded {
            let text = "the page lets only third-party platforms call, and doesn't say for which kinds of account";
            reviews.add("access.accounts", Differs::Limits, None, text);
        }
        return Accounts::Unknown;
    };
    let mut only: Vec<(Spanned<String>, Admission)> = Vec::new();
    for column in columns {
        let Some(account) = account(api, &column.name) else {
            let name = one_line(&column.name);
            let text = format!(
                "the scope table names `{name}`, a kind of account that api.yaml doesn't have"
            );
            reviews.add(&format!("access.accounts.{name}"), Differs::Missing, None, &text);
            continue;
        };
        let id = &account.id.value;
        let admission = match column.admission {
            crate::Admission::Yes => Admission::Yes,
            crate::Admission::OnApplication => Admission::OnApplication,
            crate::Admission::No => Admission::No,
            crate::Admission::Verified => {
                let text = format!("`{id}`: only accounts that the vendor has verified may call");
                reviews.add(&format!("access.accounts.{id}"), Differs::Limits, None, &text);
                Admission::Yes
            }
        };
        if !only.iter().any(|(known, _)| known.value == *id) {
            only.push((bare(id.clone()), admission));
        }
    }
    if only.is_empty() { Accounts::Unknown } else { Accounts::Only(only) }
}
