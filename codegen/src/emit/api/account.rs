//! `account.rs`: the kinds of account, as types and as a value.

use proc_macro2::Literal;
use quote::quote;
use weixin_spec::Model;

use crate::emit::{RustFile, docs};
use crate::lower::ident;
use weixin_spec::names::camel_case;

pub(in crate::emit) fn file(model: &Model) -> RustFile {
    let accounts = &model.api.accounts;
    let names: Vec<_> = accounts.iter().map(|account| ident(&camel_case(&account.id))).collect();
    let ids: Vec<_> = accounts.iter().map(|account| Literal::string(&account.id)).collect();
    let titles: Vec<_> = accounts.iter().map(|account| Literal::string(&account.title)).collect();
    let docs: Vec<_> = accounts
        .iter()
        .map(|account| {
            let title = docs::inline(&account.title);
            let mut lines = vec![match account.vendor.as_str() {
                "" => docs::sentence(&title),
                vendor => docs::sentence(&format!("{title} ({})", docs::inline(vendor))),
            }];
            lines.push(String::new());
            lines.extend(docs::text(&docs::sentence(&account.about)));
            docs::attributes(&lines)
        })
        .collect();
    let items = quote! {
        /// A kind of account as a value, for programs that learn it at run time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Account {
            #(
                #docs
                #names,
            )*
        }

        impl Account {
            /// Every kind.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            /// Its id in the spec.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    #(Self::#names => #ids,)*
                }
            }

            /// Its English name.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self {
                    #(Self::#names => #titles,)*
                }
            }
        }

        #(
            #docs
            #[derive(Debug)]
            pub enum #names {}

            impl rt::AccountKind for #names {
                const ID: Option<&'static str> = Some(#ids);
                const NAME: &'static str = #titles;
            }
        )*
    };
    RustFile {
        path: "account.rs".to_owned(),
        head: vec![
            "Kinds of account: a client's type says which one it is, so that a call that is not open".to_owned(),
            "to it doesn't compile.".to_owned(),
        ],
        items,
        ..RustFile::default()
    }
}
