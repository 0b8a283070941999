//! `settings.rs`: what holds for the whole API.

use proc_macro2::Literal;
use quote::quote;
use weixin_spec::Model;

use crate::emit::RustFile;
use crate::emit::types::request::integer;

pub(in crate::emit) fn file(model: &Model) -> RustFile {
    let api = &model.api;
    let host = Literal::string(&api.hosts.main);
    let alternates = api.hosts.alternates.iter().map(|host| Literal::string(host));
    let code = Literal::string(&api.envelope.code);
    let message = Literal::string(&api.envelope.message);
    let success = integer(api.envelope.success);
    let tokens = api.tokens.iter().map(|token| Literal::string(&token.id));
    let sets = api.permission_sets.iter().map(|set| {
        let number = Literal::u32_unsuffixed(set.number.value);
        let title = Literal::string(&set.title);
        quote!((#number, #title))
    });
    let items = quote! {
        /// Hosts, envelope, tokens and permission sets.
        pub const SETTINGS: rt::ApiSettings = rt::ApiSettings {
            host: #host,
            alternates: &[#(#alternates),*],
            envelope: rt::EnvelopeKeys { code: #code, message: #message, success: #success },
            tokens: &[#(#tokens),*],
            permission_sets: &[#(#sets),*],
        };
    };
    let head = vec![match api.title.as_str() {
        "" => "What holds for every call.".to_owned(),
        title => format!("What holds for every call of the {}.", crate::emit::docs::inline(title)),
    }];
    RustFile { path: "settings.rs".to_owned(), head, items, ..RustFile::default() }
}
