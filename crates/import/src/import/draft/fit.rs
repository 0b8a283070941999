//! Makes an example and its fields agree. The table wins: a field only learns to take text as well as a
//! number; what else doesn't fit is cut out of the example, or the example goes.

use weixin_spec::{Field, Json, JsonKind, Mismatch, Model, Others, Problem, Type, mismatches};

use super::reviews::Reviews;

/// Where an example stands.
#[derive(Clone, Copy)]
pub(super) enum Side<'a> {
    Request,
    /// With the keys of the envelope, which are not fields.
    Reply(&'a [&'a str]),
}

/// More mismatches than this are no slips any more.
const MOST: usize = 200;

/// The example as it fits; `None` where it can't be made to.
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
        if !settle(fields, &mut given, mismatch, side, reviews) {
            return None;
        }
    }
    reviews.add("an example has little in common with the tables: it was left out");
    None
}

/// Does away with one mismatch; says whether that could be done.
fn settle(
    fields: &mut [Field],
    given: &mut Json,
    mismatch: &Mismatch,
    side: Side<'_>,
    reviews: &mut Reviews,
) -> bool {
    let path = general(&mismatch.path);
    match &mismatch.problem {
        Problem::Missing { field } => {
            let words = format!(
                "an example of the request lacks `{field}`, which is required: it was left out"
            );
            reviews.add_about(field, &words);
            false
        }
        Problem::Type { expected, found } if is_loose(expected, found) => {
            let words = format!(
                "`{path}` is {expected} by the table, and {found} in an example: both are read"
            );
            reviews.add_about(&path, &words);
            match field_at(fields, &path).filter(|field| is_single(&field.ty)) {
                Some(field) if !field.string_or_number => {
                    field.string_or_number = true;
                    true
                }
                _ => cut(given, &mismatch.path),
            }
        }
        // That an example is no object the reader of the page has said.
        Problem::Type { .. } if path.is_empty() => false,
        Problem::Type { expected, found } => {
            let word = if matches!(side, Side::Request) { "the request" } else { "the reply" };
            let words = format!(
                "`{path}` is {expected} by the table, and {found} in an example of {word}: the example goes without it"
            );
            reviews.add_about(&path, &words);
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

/// Takes a key, or an item of a list, out of an example; says whether it was found.
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
