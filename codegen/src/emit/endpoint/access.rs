//! Who may call, as a trait that only those kinds of account implement.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use weixin_spec::{Accounts, Admission, Endpoint, Known, Model, ThirdParty};

use crate::emit::docs;
use crate::lower::EndpointModule;
use weixin_spec::names::camel_case;

/// The trait and its implementations.
pub(in crate::emit) fn caller(module: &EndpointModule<'_>) -> TokenStream {
    let endpoint = module.endpoint;
    let caller = format_ident!("{}Caller", module.name);
    let request = format_ident!("{}", module.request.name);
    let kinds: Option<Vec<String>> = match &endpoint.access.accounts {
        Accounts::All | Accounts::Unknown => None,
        Accounts::Only(only) => {
            let admitted = only.iter().filter(|(_, admission)| *admission != Admission::No);
            Some(admitted.map(|(id, _)| camel_case(id)).collect())
        }
    };
    let docs =
        docs::attributes(&[format!("The kinds of account that may call `{}`.", endpoint.id.value)]);
    let (diagnostic, implementations) = match &kinds {
        None => (None, quote!(impl<K: rt::AccountKind> #caller for K {})),
        Some(kinds) => {
            let names = kinds.iter().map(|kind| format_ident!("{kind}"));
            let message = format!("`{{Self}}` may not call `{}`", endpoint.id.value);
            let note = match kinds.as_slice() {
                [] => "it is open to no kind of account".to_owned(),
                kinds => format!("it is open to {}", kinds.join(", ")),
            };
            let (message, note) = (Literal::string(&message), Literal::string(&note));
            let implementations = quote! {
                #(impl #caller for account::#names {})*
                impl #caller for rt::AnyAccount {}
            };
            let diagnostic = quote! {
                #[diagnostic::on_unimplemented(message = #message, note = #note)]
            };
            (Some(diagnostic), implementations)
        }
    };
    quote! {
        #docs
        #diagnostic
        pub trait #caller: rt::AccountKind {}
        #implementations
        impl<K: #caller> rt::OpenTo<K> for #request {}
    }
}

/// Who may call, in words.
pub(in crate::emit) fn words(model: &Model, endpoint: &Endpoint) -> Vec<String> {
    let access = &endpoint.access;
    let title = |id: &str| {
        let account = model.api.accounts.iter().find(|account| account.id.value == id);
        docs::inline(account.map_or(id, |account| &account.title))
    };
    let accounts = match &access.accounts {
        Accounts::All => "every kind of account".to_owned(),
        Accounts::Unknown => "not documented".to_owned(),
        Accounts::Only(only) => {
            let named = only.iter().filter_map(|(id, admission)| match admission {
                Admission::Yes => Some(title(id)),
                Admission::OnApplication => Some(format!("{} (on application)", title(id))),
                Admission::No => None,
            });
            let named = named.collect::<Vec<_>>().join(", ");
            if named.is_empty() { "no kind of account".to_owned() } else { named }
        }
    };
    let third_party = match &access.third_party {
        ThirdParty::No => "third-party platforms may not call for a merchant".to_owned(),
        ThirdParty::Unknown => "for third-party platforms not documented".to_owned(),
        ThirdParty::PermissionSets(sets) => {
            let named = sets.iter().map(|set| permission_set(model, set.value));
            format!(
                "third-party platforms with permission set {}",
                named.collect::<Vec<_>>().join(" or ")
            )
        }
    };
    let cloud = match access.cloud_call {
        Known::Yes => "; cloud call: yes",
        Known::No | Known::Unknown => "",
    };
    let tokens: Vec<String> = access.tokens.iter().map(|id| format!("`{}`", id.value)).collect();
    let token = if tokens.is_empty() { "none".to_owned() } else { tokens.join(" or ") };
    vec![
        format!("- **Who may call:** {accounts}; {third_party}{cloud}."),
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
