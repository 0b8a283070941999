//! The words of a field's type.

use crate::Type;

use super::words::{Word, word};

/// Makes a type of the type within it.
type Wrap = fn(Box<Type>) -> Type;

/// Types that a word says all about.
pub(crate) static PLAIN_TYPES: &[Word<Type>] = &[
    word("string", Type::String, "Text."),
    word("integer", Type::Integer, "A whole number of 64 bits."),
    word("number", Type::Number, "A number with a fraction."),
    word("boolean", Type::Boolean, "`true` or `false`."),
    word("url", Type::Url, "Text that is an address."),
    word("unix_seconds", Type::UnixSeconds, "Seconds since 1970 (UTC), as a whole number."),
    word("fen", Type::Fen, "Money as a whole number of fen, a hundredth of a yuan."),
    word("yuan", Type::Yuan, "Money as decimal text in yuan."),
    word("base64", Type::Base64, "Bytes as base64 text."),
    word("json", Type::Json, "JSON of any shape."),
];

/// Types that take further keys of the field.
pub(crate) static COMPOSITE_TYPES: &[Word<&[&str]>] = &[
    word("date", &["format"], "Text that is a date in the `format` given."),
    word("file", &["file_name", "content_type"], "A file, as a part of a form."),
    word("object", &["fields"], "An object with the `fields` given."),
    word("enum", &["values"], "One of the `values` given, or one that the vendor adds later."),
];

/// What may stand before any type.
pub(crate) static WRAPPERS: &[Word<Wrap>] = &[
    word("list of ", Type::List, "A list."),
    word("map of ", Type::Map, "An object with free keys."),
];

/// The most lists and maps within each other: a deeper list would only be a way to make the generator
/// work hard.
pub(crate) const MAX_WRAPS: usize = 4;

/// Every word, for a list of what might have been meant.
pub(crate) fn type_words() -> Vec<String> {
    let plain = PLAIN_TYPES.iter().map(|ty| ty.word.to_owned());
    let composite = COMPOSITE_TYPES.iter().map(|ty| ty.word.to_owned());
    let wrappers = WRAPPERS.iter().map(|ty| format!("{}…", ty.word));
    plain.chain(composite).chain(wrappers).collect()
}

/// The type that a key such as `values` belongs to.
pub(crate) fn part_type(key: &str) -> &'static str {
    let ty = COMPOSITE_TYPES.iter().find(|ty| ty.value.contains(&key));
    ty.map_or("", |ty| ty.word)
}
