//! Shared types that somebody defines.

use std::collections::HashSet;

use crate::{Catalog, Type};

use super::each_list;
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(catalog: &Catalog, unread: &[String], out: &mut Diagnostics) {
    let known: HashSet<&str> = catalog.types.iter().map(|ty| ty.name.value.as_str()).collect();
    let words = ["string", "integer", "number", "boolean", "object", "enum"];
    let mut candidates: Vec<&str> = known.iter().copied().chain(words).collect();
    candidates.sort_unstable();
    each_list(catalog, |_, _, fields| {
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
        }
    });
}
