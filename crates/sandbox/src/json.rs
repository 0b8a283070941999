//! Creates and changes the model's JSON values, which keep the order of their keys.

use weixin_spec::{Json, JsonKind, Span, Spanned, Type};

pub(crate) fn value(kind: JsonKind) -> Json {
    kind.into()
}

pub(crate) fn text(text: impl Into<String>) -> Json {
    text.into().into()
}

pub(crate) fn integer(number: impl Into<serde_json::Number>) -> Json {
    value(JsonKind::Number(number.into()))
}

pub(crate) fn object(entries: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::object(entries)
}

/// Sets the value of `key`, which is added at the end if it is new. Does nothing if `object` isn't an
/// object.
pub(crate) fn set(object: &mut Json, key: &str, value: Json) {
    let JsonKind::Object(entries) = &mut object.kind else {
        return;
    };
    match entries.iter_mut().find(|(name, _)| name.value == key) {
        Some((_, old)) => *old = value,
        None => entries.push((Spanned::new(key.to_owned(), Span::default()), value)),
    }
}

/// Converts a value of a query or a form, which is text on the wire, to its type in the specification.
pub(crate) fn typed(ty: &Type, text: &str) -> Json {
    let number = || text.parse::<serde_json::Number>().ok();
    let kind = match ty {
        Type::Integer | Type::UnixSeconds | Type::Fen | Type::Number => {
            number().map(JsonKind::Number)
        }
        Type::Enum(values) if values.is_integer() => number().map(JsonKind::Number),
        Type::Boolean => text.parse().ok().map(JsonKind::Bool),
        _ => None,
    };
    value(kind.unwrap_or_else(|| JsonKind::String(text.to_owned())))
}

/// Returns the value at a path such as `card_ext.user_card`.
pub(crate) fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    path.split('.').try_fold(json, |value, key| value.get(key))
}

/// Returns an integer, written as a number or as text.
pub(crate) fn whole_number(json: &Json) -> Option<i64> {
    json.as_i64().or_else(|| json.as_str()?.parse().ok())
}

/// Whether `wanted` returns `true` for any text in `json`. It gets the name of the field and the text.
pub(crate) fn any_text(json: &Json, wanted: &impl Fn(&str, &str) -> bool) -> bool {
    match &json.kind {
        JsonKind::List(items) => items.iter().any(|item| any_text(item, wanted)),
        JsonKind::Object(entries) => entries.iter().any(|(name, value)| match value.as_str() {
            Some(text) => wanted(name, text),
            None => any_text(value, wanted),
        }),
        _ => false,
    }
}

/// Whether two values are equal, ignoring the order of keys and whether a number is written as text.
pub(crate) fn same(left: &Json, right: &Json) -> bool {
    match (&left.kind, &right.kind) {
        (JsonKind::Object(ours), JsonKind::Object(theirs)) => {
            let found = |(name, value): &(Spanned<String>, Json)| {
                right.get(name).is_some_and(|other| same(value, other))
            };
            ours.len() == theirs.len() && ours.iter().all(found)
        }
        (JsonKind::List(ours), JsonKind::List(theirs)) => {
            let pairs = ours.iter().zip(theirs);
            ours.len() == theirs.len() && pairs.into_iter().all(|(l, r)| same(l, r))
        }
        (JsonKind::Number(number), JsonKind::String(text))
        | (JsonKind::String(text), JsonKind::Number(number)) => number.to_string() == *text,
        (left, right) => left == right,
    }
}
