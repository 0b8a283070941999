//! The constant that describes a call to the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{
    Accounts, Admission, Endpoint, Field, Idempotency, Method, Model, ThirdParty, Type,
};

use crate::emit::api::own_codes;
use crate::emit::types::request::integer;

/// `rt::Description { … }`.
pub(super) fn literal(model: &Model, endpoint: &Endpoint) -> TokenStream {
    let id = Literal::string(&endpoint.id);
    let method = match endpoint.method {
        Method::Get => quote!(rt::Method::Get),
        Method::Post => quote!(rt::Method::Post),
    };
    let path = Literal::string(&endpoint.path);
    // Names and values are of unreserved characters only, so they are their own encoding.
    let pairs = endpoint.fixed_query.iter().map(|(name, value)| format!("{name}={value}"));
    let fixed_query = Literal::string(&pairs.collect::<Vec<_>>().join("&"));
    let token = token(model, endpoint);
    let accounts = accounts(&endpoint.access.accounts);
    let third_party = third_party(&endpoint.access.third_party);
    let idempotency = idempotency(&endpoint.idempotency);
    let errors = endpoint.errors.iter().filter_map(|error| {
        let code = integer(error.code.value);
        let meaning = Literal::string(error.own_meaning().unwrap_or_default());
        let remedy = Literal::string(error.own_remedy().unwrap_or_default());
        let class = optional(error.class.as_ref().map(|class| class.value.as_str()));
        error.has_own().then(|| quote!(rt::ErrorWords { code: #code, class: #class, meaning: #meaning, remedy: #remedy }))
    });
    let general = own_codes::words(model);
    let secret_reply = has_secret(model, endpoint.response.fields());
    let download = download(endpoint);
    let page = optional(endpoint.vendor.page.as_ref().map(|page| page.value.as_str()));
    quote! {
        rt::Description {
            id: #id,
            method: #method,
            path: #path,
            fixed_query: #fixed_query,
            token: #token,
            access: rt::Access { accounts: #accounts, third_party: #third_party },
            idempotency: #idempotency,
            errors: &[#(#errors),*],
            general_errors: #general,
            secret_reply: #secret_reply,
            download: #download,
            page: #page,
        }
    }
}

/// How many bytes of a file are read at most, where the reply is one.
fn download(endpoint: &Endpoint) -> TokenStream {
    let file = endpoint.response.whole().filter(|_| endpoint.response.is_file());
    let limit = file.and_then(|file| file.limits.bytes.as_ref()?.max);
    match limit {
        Some(limit) => {
            let limit = integer(limit);
            quote!(Some(#limit))
        }
        None => quote!(None),
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => {
            let text = Literal::string(text);
            quote!(Some(#text))
        }
        None => quote!(None),
    }
}

fn token(model: &Model, endpoint: &Endpoint) -> TokenStream {
    let ids = &endpoint.access.tokens;
    let of = |id: &str| model.api.tokens.iter().find(|token| token.id.value == id);
    match ids.first().and_then(|id| of(id)) {
        Some(token) => {
            let query = Literal::string(&token.query);
            let kinds = ids.iter().map(|id| Literal::string(id));
            quote!(Some(rt::TokenParameter { query: #query, kinds: &[#(#kinds),*] }))
        }
        None => quote!(None),
    }
}

fn accounts(accounts: &Accounts) -> TokenStream {
    match accounts {
        Accounts::All => quote!(rt::Accounts::All),
        Accounts::Unknown => quote!(rt::Accounts::Unknown),
        Accounts::Only(only) => {
            let admitted = only.iter().filter(|(_, admission)| *admission != Admission::No);
            let ids = admitted.map(|(id, _)| Literal::string(id));
            quote!(rt::Accounts::Only(&[#(#ids),*]))
        }
    }
}

fn third_party(third_party: &ThirdParty) -> TokenStream {
    match third_party {
        ThirdParty::No => quote!(rt::ThirdParty::No),
        ThirdParty::Unknown => quote!(rt::ThirdParty::Unknown),
        ThirdParty::PermissionSets(sets) => {
            let numbers = sets.iter().map(|set| Literal::u32_unsuffixed(set.value));
            quote!(rt::ThirdParty::PermissionSets(&[#(#numbers),*]))
        }
    }
}

fn idempotency(idempotency: &Idempotency) -> TokenStream {
    match idempotency {
        Idempotency::ReadOnly => quote!(rt::Idempotency::ReadOnly),
        Idempotency::Idempotent => quote!(rt::Idempotency::Idempotent),
        Idempotency::NotIdempotent | Idempotency::Unjudged => {
            quote!(rt::Idempotency::NotIdempotent)
        }
        Idempotency::Keyed(keys) => {
            let keys = keys.iter().map(|key| Literal::string(key));
            quote!(rt::Idempotency::Keyed(&[#(#keys),*]))
        }
    }
}

/// Whether any of the fields, at any depth, is secret.
pub(super) fn has_secret(model: &Model, fields: &[Field]) -> bool {
    fields.iter().any(|field| {
        let within = match field.ty.innermost() {
            Type::Object(object) => has_secret(model, &object.fields),
            Type::Named(name) => match model.named_type(name).map(|ty| &ty.shape) {
                Some(weixin_spec::Shape::Object(object)) => has_secret(model, &object.fields),
                _ => false,
            },
            _ => false,
        };
        field.secret || within
    })
}
