//! Lowers lists of fields to structs.

use weixin_spec::{Field, Model, Shape, Type};

use super::model::{Attribute, Definition, RustField, Serde, Stored, Struct, Usage};
use super::types::{open_enum, rust_type};
use weixin_spec::names::{field_name, type_name};

/// The properties of a struct apart from its fields.
pub(super) struct Outer<'a> {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) about: &'a str,
    pub(super) usage: Usage,
    pub(super) is_request: bool,
    pub(super) serde: Serde,
}

/// Creates a struct from fields. Types that the fields define are added to `definitions`, outermost first.
pub(super) fn structure<'a>(
    model: &'a Model,
    outer: Outer<'a>,
    query: &'a [Field],
    body: &'a [Field],
    definitions: &mut Vec<Definition<'a>>,
) -> Struct<'a> {
    let usage = outer.usage;
    let stored = query.iter().map(|field| (Stored::Query, field));
    let stored = stored.chain(body.iter().map(|field| (Stored::Body, field)));
    let (derived, own): (Vec<_>, Vec<_>) = stored.partition(|(_, field)| field.from.is_some());
    for (_, field) in &own {
        define(model, field, usage, definitions);
    }
    // A fixed value is a field only if serde writes it. For queries and forms, generated code writes it.
    let by_serde = |stored| stored == Stored::Body && outer.serde == Serde::Object;
    let own = own.into_iter().filter(|(stored, field)| by_serde(*stored) || field.fixed.is_none());
    let serialized = outer.serde != Serde::Nothing;
    let secret =
        |field: &Field| field.secret || any_within(model, &field.ty, &|field| field.secret);
    let stored = outer.serde == Serde::Object
        && usage.sent
        && !usage.received
        && query.is_empty()
        && !body.iter().any(secret);
    Struct {
        stored,
        name: outer.name,
        summary: outer.summary,
        about: outer.about,
        usage,
        is_request: outer.is_request,
        serde: outer.serde,
        fields: own
            .map(|(stored, field)| rust_field(model, field, stored, usage, serialized))
            .collect(),
        derived: derived.into_iter().map(|(_, field)| field).collect(),
    }
}

fn rust_field<'a>(
    model: &Model,
    field: &'a Field,
    stored: Stored,
    usage: Usage,
    serialized: bool,
) -> RustField<'a> {
    let name = field_name(field);
    // For a sender, an empty list may differ from an absent one; a receiver needs no difference.
    let list = matches!(field.ty.value, Type::List(_)) && !usage.sent;
    let empty_if_absent = list && field.is_optional();
    let optional = field.is_optional() && !empty_if_absent;
    let mut attributes = Vec::new();
    if stored == Stored::Query {
        if serialized {
            attributes.push(Attribute::Skip);
        }
    } else if serialized {
        if name != field.name.value {
            attributes.push(Attribute::Rename(field.name.value.clone()));
        }
        if optional {
            attributes.push(Attribute::SkipNone);
        }
        if empty_if_absent {
            attributes.push(Attribute::SkipEmpty);
        }
    }
    let ty = rust_type(field, &field.ty);
    let limited = any_within(model, &field.ty, &|field| !field.limits.is_empty());
    let secretive = any_within(model, &field.ty, &|field| field.secret);
    RustField {
        spec: field,
        name,
        ty,
        optional,
        empty_if_absent,
        limited,
        secretive,
        stored,
        attributes,
    }
}

/// Adds the type that a field defines, and those within it.
fn define<'a>(
    model: &'a Model,
    field: &'a Field,
    usage: Usage,
    definitions: &mut Vec<Definition<'a>>,
) {
    let summary = match field.about.as_str() {
        "" => format!("Value of `{}`.", field.name.value),
        about => about.to_owned(),
    };
    match field.ty.innermost() {
        Type::Enum(values) => {
            let open = open_enum(type_name(field), summary, "", values);
            definitions.push(Definition::Enum(open));
        }
        Type::Object(object) => {
            let outer = Outer {
                name: type_name(field),
                summary,
                about: "",
                usage,
                is_request: false,
                serde: Serde::Object,
            };
            let place = definitions.len();
            let own = structure(model, outer, &[], &object.fields, definitions);
            definitions.insert(place, Definition::Struct(own));
        }
        _ => {}
    }
}

/// Whether `is` returns `true` for any field within a value, at any depth.
fn any_within(model: &Model, ty: &Type, is: &dyn Fn(&Field) -> bool) -> bool {
    let fields = match ty.innermost() {
        Type::Object(object) => &object.fields,
        Type::Named(name) => match model.named_type(name).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => &object.fields,
            _ => return false,
        },
        _ => return false,
    };
    fields.iter().any(|field| is(field) || any_within(model, &field.ty, is))
}
