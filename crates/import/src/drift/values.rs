//! Known values of fields, one by one.

use crate::{Page, VendorType};
use weixin_spec::{EnumValues, Field, JsonKind, Model, Span, Type};

use super::excuse::Kind;
use super::{Difference, kind};
use crate::quirks::has_word;

pub(super) fn compare(
    at: &str,
    page: &Page,
    row: &crate::Field,
    model: &Model,
    spec: &Field,
    out: &mut Vec<Difference>,
) {
    let ty = spec.ty.innermost();
    match kind::values(model, ty) {
        Some(values) => known(at, page, row, values, out),
        None => grown(at, row, model, spec, out),
    }
}

/// The values of an enum. Pages that list none may name them in prose.
fn known(
    at: &str,
    page: &Page,
    row: &crate::Field,
    values: &EnumValues,
    out: &mut Vec<Difference>,
) {
    let texts: Vec<(String, Span)> = values
        .variants
        .iter()
        .map(|variant| (variant.value.value.to_string(), variant.value.span))
        .collect();
    for value in &row.values {
        if !texts.iter().any(|(text, _)| *text == value.value) {
            out.push(added(at, value));
        }
    }
    let prose = [&row.about, &page.prose, &page.notes];
    for (text, span) in texts {
        let listed = row.values.iter().any(|value| value.value == text);
        let said = row.values.is_empty() && prose.iter().any(|prose| has_word(prose, &text));
        if !listed && !said {
            let kind = Kind::Value { field: at.to_owned(), value: text.clone() };
            let at = format!("{at}.{text}");
            let spec = Some("a value".to_owned());
            out.push(Difference::new(kind, at, None, spec).at_span(span));
        }
    }
}

/// The values that a page lists of what the spec has no enum for. A type that says more than the page's, such
/// as `boolean` of 0 and 1 or `date`, leaves no room for them.
fn grown(at: &str, row: &crate::Field, model: &Model, spec: &Field, out: &mut Vec<Difference>) {
    let kind = VendorType::of(&row.ty);
    // Of another type, or of none that is known, that is said already.
    if kind == VendorType::Unspecified || !kind::suits(&kind, model, spec) {
        return;
    }
    let fixed = spec.fixed.as_ref().map(|fixed| match &fixed.kind {
        JsonKind::String(text) => text.clone(),
        JsonKind::Number(number) => number.to_string(),
        _ => String::new(),
    });
    let has_room = |ty: &Type| matches!(ty, Type::String | Type::Integer | Type::Number);
    match &spec.ty.value {
        Type::List(item) if has_room(item) => {}
        ty if has_room(ty) => {}
        _ => return,
    }
    let values = row.values.iter().filter(|value| fixed.as_ref() != Some(&value.value));
    out.extend(values.map(|value| added(at, value)));
}

fn added(at: &str, value: &crate::Value) -> Difference {
    let kind = Kind::Value { field: at.to_owned(), value: value.value.clone() };
    let at = format!("{at}.{}", value.value);
    Difference::new(kind, at, Some("a value".to_owned()), None).on_line(value.line)
}
