//! What the vendor's words for types mean.

use unicode_normalization::UnicodeNormalization;

/// A type as a page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VendorType {
    /// Text.
    Text,
    /// `number`, which pages use for whole numbers and for others.
    Number,
    /// A whole number.
    Integer,
    /// A number that has a fraction for certain.
    Fraction,
    /// A moment, as a number or as text.
    Timestamp,
    /// `true` or `false`.
    Boolean,
    /// An object, whose fields a table of its own lists.
    Object,
    /// JSON of any shape.
    Json,
    /// A list of one kind of items.
    ListOf(Box<VendorType>),
    /// A list of anything.
    List,
    /// A part of a form: a text or a file.
    FormPart,
    /// Bytes, as text or as a whole reply.
    Bytes,
    /// The page says nothing.
    Unspecified,
    /// A word that nobody knows.
    Unknown,
}

/// The longest word of a type, in bytes, its remarks among them: lists of lists must end somewhere.
const LONGEST: usize = 256;

/// What stands around the word for the items of a list.
const LISTS: [(&str, &str); 13] = [
    ("array<", ">"),
    ("array.<", ">"),
    ("list<", ">"),
    ("array(", ")"),
    ("array[", "]"),
    ("arrayof", "s"),
    ("arrayof", ""),
    ("listof", "s"),
    ("listof", ""),
    ("array", ""),
    ("", "[]"),
    ("", "array"),
    ("", "list"),
];

impl VendorType {
    /// Reads a page's word, whatever its capitals: `string(32)`, `Array<String>`, `objarray`.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if word.len() > LONGEST {
            return Self::Unknown;
        }
        let letters = word.nfkc().filter(|c| !c.is_whitespace());
        let word: String = letters.flat_map(char::to_lowercase).collect();
        let word =
            word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '>' | ')' | ']'));
        match Self::of_lowercase(word) {
            Self::Unknown => Self::of_lowercase(without_remark(word)),
            kind => kind,
        }
    }

    fn of_lowercase(word: &str) -> Self {
        match word {
            "" => Self::Unspecified,
            "string" | "str" | "text" | "varchar" | "date" | "datetime" | "字符串" => Self::Text,
            "number" | "num" | "数字" => Self::Number,
            "int" | "integer" | "int32" | "int64" | "uint" | "uint32" | "uint64" | "long" => {
                Self::Integer
            }
            "double" | "float" | "decimal" => Self::Fraction,
            "timestamp" => Self::Timestamp,
            "bool" | "boolean" => Self::Boolean,
            "object" | "obj" | "jsonobject" => Self::Object,
            "json" => Self::Json,
            "array" | "list" => Self::List,
            "formdata" | "file" | "multipart" => Self::FormPart,
            "buffer" | "binary" | "bytes" | "base64" => Self::Bytes,
            _ => {
                let item =
                    |(start, end): &(&str, &str)| word.strip_prefix(start)?.strip_suffix(end);
                match LISTS.iter().find_map(item).map(Self::of_lowercase) {
                    None | Some(Self::Unspecified | Self::Unknown) => Self::Unknown,
                    Some(item) => Self::ListOf(Box::new(item)),
                }
            }
        }
    }

    /// Whether a table of its own may say what it consists of.
    #[must_use]
    pub fn has_fields(&self) -> bool {
        match self {
            Self::Object | Self::Json | Self::List => true,
            Self::ListOf(item) => matches!(**item, Self::Object | Self::Json),
            _ => false,
        }
    }
}

/// `string(32)` as `string`: what stands in parentheses behind a type is a remark on it.
fn without_remark(word: &str) -> &str {
    match word.strip_suffix(')').and_then(|word| word.split_once('(')) {
        Some((ty, _)) if !ty.is_empty() => ty,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::VendorType;

    fn list_of(item: VendorType) -> VendorType {
        VendorType::ListOf(Box::new(item))
    }

    #[test]
    fn a_remark_in_parentheses_leaves_the_type_what_it_is() {
        assert_eq!(VendorType::of("string(32)"), VendorType::Text);
        assert_eq!(VendorType::of("int (11)"), VendorType::Integer);
        assert_eq!(VendorType::of("string（最长 32）"), VendorType::Text);
        assert_eq!(VendorType::of("number(int)"), VendorType::Number);
        assert_eq!(VendorType::of("blob(32)"), VendorType::Unknown);
        assert_eq!(VendorType::of("(32)"), VendorType::Unknown);
    }

    #[test]
    fn the_template_runs_item_and_array_together() {
        assert_eq!(VendorType::of("objarray"), list_of(VendorType::Object));
        assert_eq!(VendorType::of("numarray"), list_of(VendorType::Number));
        assert_eq!(VendorType::of("strarray"), list_of(VendorType::Text));
        assert_eq!(VendorType::of("boolarray"), list_of(VendorType::Boolean));
    }

    #[test]
    fn programmers_write_lists_in_their_own_ways() {
        for word in
            ["Array<String>", "array.<string>", "List<String>", "string[]", "Array of string"]
        {
            assert_eq!(VendorType::of(word), list_of(VendorType::Text), "{word}");
        }
        assert_eq!(VendorType::of("int64[]"), list_of(VendorType::Integer));
        assert_eq!(VendorType::of("Array(Object)"), list_of(VendorType::Object));
    }

    #[test]
    fn a_list_may_be_of_anything() {
        assert_eq!(VendorType::of("Array"), VendorType::List);
        assert_eq!(VendorType::of("list"), VendorType::List);
    }

    #[test]
    fn a_word_longer_than_any_type_is_none() {
        let word = format!("string{}", "[]".repeat(100_000));
        assert_eq!(VendorType::of(&word), VendorType::Unknown);
    }

    #[test]
    fn chinese_words_wide_letters_and_marks_around_a_type_are_understood() {
        assert_eq!(VendorType::of("字符串"), VendorType::Text);
        assert_eq!(VendorType::of("ｎｕｍｂｅｒ"), VendorType::Number);
        assert_eq!(VendorType::of("`string`,"), VendorType::Text);
        assert_eq!(VendorType::of("array of objects"), list_of(VendorType::Object));
        assert_eq!(VendorType::of("Array Number"), list_of(VendorType::Number));
    }

    #[test]
    fn what_nobody_knows_is_told_from_nothing() {
        assert_eq!(VendorType::of("blob"), VendorType::Unknown);
        assert_eq!(VendorType::of("blob[]"), VendorType::Unknown);
        assert_eq!(VendorType::of(" "), VendorType::Unspecified);
    }
}
