//! Derived fields: in replies only, out of an address that is there.

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
                let message = format!("`{}` is derived, but stands in a request", field.name.value);
                refuse(field.name.span, message, "`from` is for replies");
            }
            if field.ty.value != Type::String {
                let message =
                    format!("`{}` is cut out of an address: it is text", field.name.value);
                refuse(field.ty.span, message, "leave `type` out");
            }
            let source = fields.iter().find(|other| other.name == from.of);
            match source {
                Some(source)
                    if source.from.is_none() && !source.secret && is_address(&source.ty) => {}
                _ => {
                    let message = format!("`{}` is no address beside this field", from.of.value);
                    refuse(from.of.span, message, "name a field of type `url` or `string`");
                }
            }
        }
    });
}

fn is_address(ty: &Type) -> bool {
    matches!(ty, Type::Url | Type::String)
}
