//! Checks that secrets in examples are placeholders, so that no working secret is published.

use crate::{Field, Json, JsonKind, Model, Shape, Span, Spanned, Type};

use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};

/// Checks the secret fields of an object, at every depth.
pub(super) fn check(model: &Model, fields: &[Field], object: &Json, out: &mut Diagnostics) {
    for (name, value) in object.entries().unwrap_or_default() {
        let called = |field: &&Field| field.name == *name || field.aliases.contains(name);
        let Some(field) = fields.iter().find(called) else {
            continue;
        };
        if field.secret && value.as_str().is_some_and(looks_real) {
            out.push(real_secret(name, value.span));
        }
        within(model, &field.ty, value, out);
    }
}

fn within(model: &Model, ty: &Type, value: &Json, out: &mut Diagnostics) {
    match (ty, &value.kind) {
        (Type::List(item), JsonKind::List(values)) => {
            values.iter().for_each(|value| within(model, item, value, out));
        }
        (Type::Map(item), JsonKind::Object(entries)) => {
            entries.iter().for_each(|(_, value)| within(model, item, value, out));
        }
        (Type::Object(object), _) => check(model, &object.fields, value, out),
        (Type::Named(name), _) => {
            if let Some(Shape::Object(object)) = model.named_type(name).map(|ty| &ty.shape) {
                check(model, &object.fields, value, out);
            }
        }
        _ => {}
    }
}

pub(super) fn real_secret(name: &Spanned<String>, span: Span) -> Diagnostic {
    let message = format!("the secret `{}` looks real", name.value);
    let help = "write a placeholder such as APP_SECRET, or add `published: yes` to the example if its \
                secrets are samples on the vendor's public page";
    Diagnostic::new(Code::RealSecret, span, message).help(help)
}

/// Whether a text is long and mixes letters and digits, as keys do, unlike words and repetitions.
pub(super) fn looks_real(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let mut distinct: Vec<char> = text.chars().collect();
    distinct.sort_unstable();
    distinct.dedup();
    text.len() >= 20 && digits >= 3 && letters >= 3 && distinct.len() >= 10
}
