//! The vendor's names for types.

use unicode_normalization::UnicodeNormalization;

/// A type as a page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VendorType {
    /// Text.
    Text,
    /// `number`, which pages use both for whole numbers and for fractions.
    Number,
    /// A whole number.
    Integer,
    /// A number that may have a fraction.
    Fraction,
    /// A time, as a number or as text.
    Timestamp,
    /// `true` or `false`.
    Boolean,
    /// An object, whose fields are listed in a separate table.
    Object,
    /// JSON of any shape.
    Json,
    /// A list whose items have a known type.
    ListOf(Box<VendorType>),
    /// A list whose items have an unknown type.
    List,
    /// A part of a form: text or a file.
    FormPart,
    /// Bytes, as text or as the whole response.
    Bytes,
    /// The page gives no type.
    Unspecified,
    /// The page gives a name that is not known.
    Unknown,
}

/// Maximum length of a type's name in bytes, with its remarks. It limits the depth of lists of lists.
const LONGEST: usize = 256;

/// What is written before and after the item type of a list.
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
    /// Reads the name of a type, ignoring case, such as `string(32)`, `Array<String>` or `objarray`.
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

    /// Whether its fields may be listed in a separate table.
    #[must_use]
    pub fn has_fields(&self) -> bool {
        match self {
            Self::Object | Self::Json | Self::List => true,
            Self::ListOf(item) => matches!(**item, Self::Object | Self::Json),
            _ => false,
        }
    }
}

/// `string(32)` as `string`: parentheses after a type contain a remark.
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
    fn ignores_remarks_in_parentheses() {
        assert_eq!(VendorType::of("string(32)"), VendorType::Text);
        assert_eq!(VendorType::of("int (11)"), VendorType::Integer);
        assert_eq!(VendorType::of("string（最长 32）"), VendorType::Text);
        assert_eq!(VendorType::of("number(int)"), VendorType::Number);
        assert_eq!(VendorType::of("blob(32)"), VendorType::Unknown);
        assert_eq!(VendorType::of("(32)"), VendorType::Unknown);
    }

    #[test]
    fn reads_the_list_names_of_the_template() {
        assert_eq!(VendorType::of("objarray"), list_of(VendorType::Object));
        assert_eq!(VendorType::of("numarray"), list_of(VendorType::Number));
        assert_eq!(VendorType::of("strarray"), list_of(VendorType::Text));
        assert_eq!(VendorType::of("boolarray"), list_of(VendorType::Boolean));
    }

    #[test]
    fn reads_other_notations_of_lists() {
        for word in
            ["Array<String>", "array.<string>", "List<String>", "string[]", "Array of string"]
        {
            assert_eq!(VendorType::of(word), list_of(VendorType::Text), "{word}");
        }
        assert_eq!(VendorType::of("int64[]"), list_of(VendorType::Integer));
        assert_eq!(VendorType::of("Array(Object)"), list_of(VendorType::Object));
    }

    #[test]
    fn reads_lists_of_unknown_items() {
        assert_eq!(VendorType::of("Array"), VendorType::List);
        assert_eq!(VendorType::of("list"), VendorType::List);
    }

    #[test]
    fn rejects_a_name_that_is_too_long() {
        let word = format!("string{}", "[]".repeat(100_000));
        assert_eq!(VendorType::of(&word), VendorType::Unknown);
    }

    #[test]
    fn reads_chinese_names_wide_letters_and_marks() {
        assert_eq!(VendorType::of("字符串"), VendorType::Text);
        assert_eq!(VendorType::of("ｎｕｍｂｅｒ"), VendorType::Number);
        assert_eq!(VendorType::of("`string`,"), VendorType::Text);
        assert_eq!(VendorType::of("array of objects"), list_of(VendorType::Object));
        assert_eq!(VendorType::of("Array Number"), list_of(VendorType::Number));
    }

    #[test]
    fn distinguishes_unknown_from_unspecified() {
        assert_eq!(VendorType::of("blob"), VendorType::Unknown);
        assert_eq!(VendorType::of("blob[]"), VendorType::Unknown);
        assert_eq!(VendorType::of(" "), VendorType::Unspecified);
    }
}
