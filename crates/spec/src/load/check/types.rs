//! Checks that shared types are defined, and used only in the messages that they are for.

use std::collections::HashSet;

use crate::{Model, Serves, Spanned, Type};

use super::{Place, each_list};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(model: &Model, unread: &[String], out: &mut Diagnostics) {
    let known: HashSet<&str> = model.types.iter().map(|ty| ty.name.value.as_str()).collect();
    let words = ["string", "integer", "number", "boolean", "object", "enum"];
    let mut candidates: Vec<&str> = known.iter().copied().chain(words).collect();
    candidates.sort_unstable();
    each_list(model, |place, _, fields| {
        for field in fields {
            let Type::Named(name) = field.ty.innermost() else {
                continue;
            };
            if !known.contains(name.value.as_str()) && !unread.contains(&name.value) {
                let message = format!("there is no type `{}`", name.value);
                let diagnostic = Diagnostic::new(Code::UnknownType, name.span, message)
                    .help("shared types are the files of types/, in UpperCamelCase");
                out.push(diagnostic.nearest(name, candidates.iter().copied()));
            }
            side(model, place, name, out);
        }
    });
}

/// Checks that a type is used only in messages that it is for.
fn side(model: &Model, place: Place, name: &Spanned<String>, out: &mut Diagnostics) {
    let Some((ty, serves)) = model.named_type(name).and_then(|ty| Some((ty, ty.serves?))) else {
        return;
    };
    let (wrong, other) = match place.serves() {
        Serves::Request => (!serves.requests(), "a request"),
        Serves::Response => (!serves.responses(), "a response"),
        Serves::Both => (serves != Serves::Both, "a type for requests and responses"),
    };
    if wrong {
        let own = if serves == Serves::Request { "requests" } else { "responses" };
        let message = format!("`{}` is for {own}, but is used in {other}", name.value);
        let help = "requests and responses require different fields: write a type for each, or \
                    `for: both` if they require the same";
        let diagnostic = Diagnostic::new(Code::WrongSide, name.span, message);
        out.push(diagnostic.and(ty.name.span, "defined here").help(help));
    }
}
