//! The schemas of texts, with their patterns.

use crate::Json;

use super::rules::wraps;
use crate::load::language::{COMPOSITE_TYPES, Name, PLAIN_TYPES};

/// A pattern of a URL's characters: printable ASCII without `"<>\`{}` and the backslash.
const ADDRESS: &str = "[!#-;=?-\\[\\]^_a-z|~]";

/// Adds a description to a schema, as its first keyword.
pub(super) fn described(schema: Json, about: &str) -> Json {
    let entries = schema.entries().unwrap_or_default();
    let rest = entries.iter().filter(|(name, _)| name.value != "description");
    let rest = rest.map(|(name, value)| (name.value.clone(), value.clone()));
    let description = (!about.is_empty()).then(|| ("description".to_owned(), about.into()));
    Json::object(description.into_iter().chain(rest))
}

/// A text that matches a regular expression.
pub(super) fn pattern(expression: &str) -> Json {
    Json::object([("type", Json::from("string")), ("pattern", expression.into())])
}

/// A single value that matches a regular expression: the language reads `title: 7` as the text `7`.
pub(super) fn scalar(expression: &str) -> Json {
    let types = ["string", "number", "boolean"].into_iter().collect();
    Json::object([("type", types), ("pattern", expression.into())])
}

/// One line of at most 200 characters, not counting surrounding space.
pub(super) fn line() -> Json {
    scalar("^\\s*\\S([^\\n]{0,198}\\S)?\\s*$")
}

pub(super) fn prose() -> Json {
    scalar("\\S")
}

pub(super) fn address() -> Json {
    pattern(&format!("^https://(?!/){ADDRESS}+$"))
}

pub(super) fn host() -> Json {
    pattern("^https://[A-Za-z0-9][A-Za-z0-9-]*(\\.[A-Za-z0-9][A-Za-z0-9-]*)*(:[0-9]{1,5})?$")
}

pub(super) fn date() -> Json {
    pattern("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
}

/// If all 16 digits are decimal, YAML reads a number.
pub(super) fn fingerprint() -> Json {
    Json::object([
        ("type", ["string", "integer"].into_iter().collect()),
        ("pattern", Json::from("^[0-9a-f]{16}$")),
        ("minimum", 1_000_000_000_000_000.into()),
        ("maximum", 9_999_999_999_999_999.into()),
    ])
}

pub(super) fn call() -> Json {
    let plain = "[A-Za-z0-9_.-]+";
    let segment = format!("/(?!\\.+(?:[/?]|$)){plain}");
    pattern(&format!("^(GET|POST) ({segment})+(\\?{plain}={plain}(&{plain}={plain})*)?$"))
}

pub(super) fn header(slash: bool) -> Json {
    let plain = "[!#-.0-\\[\\]-~]";
    // A name without a slash, a content type with one.
    if slash {
        pattern(&format!("^{plain}*/({plain}|/)*$"))
    } else {
        scalar(&format!("^{plain}+$"))
    }
}

/// A shared type's name, or lists and maps of any type; with `composite`, also of the types that take
/// further keys.
pub(super) fn made_types(composite: bool) -> Json {
    let plain = PLAIN_TYPES.iter().map(|ty| ty.word);
    let composite = COMPOSITE_TYPES.iter().map(|ty| ty.word).filter(|_| composite);
    let words: Vec<&str> = plain.chain(composite).collect();
    pattern(&format!("^{}({}|{})$", wraps(), words.join("|"), spelling(Name::Camel)))
}

/// Returns a regular expression for a kind of name, without anchors.
pub(super) fn spelling(name: Name) -> &'static str {
    match name {
        Name::Wire => "[A-Za-z_][A-Za-z0-9_.@-]{0,63}",
        Name::Snake => "(?=.{1,64}$)[a-z][a-z0-9]*(_[a-z0-9]+)*",
        Name::Camel => "[A-Z][A-Za-z0-9]{0,63}",
        Name::Number => "(0|-?[1-9][0-9]*)",
        Name::Natural => "(0|[1-9][0-9]{0,9})",
        Name::Free => "(.|\\n)*",
    }
}
