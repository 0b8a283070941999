//! Lowers types of the spec language to Rust types.

use weixin_spec::{EnumValues, Field, Model, NamedType, Serves, Shape, Type};

use super::model::{Definition, OpenEnum, OpenVariant, RustType, Serde, Usage};
use super::structs;
use weixin_spec::names::{type_name, variant_name};

/// Returns the type of a field's value, without `Option`.
pub(super) fn rust_type(field: &Field, ty: &Type) -> RustType {
    match ty {
        Type::String if field.secret => RustType::Runtime("Secret"),
        Type::String | Type::Url | Type::Date(_) => RustType::String,
        Type::Integer => RustType::I64,
        Type::Number => RustType::Runtime("Number"),
        Type::Boolean => RustType::Bool,
        Type::UnixSeconds => RustType::Runtime("UnixSeconds"),
        Type::Fen => RustType::Runtime("Fen"),
        Type::Yuan => RustType::Runtime("Yuan"),
        Type::Base64 => RustType::Runtime("Base64"),
        Type::Json => RustType::Json,
        Type::File(_) => RustType::Runtime("File"),
        Type::List(item) => RustType::List(Box::new(rust_type(field, item))),
        Type::Map(item) => RustType::Map(Box::new(rust_type(field, item))),
        Type::Object(_) | Type::Enum(_) => RustType::Local(type_name(field)),
        Type::Named(name) => RustType::Shared(name.value.clone()),
    }
}

/// Returns an open enum. All values have names, which the checker ensures.
pub(super) fn open_enum<'a>(
    name: String,
    summary: String,
    about: &'a str,
    values: &'a EnumValues,
) -> OpenEnum<'a> {
    let variants = values.variants.iter().filter_map(|variant| {
        let name = variant_name(variant)?;
        Some(OpenVariant { name, value: &variant.value.value, about: &variant.about })
    });
    OpenEnum { name, summary, about, integer: values.is_integer(), variants: variants.collect() }
}

/// Returns the title of a shared type, or its name if the title is still to be written.
pub(crate) fn summary(ty: &NamedType) -> String {
    if ty.title.is_empty() { format!("`{}`", ty.name.value) } else { ty.title.clone() }
}

/// Returns the definitions of a shared type's file: first the type itself, then those of its fields.
pub(crate) fn named_type<'a>(model: &'a Model, ty: &'a NamedType) -> Vec<Definition<'a>> {
    // The checker ensures that only enums lack `serves`.
    let serves = ty.serves.unwrap_or(Serves::Both);
    let usage = Usage { sent: serves.requests(), received: serves.responses() };
    match &ty.shape {
        Shape::Enum(values) => {
            let name = ty.name.value.clone();
            vec![Definition::Enum(open_enum(name, summary(ty), &ty.about, values))]
        }
        Shape::Object(object) => {
            let mut definitions = Vec::new();
            let outer = structs::Outer {
                name: ty.name.value.clone(),
                summary: summary(ty),
                about: &ty.about,
                usage,
                is_request: false,
                serde: Serde::Object,
            };
            let own = structs::structure(model, outer, &[], &object.fields, &mut definitions);
            definitions.insert(0, Definition::Struct(own));
            definitions
        }
    }
}
