//! Makes an example and its fields agree. The table wins: the only change of a field is that it accepts text as
//! well as a number. What else doesn't fit is removed from the example, or the example is dropped.

use weixin_spec::{
    Differs, Field, Json, JsonKind, Mismatch, Model, Others, Problem, Type, mismatches,
};

use super::reviews::Reviews;

/// The part of the call that an example is of.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    Query,
    Request,
    /// With the keys of the envelope, which are not fields.
    Reply(&'a [&'a str]),
}

impl Side<'_> {
    /// The path of a field as quirks have it.
    fn about(self, path: &str) -> String {
        let part = match self {
            Self::Query => "query",
            Self::Request => "body",
            Self::Reply(_) => "response",
        };
        format!("{part}.{}", path.replace("[]", ""))
    }
}

/// With more mismatches than this an example is dropped.
const MOST: usize = 200;

/// Returns the example as it fits; `None` if it can't be made to.
pub(super) fn fitted(
    model: &Model,
    fields: &mut [Field],
    mut given: Json,
    side: Side<'_>,
    reviews: &mut Reviews,
) -> Option<Json> {
    let extra = if let Side::Reply(keys) = side { keys } else { &[] };
    for _ in 0..MOST {
        let found = mismatches(model, fields, &given, Others::Only(extra));
        let Some(mismatch) = found.first() else {
            return Some(given);
        };
        if !resolve(fields, &mut given, mismatch, side, reviews) {
            return None;
        }
    }
    let text = "an example has little in common with the tables: it was left out";
    reviews.add("example", Differs::Example, None, text);
    None
}

/// Resolves one mismatch; returns whether that was possible.
fn resolve(
    fields: &mut [Field],
    given: &mut Json,
    mismatch: &Mismatch,
    side: Side<'_>,
    reviews: &mut Reviews,
) -> bool {
    let path = general(&mismatch.path);
    match &mismatch.problem {
        Problem::Missing { field } => {
            let text = format!(
                "an example of the request lacks `{field}`, which is required: it was left out"
            );
            reviews.add(&side.about(&general(field)), Differs::Example, None, &text);
            false
        }
        Problem::Type { expected, found } if is_loose(expected, found) => {
            let text = format!(
                "`{path}` is {expected} by the table, and {found} in an example: both are read"
            );
            reviews.add(&side.about(&path), Differs::Example, None, &text);
            match field_at(fields, &path).filter(|field| is_single(&field.ty)) {
                Some(field) if !field.string_or_number => {
                    field.string_or_number = true;
                    true
                }
                _ => cut(given, &mismatch.path),
            }
        }
        // The reader of the page reports an example that is no object.
        Problem::Type { .. } if path.is_empty() => false,
        Problem::Type { expected, found } => {
            let word = if matches!(side, Side::Reply(_)) { "the reply" } else { "the request" };
            let text = format!(
                "`{path}` is {expected} by the table, and {found} in an example of {word}: the example goes without it"
            );
            reviews.add(&side.about(&path), Differs::Example, None, &text);
            cut(given, &mismatch.path)
        }
        Problem::Unknown { .. } | Problem::Fixed { .. } => cut(given, &mismatch.path),
    }
}

fn is_loose(expected: &str, found: &str) -> bool {
    let number = |name: &str| matches!(name, "a whole number" | "a number" | "a fraction");
    expected == "text" && number(found) || number(expected) && found == "text"
}

fn is_single(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Integer | Type::Number | Type::Enum(_))
}

/// `goods[3].id` as `goods[].id`.
fn general(path: &str) -> String {
    let mut out = String::new();
    let mut index = false;
    for c in path.chars() {
        match c {
            '[' => {
                index = true;
                out.push('[');
            }
            ']' => {
                index = false;
                out.push(']');
            }
            _ if index => {}
            c => out.push(c),
        }
    }
    out
}

/// The field at a path such as `goods[].id`.
pub(super) fn field_at<'f>(fields: &'f mut [Field], path: &str) -> Option<&'f mut Field> {
    // A name may contain dots, so the end of the name is found by the fields.
    let field = fields.iter_mut().find(|field| {
        let rest = path.strip_prefix(field.name.value.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })?;
    let rest = &path[field.name.value.len()..];
    let rest = rest.trim_start_matches("[]");
    match rest.strip_prefix('.') {
        None => Some(field),
        Some(rest) => match innermost(&mut field.ty.value) {
            Type::Object(object) => field_at(&mut object.fields, rest),
            _ => None,
        },
    }
}

fn innermost(ty: &mut Type) -> &mut Type {
    match ty {
        Type::List(item) | Type::Map(item) => innermost(item),
        other => other,
    }
}

/// Removes a key, or an item of a list, from an example; returns whether it was found.
fn cut(given: &mut Json, path: &str) -> bool {
    match &mut given.kind {
        JsonKind::Object(entries) => {
            let place = entries.iter().position(|(name, _)| {
                let rest = path.strip_prefix(name.value.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            });
            let Some(place) = place else { return false };
            let rest = path[entries[place].0.value.len()..].to_owned();
            if rest.is_empty() {
                entries.remove(place);
                return true;
            }
            cut(&mut entries[place].1, rest.strip_prefix('.').unwrap_or(&rest))
        }
        JsonKind::List(items) => {
            let Some((index, rest)) = path.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            else {
                return false;
            };
            let Some(index) = index.parse::<usize>().ok().filter(|index| *index < items.len())
            else {
                return false;
            };
            if rest.is_empty() {
                items.remove(index);
                return true;
            }
            cut(&mut items[index], rest.strip_prefix('.').unwrap_or(rest))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::general;

    #[test]
    fn paths_without_indexes() {
        assert_eq!(general("goods[12].parts[0].id"), "goods[].parts[].id");
        assert_eq!(general("total"), "total");
    }
}
