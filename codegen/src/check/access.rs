//! Tokens, accounts and permission sets that `api.yaml` knows.

use weixin_catalog::{Accounts, Catalog, ThirdParty};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(catalog: &Catalog, out: &mut Diagnostics) {
    let api = &catalog.api;
    for endpoint in &catalog.endpoints {
        let access = &endpoint.access;
        for token in &access.tokens {
            if !api.tokens.iter().any(|known| known.id == *token) {
                let message = format!("api.yaml has no token `{}`", token.value);
                let known = api.tokens.iter().map(|token| token.id.value.as_str());
                let diagnostic = Diagnostic::new(Code::UnknownToken, token.span, message);
                out.push(diagnostic.nearest(token, known));
            }
        }
        one_parameter(catalog, access, out);
        if let Accounts::Only(only) = &access.accounts {
            for (account, _) in only {
                if !api.accounts.iter().any(|known| known.id == *account) {
                    let message = format!("api.yaml has no account kind `{}`", account.value);
                    let known = api.accounts.iter().map(|account| account.id.value.as_str());
                    let diagnostic = Diagnostic::new(Code::UnknownAccount, account.span, message);
                    out.push(diagnostic.nearest(account, known));
                }
            }
        }
        if let ThirdParty::PermissionSets(sets) = &access.third_party {
            for set in sets {
                if !api.permission_sets.iter().any(|known| known.number == *set) {
                    let message = format!("api.yaml has no permission set {}", set.value);
                    let known: Vec<_> = api.permission_sets.iter().collect();
                    let known: Vec<_> = known.iter().map(|s| s.number.to_string()).collect();
                    let help = format!("known here: {}", known.join(", "));
                    let code = Code::UnknownPermissionSet;
                    out.push(Diagnostic::new(code, set.span, message).help(help));
                }
            }
        }
    }
}

/// All tokens of one call must stand in the same query parameter.
fn one_parameter(
    catalog: &Catalog,
    access: &weixin_catalog::Access,
    out: &mut Diagnostics,
) {
    let query = |id: &str| {
        let token = catalog.api.tokens.iter().find(|token| token.id.value == id);
        token.map(|token| token.query.value.as_str())
    };
    let Some(first) = access.tokens.first() else {
        return;
    };
    for token in &access.tokens {
        let (one, other) = (query(first), query(token));
        if one.is_some() && other.is_some() && one != other {
            let message = "these tokens stand in different query parameters";
            let diagnostic = Diagnostic::new(Code::UnknownToken, token.span, message);
            out.push(diagnostic.and(first.span, "another parameter"));
        }
    }
}
