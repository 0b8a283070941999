//! The constant that describes a call to the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{
    Accounts, Admission, Endpoint, Field, Idempotency, Method, Model, ThirdParty, Type,
};

use crate::emit::api::own_codes;
use crate::emit::types::request::integer;

/// `rt::Description::post(…)`, with what differs from its defaults.
pub(super) fn expression(model: &Model, endpoint: &Endpoint) -> TokenStream {
    let (id, path) = (Literal::string(&endpoint.id), Literal::string(&endpoint.path));
    let new = match endpoint.method {
        Method::Get => quote!(get),
        Method::Post => quote!(post),
    };
    let setters = [
        fixed_query(endpoint),
        token(model, endpoint),
        access(endpoint),
        idempotency(&endpoint.idempotency),
        errors(endpoint),
        own_codes::details(model).map(|details| quote!(general_errors(#details))),
        has_secret(model, endpoint.response.fields()).then(|| quote!(secret_response())),
        download(endpoint),
        endpoint.vendor.page.as_ref().map(|page| {
            let url = Literal::string(&page.value);
            quote!(page(#url))
        }),
    ];
    let setters = setters.into_iter().flatten();
    quote!(&rt::Description::#new(#id, #path) #(.#setters)*)
}

/// Names and values are of unreserved characters only, so they are their own encoding.
fn fixed_query(endpoint: &Endpoint) -> Option<TokenStream> {
    let pairs = endpoint.fixed_query.iter().map(|(name, value)| format!("{name}={value}"));
    let query = pairs.collect::<Vec<_>>().join("&");
    let literal = Literal::string(&query);
    (!query.is_empty()).then(|| quote!(fixed_query(#literal)))
}

fn token(model: &Model, endpoint: &Endpoint) -> Option<TokenStream> {
    let ids = &endpoint.access.tokens;
    let first = ids.first()?;
    let token = model.api.tokens.iter().find(|token| token.id.value == first.value)?;
    let query = Literal::string(&token.query);
    let kinds = ids.iter().map(|id| Literal::string(id));
    Some(quote!(token(#query, &[#(#kinds),*])))
}

fn access(endpoint: &Endpoint) -> Option<TokenStream> {
    let third_party = match &endpoint.access.third_party {
        ThirdParty::Unknown => None,
        ThirdParty::No => Some(quote!(.no_third_party())),
        ThirdParty::PermissionSets(sets) => {
            let numbers = sets.iter().map(|set| Literal::u32_unsuffixed(set.value));
            Some(quote!(.permission_sets(&[#(#numbers),*])))
        }
    };
    let accounts = match &endpoint.access.accounts {
        Accounts::Unknown if third_party.is_none() => return None,
        Accounts::Unknown => quote!(undocumented()),
        Accounts::All => quote!(all_accounts()),
        Accounts::Only(only) => {
            let admitted = only.iter().filter(|(_, admission)| *admission != Admission::No);
            let ids = admitted.map(|(id, _)| Literal::string(id));
            quote!(accounts(&[#(#ids),*]))
        }
    };
    Some(quote!(access(rt::Access::#accounts #third_party)))
}

fn idempotency(idempotency: &Idempotency) -> Option<TokenStream> {
    let class = match idempotency {
        Idempotency::ReadOnly => quote!(ReadOnly),
        Idempotency::Idempotent => quote!(Idempotent),
        Idempotency::NotIdempotent | Idempotency::Unjudged => return None,
        Idempotency::Keyed(keys) => {
            let keys = keys.iter().map(|key| Literal::string(key));
            quote!(Keyed(&[#(#keys),*]))
        }
    };
    Some(quote!(idempotency(rt::Idempotency::#class)))
}

/// What the endpoint says about codes, as far as it isn't what they mean in general.
fn errors(endpoint: &Endpoint) -> Option<TokenStream> {
    let own = endpoint.errors.iter().filter(|error| error.has_own());
    let details: Vec<TokenStream> = own
        .map(|error| {
            let code = integer(error.code.value);
            let class = error.class.as_ref().map(|class| class.value.as_str());
            let texts = [
                (quote!(class), class),
                (quote!(meaning), error.own_meaning()),
                (quote!(remedy), error.own_remedy()),
            ];
            let setters = texts.into_iter().filter_map(|(setter, text)| {
                let text = Literal::string(text.filter(|text| !text.is_empty())?);
                Some(quote!(.#setter(#text)))
            });
            quote!(rt::ErrorDetails::new(#code) #(#setters)*)
        })
        .collect();
    (!details.is_empty()).then(|| quote!(errors(&[#(#details),*])))
}

/// The maximum size of a file, if the response is one.
fn download(endpoint: &Endpoint) -> Option<TokenStream> {
    let file = endpoint.response.whole().filter(|_| endpoint.response.is_file())?;
    let limit = integer(file.limits.bytes.as_ref()?.max?);
    Some(quote!(download(#limit)))
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
