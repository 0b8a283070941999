//! `error_code.rs`: the error codes of the whole API and their classes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use weixin_spec::{Action, ErrorCode, Model};

use crate::emit::types::request::integer;
use crate::emit::{RustFile, docs};
use crate::lower::ident;
use weixin_spec::names::camel_case;

pub(in crate::emit) fn file(model: &Model) -> RustFile {
    let codes = codes(&model.errors);
    let classes = classes(model);
    RustFile {
        imports: Vec::new(),
        path: "error_code.rs".to_owned(),
        head: vec!["Error codes: what each means, and what to do about it.".to_owned()],
        items: quote!(#codes #classes),
    }
}

fn codes(errors: &[ErrorCode]) -> TokenStream {
    let variants: Vec<Ident> = errors.iter().map(|error| ident(&error.name)).collect();
    let numbers: Vec<_> = errors.iter().map(|error| integer(error.code.value)).collect();
    let docs = errors.iter().map(variant_docs);
    let names = errors.iter().map(|error| Literal::string(&error.name));
    let of_class = errors.iter().map(|error| ident(&camel_case(&error.class)));
    let meanings = errors.iter().map(|error| Literal::string(&error.meaning));
    let remedies = errors.iter().map(|error| Literal::string(&error.remedy));
    quote! {
        /// An error code.
        ///
        /// A code that is not known here is kept: match with a wildcard arm, and read it with
        /// [`value`](Self::value). What an endpoint's own page says about a code stands in the
        /// error of the call, not here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            #(
                #docs
                #variants,
            )*
            #[doc(hidden)]
            __Unknown(rt::Unknown<i64>),
        }

        impl ErrorCode {
            /// Every code that is known here, by number.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The number on the wire.
            #[must_use]
            pub fn value(self) -> i64 {
                match self {
                    #(Self::#variants => #numbers,)*
                    Self::__Unknown(value) => *value.get(),
                }
            }

            /// Its name here, where it is known.
            #[must_use]
            pub fn name(self) -> Option<&'static str> {
                match self {
                    #(Self::#variants => Some(#names),)*
                    Self::__Unknown(_) => None,
                }
            }

            /// What kind of error it is.
            #[must_use]
            pub fn class(self) -> ErrorClass {
                match self {
                    #(Self::#variants => ErrorClass::#of_class,)*
                    Self::__Unknown(_) => ErrorClass::Unclassified,
                }
            }

            /// What it means; empty for a code that is not known here.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    #(Self::#variants => #meanings,)*
                    Self::__Unknown(_) => "",
                }
            }

            /// What to do about it; empty for a code that is not known here.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self {
                    #(Self::#variants => #remedies,)*
                    Self::__Unknown(_) => "",
                }
            }
        }

        impl From<i64> for ErrorCode {
            fn from(value: i64) -> Self {
                match value {
                    #(#numbers => Self::#variants,)*
                    other => Self::__Unknown(rt::Unknown::new(other)),
                }
            }
        }
    }
}

/// What a code means, what to do about it, and how it looks on the wire.
pub(in crate::emit) fn variant_docs(error: &ErrorCode) -> TokenStream {
    let mut lines = docs::text(&docs::sentence(&error.meaning));
    match lines.first_mut() {
        Some(first) => *first = format!("`{}`: {first}", error.code.value),
        None => lines.push(format!("`{}`.", error.code.value)),
    }
    let remedy = docs::text(&docs::sentence(&error.remedy));
    if !remedy.is_empty() {
        lines.push(String::new());
        lines.extend(remedy);
    }
    if let Some(text) = &error.text {
        lines.push(String::new());
        lines.push(format!("On the wire: {}", docs::inline(text)));
    }
    docs::attributes(&lines)
}

fn classes(model: &Model) -> TokenStream {
    let classes = &model.api.error_classes;
    let variants: Vec<Ident> = classes.iter().map(|class| ident(&camel_case(&class.id))).collect();
    let ids: Vec<_> = classes.iter().map(|class| Literal::string(&class.id)).collect();
    let docs =
        classes.iter().map(|class| docs::attributes(&docs::text(&docs::sentence(&class.about))));
    let abouts = classes.iter().map(|class| Literal::string(&class.about));
    let actions = classes.iter().map(|class| match class.action {
        Action::Stop => quote!(rt::Action::Stop),
        Action::Retry => quote!(rt::Action::Retry),
        Action::RefreshToken => quote!(rt::Action::RefreshToken),
        Action::Wait => quote!(rt::Action::Wait),
    });
    quote! {
        /// What kind of error a code is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorClass {
            #(
                #docs
                #variants,
            )*
            /// A code that nobody has judged: it is not sent again.
            Unclassified,
        }

        impl ErrorClass {
            /// Its id in the spec.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    #(Self::#variants => #ids,)*
                    Self::Unclassified => "unclassified",
                }
            }

            /// The class with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                match id {
                    #(#ids => Some(Self::#variants),)*
                    _ => None,
                }
            }

            /// What such an error means.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    #(Self::#variants => #abouts,)*
                    Self::Unclassified => "",
                }
            }

            /// What a client may do about it.
            #[must_use]
            pub fn action(self) -> rt::Action {
                match self {
                    #(Self::#variants => #actions,)*
                    Self::Unclassified => rt::Action::Stop,
                }
            }
        }
    }
}
