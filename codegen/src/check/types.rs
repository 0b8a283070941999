//! Shared types: known, and finite.

use std::collections::HashSet;

use weixin_catalog::{Catalog, Field, Object, Shape, Spanned, Type};

use super::each_list;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(catalog: &Catalog, unread: &[String], out: &mut Diagnostics) {
    let known: HashSet<&str> = catalog.types.iter().map(|ty| ty.name.value.as_str()).collect();
    each_list(catalog, |_, _, fields| {
        for field in fields {
            let Type::Named(name) = field.ty.innermost() else {
                continue;
            };
            if !known.contains(name.value.as_str()) && !unread.contains(&name.value) {
                let message = format!("there is no type `{}`", name.value);
                let words = ["string", "integer", "number", "boolean", "object", "enum"];
                let candidates = known.iter().copied().chain(words);
                let mut candidates: Vec<&str> = candidates.collect();
                candidates.sort_unstable();
                let diagnostic = Diagnostic::new(Code::UnknownType, name.span, message)
                    .help("shared types are the files of types/, in UpperCamelCase");
                out.push(diagnostic.nearest(name, candidates));
            }
        }
    });
    cycles(catalog, out);
}

/// A type that holds itself, if only in a list: nothing in a vendor's docs is like that, and a
/// struct could not be.
fn cycles(catalog: &Catalog, out: &mut Diagnostics) {
    let mut done = HashSet::new();
    for ty in &catalog.types {
        let mut path = Vec::new();
        visit(catalog, &ty.name, &mut path, &mut done, out);
    }
}

fn visit<'a>(
    catalog: &'a Catalog,
    name: &'a Spanned<String>,
    path: &mut Vec<&'a str>,
    done: &mut HashSet<&'a str>,
    out: &mut Diagnostics,
) {
    if let Some(start) = path.iter().position(|seen| *seen == name.value) {
        let mut names = path[start..].to_vec();
        names.push(&name.value);
        let message = format!("a type contains itself: {}", names.join(" → "));
        let help = "use `json` for values of any shape";
        out.push(Diagnostic::new(Code::TypeCycle, name.span, message).help(help));
        return;
    }
    if done.contains(name.value.as_str()) {
        return;
    }
    let Some(ty) = catalog.named_type(name) else {
        return;
    };
    path.push(&ty.name.value);
    if let Shape::Object(Object { fields }) = &ty.shape {
        for name in references(fields) {
            visit(catalog, name, path, done, out);
        }
    }
    path.pop();
    done.insert(&ty.name.value);
}

fn references(fields: &[Field]) -> Vec<&Spanned<String>> {
    let mut names = Vec::new();
    for field in fields {
        match field.ty.innermost() {
            Type::Named(name) => names.push(name),
            Type::Object(object) => names.extend(references(&object.fields)),
            _ => {}
        }
    }
    names
}
