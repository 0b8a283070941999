//! What the vendor's words for types mean, and which types of the spec suit them.

use weixin_catalog::{Catalog, EnumValues, Field, Shape, Type};

/// A type as a page states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// `number`, which pages use for whole numbers and for others.
    Number,
    /// A number that has a fraction for certain.
    Fraction,
    Boolean,
    Object,
    ListOfObjects,
    ListOfNumbers,
    /// A list of anything.
    List,
    /// A part of a form: a text or a file.
    FormPart,
    /// Bytes, as text or as a whole reply.
    Bytes,
    /// A word that the template doesn't have, or none.
    Unknown,
}

impl Kind {
    /// Reads a page's word, whatever its capitals.
    pub(crate) fn of(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "string" | "str" | "text" | "date" | "datetime" => Self::Text,
            "number" | "int" | "integer" | "long" | "uint" | "int32" | "uint32" | "int64"
            | "uint64" => Self::Number,
            "double" | "float" | "decimal" => Self::Fraction,
            "boolean" | "bool" => Self::Boolean,
            "object" | "json" => Self::Object,
            "objarray" | "array<object>" | "object[]" => Self::ListOfObjects,
            "numarray" | "array<number>" | "number[]" => Self::ListOfNumbers,
            "array" | "list" | "array<string>" | "string[]" => Self::List,
            "formdata" | "file" => Self::FormPart,
            "buffer" | "binary" => Self::Bytes,
            _ => Self::Unknown,
        }
    }

    /// Whether a field of the spec may be what the page states.
    pub(crate) fn suits(self, catalog: &Catalog, field: &Field) -> bool {
        let ty = &field.ty.value;
        match self {
            Self::Unknown => true,
            Self::Text => field.string_or_number || is_text(catalog, ty),
            Self::Number => field.string_or_number || is_number(catalog, ty),
            Self::Fraction => matches!(ty, Type::Number),
            Self::Boolean => matches!(ty, Type::Boolean),
            Self::Object => is_object(catalog, ty),
            Self::ListOfObjects => {
                matches!(ty, Type::List(item) if is_object(catalog, item)) || is_json(ty)
            }
            Self::ListOfNumbers => {
                matches!(ty, Type::List(item) if is_number(catalog, item)) || is_json(ty)
            }
            Self::List => matches!(ty, Type::List(_)) || is_json(ty),
            Self::FormPart => matches!(ty, Type::File(_) | Type::String),
            Self::Bytes => matches!(ty, Type::File(_) | Type::Base64),
        }
    }
}

fn is_json(ty: &Type) -> bool {
    matches!(ty, Type::Json)
}

fn is_text(catalog: &Catalog, ty: &Type) -> bool {
    match ty {
        Type::String | Type::Url | Type::Date(_) | Type::Yuan | Type::Base64 => true,
        _ => values(catalog, ty).is_some_and(|values| !values.is_integer()),
    }
}

fn is_number(catalog: &Catalog, ty: &Type) -> bool {
    match ty {
        Type::Integer | Type::Number | Type::Fen | Type::UnixSeconds => true,
        _ => values(catalog, ty).is_some_and(EnumValues::is_integer),
    }
}

fn is_object(catalog: &Catalog, ty: &Type) -> bool {
    match ty {
        Type::Object(_) | Type::Map(_) | Type::Json => true,
        _ => fields(catalog, ty).is_some(),
    }
}

/// The known values of an enum, shared or not.
pub(crate) fn values<'a>(catalog: &'a Catalog, ty: &'a Type) -> Option<&'a EnumValues> {
    match ty {
        Type::Enum(values) => Some(values),
        Type::Named(name) => match &catalog.named_type(name)?.shape {
            Shape::Enum(values) => Some(values),
            Shape::Object(_) => None,
        },
        _ => None,
    }
}

/// The fields of an object, shared or not.
pub(crate) fn fields<'a>(catalog: &'a Catalog, ty: &'a Type) -> Option<&'a [Field]> {
    match ty {
        Type::Object(object) => Some(&object.fields),
        Type::Named(name) => match &catalog.named_type(name)?.shape {
            Shape::Object(object) => Some(&object.fields),
            Shape::Enum(_) => None,
        },
        _ => None,
    }
}
