//! What the spec has beside what the page says.

use weixin_spec::{Json, JsonKind, Type};

/// The objects at a path such as `goods[].parts`.
pub(super) fn objects_at<'j>(value: &'j Json, path: &str, out: &mut Vec<&'j Json>) {
    if let JsonKind::List(items) = &value.kind {
        items.iter().for_each(|item| objects_at(item, path, out));
        return;
    }
    if path.is_empty() {
        out.extend(value.entries().map(|_| value));
        return;
    }
    // A name may hold dots itself.
    for (name, inner) in value.entries().unwrap_or_default() {
        let rest = path.strip_prefix(name.value.as_str());
        if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with(['.', '['])) {
            let rest = rest.trim_start_matches("[]");
            objects_at(inner, rest.strip_prefix('.').unwrap_or(rest), out);
        }
    }
}

/// Whether it may be told to take text as well as a number.
pub(super) fn is_plain(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String | Type::Integer | Type::Number | Type::Enum(_) | Type::Fen | Type::UnixSeconds
    )
}

/// Whether the spec's type may stand for the page's: the same, or one that says more.
pub(super) fn suits(ours: &Type, theirs: &Type, loose: bool) -> bool {
    match (ours, theirs) {
        (Type::Named(_) | Type::Json, _) | (_, Type::Json) => true,
        (Type::List(ours), Type::List(theirs)) => suits(ours, theirs, loose),
        (Type::Object(_) | Type::Map(_), Type::Object(_)) => true,
        (Type::File(_), Type::File(_)) => true,
        _ => match (kind(ours), kind(theirs)) {
            (Some(ours), Some(theirs)) => ours == theirs || (loose && ours != Kind::Boolean),
            _ => ours == theirs,
        },
    }
}

/// What single values are on the wire.
#[derive(PartialEq)]
enum Kind {
    Text,
    Number,
    Boolean,
}

fn kind(ty: &Type) -> Option<Kind> {
    match ty {
        Type::String | Type::Url | Type::Date(_) | Type::Yuan | Type::Base64 => Some(Kind::Text),
        Type::Integer | Type::Number | Type::Fen | Type::UnixSeconds => Some(Kind::Number),
        Type::Boolean => Some(Kind::Boolean),
        Type::Enum(values) if values.is_integer() => Some(Kind::Number),
        Type::Enum(_) => Some(Kind::Text),
        _ => None,
    }
}
