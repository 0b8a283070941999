//! How a request is turned into the bytes of its body.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use weixin_spec::{Body, Endpoint, Field, Type};

use crate::lower::ident;
use weixin_spec::names::field_name;

/// The method of a request that encodes its body, where it has one.
pub(super) fn method(endpoint: &Endpoint) -> Option<TokenStream> {
    let body = match &endpoint.body {
        Body::None => return None,
        Body::Json(fields) if fields.is_empty() => quote!(Ok(rt::Body::EMPTY_OBJECT)),
        Body::Json(_) | Body::Whole(_) => quote!(rt::Body::json(self)),
        Body::Form(fields) => form(fields),
    };
    Some(quote! {
        fn body(&self) -> Result<rt::Body, rt::EncodeError> {
            #body
        }
    })
}

/// The parts of a form in the order of the spec; an absent one adds nothing.
fn form(fields: &[Field]) -> TokenStream {
    let parts = fields.iter().map(|field| {
        let wire = Literal::string(&field.name);
        if let Some(fixed) = &field.fixed {
            let text = fixed.as_str().map_or_else(|| fixed.to_string(), str::to_owned);
            let text = Literal::string(&text);
            return quote!(form.text(#wire, #text)?;);
        }
        let name = ident(&field_name(field));
        let Type::File(part) = &field.ty.value else {
            return quote!(form.text(#wire, &self.#name)?;);
        };
        let text = |text: &Option<weixin_spec::Spanned<String>>| {
            Literal::string(text.as_ref().map(|text| text.value.as_str()).unwrap_or_default())
        };
        let (file_name, content_type) = (text(&part.name), text(&part.content_type));
        if field.is_optional() {
            quote! {
                if let Some(file) = &self.#name {
                    form.file(#wire, file, #file_name, #content_type)?;
                }
            }
        } else {
            quote!(form.file(#wire, &self.#name, #file_name, #content_type)?;)
        }
    });
    quote! {
        let mut form = rt::Form::new();
        #(#parts)*
        Ok(form.into())
    }
}
