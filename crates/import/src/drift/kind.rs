//! Which types of the spec suit the vendor's words.

use weixin_spec::{EnumValues, Field, Model, Shape, Type};

use crate::VendorType;

/// Whether a field of the spec may be what the page states.
pub(super) fn suits(kind: &VendorType, model: &Model, field: &Field) -> bool {
    let either = matches!(
        kind,
        VendorType::Text | VendorType::Number | VendorType::Integer | VendorType::Timestamp
    );
    either && field.string_or_number || suits_type(kind, model, &field.ty.value)
}

fn suits_type(kind: &VendorType, model: &Model, ty: &Type) -> bool {
    match kind {
        VendorType::Unspecified => true,
        // Import takes it for JSON; a spec that knows better has a quirk.
        VendorType::Unknown => is_json(ty),
        VendorType::Text => is_text(model, ty),
        VendorType::Number | VendorType::Integer => is_number(model, ty),
        VendorType::Fraction => matches!(ty, Type::Number),
        VendorType::Timestamp => is_number(model, ty) || is_text(model, ty) || is_json(ty),
        VendorType::Boolean => matches!(ty, Type::Boolean),
        VendorType::Object | VendorType::Json => is_object(model, ty),
        VendorType::ListOf(item) => match ty {
            Type::List(of) => suits_type(item, model, of),
            _ => is_json(ty) && !is_known(item),
        },
        VendorType::List => matches!(ty, Type::List(_)) || is_json(ty),
        VendorType::FormPart => matches!(ty, Type::File(_) | Type::String),
        VendorType::Bytes => matches!(ty, Type::File(_) | Type::Base64),
    }
}

/// Whether a list of these is one in a draft, too.
fn is_known(item: &VendorType) -> bool {
    use VendorType::{Boolean, Fraction, Integer, Json, Number, Object, Text};
    matches!(item, Text | Number | Integer | Fraction | Boolean | Object | Json)
}

fn is_json(ty: &Type) -> bool {
    matches!(ty, Type::Json)
}

fn is_text(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::String | Type::Url | Type::Date(_) | Type::Yuan | Type::Base64 => true,
        _ => values(model, ty).is_some_and(|values| !values.is_integer()),
    }
}

fn is_number(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Integer | Type::Number | Type::Fen | Type::UnixSeconds => true,
        _ => values(model, ty).is_some_and(EnumValues::is_integer),
    }
}

fn is_object(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Object(_) | Type::Map(_) | Type::Json => true,
        _ => fields(model, ty).is_some(),
    }
}

/// The known values of an enum, shared or not.
pub(crate) fn values<'a>(model: &'a Model, ty: &'a Type) -> Option<&'a EnumValues> {
    match ty {
        Type::Enum(values) => Some(values),
        Type::Named(name) => match &model.named_type(name)?.shape {
            Shape::Enum(values) => Some(values),
            Shape::Object(_) => None,
        },
        _ => None,
    }
}

/// The fields of an object, shared or not.
pub(crate) fn fields<'a>(model: &'a Model, ty: &'a Type) -> Option<&'a [Field]> {
    match ty {
        Type::Object(object) => Some(&object.fields),
        Type::Named(name) => match &model.named_type(name)?.shape {
            Shape::Object(object) => Some(&object.fields),
            Shape::Enum(_) => None,
        },
        _ => None,
    }
}
