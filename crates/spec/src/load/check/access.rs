//! Checks that `api.yaml` defines the tokens, accounts and permission sets that endpoints name.

use std::collections::{HashMap, HashSet};

use crate::{Access, Accounts, Model, ThirdParty};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

/// Checks that the groups of `api.yaml` have endpoints.
pub(super) fn groups(model: &Model, out: &mut Diagnostics) {
    let known: HashSet<&str> =
        model.endpoints.iter().map(|endpoint| endpoint.group.value.as_str()).collect();
    for group in &model.api.groups {
        if !known.contains(group.id.value.as_str()) {
            let message = format!("the group `{}` has no endpoint", group.id.value);
            let diagnostic = Diagnostic::new(Code::EmptyGroup, group.id.span, message);
            out.push(diagnostic.nearest(&group.id.value, known.iter().copied()));
        }
    }
}

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    let api = &model.api;
    let sets: Vec<String> = api.permission_sets.iter().map(|set| set.number.to_string()).collect();
    let queries =
        api.tokens.iter().map(|token| (token.id.value.as_str(), token.query.value.as_str()));
    let queries: HashMap<&str, &str> = queries.collect();
    let accounts: HashSet<&str> =
        api.accounts.iter().map(|account| account.id.value.as_str()).collect();
    let numbers: HashSet<u32> = api.permission_sets.iter().map(|set| set.number.value).collect();
    for endpoint in &model.endpoints {
        let access = &endpoint.access;
        for token in &access.tokens {
            if !queries.contains_key(token.value.as_str()) {
                let message = format!("api.yaml has no token `{}`", token.value);
                let known = api.tokens.iter().map(|token| token.id.value.as_str());
                let diagnostic = Diagnostic::new(Code::UnknownToken, token.span, message);
                out.push(diagnostic.nearest(token, known));
            }
        }
        one_parameter(&queries, access, out);
        if let Accounts::Only(only) = &access.accounts {
            for (account, _) in only {
                if !accounts.contains(account.value.as_str()) {
                    let message = format!("api.yaml has no account kind `{}`", account.value);
                    let known = api.accounts.iter().map(|account| account.id.value.as_str());
                    let diagnostic = Diagnostic::new(Code::UnknownAccount, account.span, message);
                    out.push(diagnostic.nearest(account, known));
                }
            }
        }
        if let ThirdParty::PermissionSets(named) = &access.third_party {
            for set in named {
                if !numbers.contains(&set.value) {
                    let message = format!("api.yaml has no permission set {}", set.value);
                    let code = Code::UnknownPermissionSet;
                    let diagnostic = Diagnostic::new(code, set.span, message)
                        .help("add it there, under `permission_sets`");
                    // A similar number is no useful suggestion.
                    out.push(diagnostic.nearest("", sets.iter().map(String::as_str)));
                }
            }
        }
    }
}

/// Checks that all tokens of a call use the same query parameter.
fn one_parameter(queries: &HashMap<&str, &str>, access: &Access, out: &mut Diagnostics) {
    let Some(first) = access.tokens.first() else {
        return;
    };
    let parameter = queries.get(first.value.as_str());
    for token in &access.tokens {
        let other = queries.get(token.value.as_str());
        if parameter.is_some() && other.is_some() && parameter != other {
            let message = "these tokens use different query parameters";
            let diagnostic = Diagnostic::new(Code::UnknownToken, token.span, message);
            let help = "a call sends its token in one parameter: write two endpoints";
            out.push(diagnostic.and(first.span, "another parameter").help(help));
        }
    }
}
