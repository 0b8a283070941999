//! Whether a JSON value fits the fields of a spec.

use std::fmt;

use crate::{EnumValues, Field, Json, JsonKind, Model, NamedType, Shape, Span, Type};

/// One way in which a value doesn't fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The place in the value, such as `item_list[2].card_id`; empty for the value itself.
    pub path: String,
    /// The place in the source, if the value was read from one.
    pub span: Span,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A required field is absent.
    Missing {
        /// Its name.
        field: String,
    },
    /// A field that the spec doesn't have.
    Unknown {
        /// The names of the fields that it has.
        known: Vec<String>,
    },
    /// A value of the wrong type.
    Type {
        /// The type in the spec.
        expected: &'static str,
        /// The type of the value.
        found: &'static str,
    },
    /// A value other than the fixed one.
    Fixed {
        /// The fixed value.
        expected: String,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "`{}`: ", self.path)?;
        }
        match &self.problem {
            Problem::Missing { field } => write!(f, "required field `{field}` is missing"),
            Problem::Unknown { .. } => f.write_str("no such field"),
            Problem::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Problem::Fixed { expected } => write!(f, "must be {expected}"),
        }
    }
}

/// Maximum number of mismatches that are listed.
const MAX_MISMATCHES: usize = 1000;
/// Maximum number of known names that are listed for an unknown field.
const MAX_KNOWN: usize = 200;

/// Which fields a value may have besides those of the spec.
#[derive(Clone, Copy, Debug)]
pub enum Others<'a> {
    /// These, such as the envelope's, at the top level.
    Only(&'a [&'a str]),
    /// Any, at every level.
    Any,
}

/// Lists every way in which `value` doesn't fit `fields`.
///
/// Documented limits are not checked, since vendors' own examples violate them. Neither are the
/// values of enums, which are open.
#[must_use]
pub fn mismatches(
    model: &Model,
    fields: &[Field],
    value: &Json,
    others: Others<'_>,
) -> Vec<Mismatch> {
    let tolerant = matches!(others, Others::Any);
    let mut check = Check { types: &model.types, tolerant, found: Vec::new() };
    let extra = if let Others::Only(extra) = others { extra } else { &[] };
    check.object(fields, value, extra, "");
    check.found
}

/// Returns the mismatch if `value` doesn't fit a message that is one value instead of an object with
/// known fields: a JSON object of unknown shape, or a file, which an example gives as text.
#[must_use]
pub fn mismatch_of_whole(field: &Field, value: &Json) -> Option<Mismatch> {
    let expected = match field.ty.value {
        Type::Json => "an object",
        ref other => kind_name(other),
    };
    let found = value.kind_name();
    let problem = Problem::Type { expected, found };
    (found != expected).then(|| Mismatch { path: String::new(), span: value.span, problem })
}

struct Check<'a> {
    types: &'a [NamedType],
    /// Unknown fields are allowed.
    tolerant: bool,
    found: Vec<Mismatch>,
}

impl Check<'_> {
    fn report(&mut self, path: &str, span: Span, problem: Problem) {
        if !self.is_full() {
            let path = path.to_owned();
            self.found.push(Mismatch { path, span, problem });
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() >= MAX_MISMATCHES
    }

    fn object(&mut self, fields: &[Field], value: &Json, extra: &[&str], path: &str) {
        let Some(entries) = value.entries() else {
            let expected = "an object";
            let found = value.kind_name();
            return self.report(path, value.span, Problem::Type { expected, found });
        };
        for (name, entry) in entries {
            if self.is_full() {
                return;
            }
            let path = join(path, name);
            match fields.iter().find(|field| is_called(field, name)) {
                Some(field) => self.field(field, entry, &path),
                None if self.tolerant || extra.contains(&name.as_str()) => {}
                None => {
                    let known = fields.iter().filter(|field| field.from.is_none());
                    let known = known.take(MAX_KNOWN).map(|field| field.name.value.clone());
                    let known = known.collect();
                    self.report(&path, name.span, Problem::Unknown { known });
                }
            }
        }
        for field in fields {
            if self.is_full() {
                return;
            }
            let present = entries.iter().any(|(name, _)| is_called(field, name));
            let needed = !field.is_optional() && field.from.is_none() && field.fixed.is_none();
            if needed && !present {
                let field = field.name.value.clone();
                self.report(path, value.span, Problem::Missing { field });
            }
        }
    }

    fn field(&mut self, field: &Field, value: &Json, path: &str) {
        if let Some(fixed) = &field.fixed {
            if fixed != value {
                let expected = fixed.to_string();
                self.report(path, value.span, Problem::Fixed { expected });
            }
            return;
        }
        let empty = matches!(&value.kind, JsonKind::String(text) if text.is_empty());
        let absent = field.is_optional() && value.kind == JsonKind::Null;
        if absent || (field.empty_is_absent && empty) {
            return;
        }
        if field.string_or_number && is_scalar(value) {
            return;
        }
        self.ty(&field.ty, value, path);
    }

    fn ty(&mut self, ty: &Type, value: &Json, path: &str) {
        match (ty, &value.kind) {
            (Type::Json, _) => {}
            (Type::List(item), JsonKind::List(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.ty(item, value, &format!("{path}[{index}]"));
                }
            }
            (Type::Map(item), JsonKind::Object(entries)) => {
                for (name, value) in entries {
                    self.ty(item, value, &join(path, name));
                }
            }
            (Type::Object(object), _) => self.object(&object.fields, value, &[], path),
            (Type::Named(name), _) => {
                let types = self.types;
                match types.iter().find(|ty| ty.name == *name).map(|ty| &ty.shape) {
                    Some(Shape::Object(object)) => self.object(&object.fields, value, &[], path),
                    Some(Shape::Enum(values)) => self.scalar(enum_kind_name(values), value, path),
                    // An unknown type name is an error of the spec, not of the value.
                    None => {}
                }
            }
            (Type::Enum(values), _) => self.scalar(enum_kind_name(values), value, path),
            (other, _) => self.scalar(kind_name(other), value, path),
        }
    }

    /// `expected` is a result of [`Json::kind_name`], or `a number`.
    fn scalar(&mut self, expected: &'static str, value: &Json, path: &str) {
        let found = value.kind_name();
        let number = expected == "a number" && matches!(value.kind, JsonKind::Number(_));
        if found != expected && !number {
            self.report(path, value.span, Problem::Type { expected, found });
        }
    }
}

fn is_called(field: &Field, name: &str) -> bool {
    let alias = |alias: &crate::Spanned<String>| alias.value == name;
    field.from.is_none() && (field.name.value == name || field.aliases.iter().any(alias))
}

fn is_scalar(value: &Json) -> bool {
    matches!(value.kind, JsonKind::Number(_) | JsonKind::String(_))
}

fn enum_kind_name(values: &EnumValues) -> &'static str {
    if values.is_integer() { "a whole number" } else { "text" }
}

fn kind_name(ty: &Type) -> &'static str {
    match ty {
        Type::Integer | Type::UnixSeconds | Type::Fen => "a whole number",
        Type::Number => "a number",
        Type::Boolean => "a boolean",
        Type::List(_) => "a list",
        Type::Map(_) | Type::Object(_) => "an object",
        _ => "text",
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
