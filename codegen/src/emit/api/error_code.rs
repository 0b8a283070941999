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
        path: "error_code.rs".to_owned(),
        head: vec!["Error codes: what each means, and what to do about it.".to_owned()],
        items: quote!(#codes #classes),
        ..RustFile::default()
    }
}

fn codes(errors: &[ErrorCode]) -> TokenStream {
    let rows = errors.iter().map(row);
    let docs = docs::attributes(&[
        "An error code.".to_owned(),
        String::new(),
        "A code that this crate doesn't know is kept: match with a wildcard arm, and read the number with \
         [`value`](Self::value). What an endpoint says about a code is in the error of the call."
            .to_owned(),
    ]);
    quote! {
        rt::error_codes! {
            #docs
            pub enum ErrorCode;

            #(#rows)*
        }
    }
}

/// An entry of `error_codes!`.
pub(in crate::emit) fn row(error: &ErrorCode) -> TokenStream {
    let code = integer(error.code.value);
    let alias = Literal::string(&error.code.value.to_string());
    let (variant, class) = (ident(&error.name), ident(&camel_case(&error.class)));
    let (meaning, remedy) = (Literal::string(&error.meaning), Literal::string(&error.remedy));
    let text = error.text.as_ref().map(|text| {
        let text = Literal::string(text);
        quote!(text: #text,)
    });
    let doc = escaped(error).map(|doc| {
        let doc = Literal::string(&doc);
        quote!(doc: #doc,)
    });
    quote!(#code #alias #variant #class { #text meaning: #meaning, remedy: #remedy, #doc })
}

/// The documentation of a code whose texts can't be documentation as they are.
fn escaped(error: &ErrorCode) -> Option<String> {
    let own = [&error.meaning, &error.remedy];
    let plain = own.iter().all(|text| docs::text(text) == [text.as_str()])
        && error.text.as_ref().is_none_or(|text| !text.contains(['`', '\n', '\r']));
    if plain {
        return None;
    }
    let mut paragraphs =
        vec![format!("`{}`: {}", error.code.value, docs::text(&error.meaning).join("\n"))];
    paragraphs.push(docs::text(&error.remedy).join("\n"));
    paragraphs.extend(error.text.as_ref().map(|text| format!("Message: {}", docs::inline(text))));
    Some(paragraphs.join("\n\n"))
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
            /// A code without a class: it is not retried.
            Unclassified,
        }

        impl ErrorClass {
            /// Its id in the spec.
            #[must_use]
            pub const fn id(self) -> &'static str {
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
