//! Who may call: implementations of `OpenTo`, and their documentation.

use proc_macro2::TokenStream;
use quote::quote;
use weixin_spec::{Accounts, Admission, Endpoint, Known, Model, ThirdParty};

use crate::emit::docs;
use crate::lower::{EndpointModule, ident};
use weixin_spec::names::camel_case;

/// `OpenTo` for each kind of account that may call. Written out: by a macro, the compiler's error would
/// point into the runtime.
pub(in crate::emit) fn open_to(module: &EndpointModule<'_>) -> TokenStream {
    let request = ident(&module.request.name);
    match &module.endpoint.access.accounts {
        Accounts::All | Accounts::Unknown => {
            quote!(impl<K: rt::AccountKind> rt::OpenTo<K> for #request {})
        }
        Accounts::Only(only) => {
            let admitted = only.iter().filter(|(_, admission)| *admission != Admission::No);
            let kinds = admitted.map(|(id, _)| ident(&camel_case(id)));
            quote! {
                #(impl rt::OpenTo<account::#kinds> for #request {})*
                impl rt::OpenTo<rt::AnyAccount> for #request {}
            }
        }
    }
}

/// The documentation of who may call, and with which token.
pub(in crate::emit) fn documentation(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let access = &endpoint.access;
    let title = |id: &str| {
        let account = model.api.accounts.iter().find(|account| account.id.value == id);
        docs::inline(account.map_or(id, |account| &account.title))
    };
    let accounts = match &access.accounts {
        Accounts::All => "every account type".to_owned(),
        Accounts::Unknown => "account types not documented".to_owned(),
        Accounts::Only(only) => {
            let named = only.iter().filter_map(|(id, admission)| match admission {
                Admission::Yes => Some(title(id)),
                Admission::OnApplication => Some(format!("{} (on application)", title(id))),
                Admission::No => None,
            });
            let named = named.collect::<Vec<_>>().join(", ");
            if named.is_empty() { "no account type".to_owned() } else { named }
        }
    };
    let third_party = match &access.third_party {
        ThirdParty::No => "not third-party platforms".to_owned(),
        ThirdParty::Unknown => "third-party platforms not documented".to_owned(),
        ThirdParty::PermissionSets(sets) => {
            let named = sets.iter().map(|set| permission_set(model, set.value));
            format!(
                "third-party platforms with permission set {}",
                named.collect::<Vec<_>>().join(" or ")
            )
        }
    };
    let cloud = match access.cloud_call {
        Known::Yes => "available as a cloud call",
        Known::No => "not available as a cloud call",
        Known::Unknown => "cloud calls are not documented",
    };
    let tokens: Vec<String> = access.tokens.iter().map(|id| format!("`{}`", id.value)).collect();
    let token = if tokens.is_empty() { "none".to_owned() } else { tokens.join(" or ") };
    vec![
        format!("- **Callers:** {accounts}; {third_party}. Server side only; {cloud}."),
        format!("- **Token:** {token}."),
    ]
}

fn permission_set(model: &Model, number: u32) -> String {
    let set = model.api.permission_sets.iter().find(|set| set.number.value == number);
    match set {
        Some(set) if !set.title.is_empty() => format!("{number} ({})", docs::inline(&set.title)),
        _ => number.to_string(),
    }
}

/// A kind of account that may call, for an example; `None` where any or none may.
pub(in crate::emit) fn some_kind(endpoint: &Endpoint) -> Option<String> {
    match &endpoint.access.accounts {
        Accounts::Only(only) => {
            let mut admitted =
                only.iter().rev().filter(|(_, admission)| *admission != Admission::No);
            admitted.next().map(|(id, _)| camel_case(id))
        }
        Accounts::All | Accounts::Unknown => None,
    }
}
