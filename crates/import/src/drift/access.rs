//! Who may call, as the page and as the spec have it.

use crate::{Admission, CloudCall, Page, ThirdParty};
use weixin_spec::{Accounts, Endpoint, Known, Model};

use super::Difference;
use super::excuse::Kind;
use crate::accounts::account;

pub(super) fn compare(page: &Page, model: &Model, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    tokens(page, endpoint, out);
    accounts(page, model, endpoint, out);
    third_party(page, endpoint, out);
    cloud_call(page, endpoint, out);
}

fn differ(at: &str, page: String, spec: String, out: &mut Vec<Difference>) {
    if page != spec {
        // Who doesn't know says nothing.
        let said = |word: String| (word != "unknown").then_some(word);
        out.push(Difference::new(Kind::Access, at, said(page), said(spec)));
    }
}

/// Each token on its own, so that a difference names it.
fn tokens(page: &Page, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let spec: Vec<&str> = endpoint.access.tokens.iter().map(|token| token.value.as_str()).collect();
    let taken = || Some("taken".to_owned());
    for token in page.tokens.iter().filter(|token| !spec.contains(&token.as_str())) {
        out.push(Difference::new(Kind::Access, format!("access.tokens.{token}"), taken(), None));
    }
    for token in &endpoint.access.tokens {
        if !page.tokens.contains(&token.value) {
            let at = format!("access.tokens.{}", token.value);
            out.push(Difference::new(Kind::Access, at, None, taken()).at_span(token.span));
        }
    }
}

/// Each kind of account on its own, so that a difference names it.
fn accounts(page: &Page, model: &Model, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let Some(columns) = &page.accounts else {
        if let Accounts::Only(_) = endpoint.access.accounts {
            let spec = Some("listed".to_owned());
            out.push(Difference::new(Kind::Access, "access.accounts", None, spec));
        }
        return;
    };
    let kinds: Vec<_> = columns.iter().map(|column| account(&model.api, &column.name)).collect();
    for (column, kind) in columns.iter().zip(&kinds) {
        let Some(kind) = kind else {
            let at = format!("access.accounts.{}", column.name);
            let says = Some(admission(column.admission).to_owned());
            out.push(Difference::new(Kind::Access, at, says, None));
            continue;
        };
        let at = format!("access.accounts.{}", kind.id.value);
        let spec = spec_admission(&endpoint.access.accounts, &kind.id, "no");
        differ(&at, admission(column.admission).to_owned(), spec.to_owned(), out);
    }
    if !page.others_excluded {
        return;
    }
    for kind in &model.api.accounts {
        let named = kinds.contains(&Some(kind));
        let spec = spec_admission(&endpoint.access.accounts, &kind.id, "no");
        // Of a scope that is unknown as a whole, the columns have said so already.
        if !named && !matches!(spec, "no" | "unknown") {
            let at = format!("access.accounts.{}", kind.id.value);
            out.push(Difference::new(
                Kind::Access,
                at,
                Some("no".to_owned()),
                Some(spec.to_owned()),
            ));
        }
    }
}

fn admission(admission: Admission) -> &'static str {
    match admission {
        // The language has no word for verified accounts: they may call.
        Admission::Yes | Admission::Verified => "yes",
        Admission::OnApplication => "on_application",
        Admission::No => "no",
    }
}

fn spec_admission(accounts: &Accounts, id: &str, absent: &'static str) -> &'static str {
    match accounts {
        Accounts::All => "yes",
        Accounts::Unknown => "unknown",
        Accounts::Only(only) => match only.iter().find(|(account, _)| account.value == id) {
            None => absent,
            Some((_, weixin_spec::Admission::Yes)) => "yes",
            Some((_, weixin_spec::Admission::No)) => "no",
            Some((_, weixin_spec::Admission::OnApplication)) => "on_application",
        },
    }
}

fn third_party(page: &Page, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let sets = |sets: Vec<u32>| match sets.is_empty() {
        true => "yes".to_owned(),
        false => {
            let mut sets = sets;
            sets.sort_unstable();
            let sets: Vec<String> = sets.iter().map(u32::to_string).collect();
            format!("permission sets {}", sets.join(", "))
        }
    };
    let says = match &page.third_party {
        ThirdParty::Unknown => "unknown".to_owned(),
        ThirdParty::No => "no".to_owned(),
        ThirdParty::Yes(numbers) => sets(numbers.clone()),
    };
    let spec = match &endpoint.access.third_party {
        weixin_spec::ThirdParty::Unknown => "unknown".to_owned(),
        weixin_spec::ThirdParty::No => "no".to_owned(),
        weixin_spec::ThirdParty::PermissionSets(numbers) => {
            sets(numbers.iter().map(|number| number.value).collect())
        }
    };
    // A page that says yes and names no set leaves the spec nothing to write.
    if !(says == "yes" && spec == "unknown") {
        differ("access.permission_sets", says, spec, out);
    }
}

fn cloud_call(page: &Page, endpoint: &Endpoint, out: &mut Vec<Difference>) {
    let says = match page.cloud_call {
        CloudCall::Unknown => "unknown",
        CloudCall::No => "no",
        CloudCall::Yes(_) => "yes",
    };
    let spec = match endpoint.access.cloud_call {
        Known::Unknown => "unknown",
        Known::No => "no",
        Known::Yes => "yes",
    };
    differ("access.cloud_call", says.to_owned(), spec.to_owned(), out);
}
