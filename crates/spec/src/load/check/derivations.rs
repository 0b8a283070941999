//! Checks derived fields: they are in responses, and taken from a URL in the same object.

use crate::{Model, Serves, Type};

use super::each_list;
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(model: &Model, out: &mut Diagnostics) {
    each_list(model, |place, _, fields| {
        for field in fields {
            let Some(from) = &field.from else { continue };
            let mut refuse = |span, message: String, help: &str| {
                let diagnostic = Diagnostic::new(Code::BadDerivation, span, message);
                out.push(diagnostic.help(help));
            };
            if place.serves() == Serves::Request {
                let message = format!("`{}` is derived, but is in a request", field.name.value);
                refuse(field.name.span, message, "use `from` in responses only");
            }
            if field.ty.value != Type::String {
                let message =
                    format!("`{}` is part of a URL, so it must be a string", field.name.value);
                refuse(field.ty.span, message, "remove `type`");
            }
            let source = fields.iter().find(|other| other.name == from.of);
            match source {
                Some(source) if source.from.is_none() && !source.secret && is_url(&source.ty) => {}
                _ => {
                    let message = format!("`{}` is not a URL in the same object", from.of.value);
                    refuse(from.of.span, message, "name a field of type `url` or `string`");
                }
            }
        }
    });
}

fn is_url(ty: &Type) -> bool {
    matches!(ty, Type::Url | Type::String)
}
