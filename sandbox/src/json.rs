//! Building and changing the catalog's JSON values, which keep the order of their keys.

use weixin_catalog::{Json, JsonKind, Span, Spanned};

pub(crate) fn value(kind: JsonKind) -> Json {
    let span = Span::default();
    Json { kind, span }
}

pub(crate) fn text(text: impl Into<String>) -> Json {
    value(JsonKind::String(text.into()))
}

pub(crate) fn integer(number: impl Into<serde_json::Number>) -> Json {
    value(JsonKind::Number(number.into()))
}

pub(crate) fn object(entries: impl IntoIterator<Item = (String, Json)>) -> Json {
    let spanned = |(name, value)| (Spanned::new(name, Span::default()), value);
    value(JsonKind::Object(entries.into_iter().map(spanned).collect()))
}

/// Puts `value` in the place of `key`, or at the end; does nothing to what is no object.
pub(crate) fn set(object: &mut Json, key: &str, value: Json) {
    let JsonKind::Object(entries) = &mut object.kind else {
        return;
    };
    match entries.iter_mut().find(|(name, _)| name.value == key) {
        Some((_, old)) => *old = value,
        None => entries.push((Spanned::new(key.to_owned(), Span::default()), value)),
    }
}

/// Equality that doesn't mind the order of keys.
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
        (left, right) => left == right,
    }
}
