//! What the vendor's words for types mean: one list, for those who draft specs and for those who compare.

/// A type as a page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// `number`, which pages use for whole numbers and for others.
    Number,
    Integer,
    /// A number that has a fraction for certain.
    Fraction,
    /// A moment, as a number or as text.
    Timestamp,
    Boolean,
    Object,
    /// JSON of any shape.
    Json,
    ListOf(Box<Kind>),
    /// A list of anything.
    List,
    /// A part of a form: a text or a file.
    FormPart,
    /// Bytes, as text or as a whole reply.
    Bytes,
    /// The page says nothing.
    Untold,
    /// A word that nobody knows.
    Unknown,
}

/// The most levels whose fields a draft lists: each is two of the file's.
pub(crate) const DEEPEST: usize = 10;

/// What stands around the word for the items of a list.
const LISTS: [(&str, &str); 10] = [
    ("array<", ">"),
    ("array.<", ">"),
    ("list<", ">"),
    ("array(", ")"),
    ("array[", "]"),
    ("arrayof", ""),
    ("listof", ""),
    ("", "[]"),
    ("", "array"),
    ("", "list"),
];

impl Kind {
    /// Reads a page's word, whatever its capitals: `string(32)`, `Array<String>`, `objarray`.
    pub(crate) fn of(word: &str) -> Self {
        let word = word.to_ascii_lowercase().replace('（', "(").replace('）', ")");
        let word: String = word.split_whitespace().collect();
        match Self::of_lowercase(&word) {
            Self::Unknown => Self::of_lowercase(without_remark(&word)),
            kind => kind,
        }
    }

    fn of_lowercase(word: &str) -> Self {
        match word {
            "" => Self::Untold,
            "string" | "str" | "text" | "varchar" | "date" | "datetime" => Self::Text,
            "number" | "num" => Self::Number,
            "int" | "integer" | "int32" | "int64" | "uint" | "uint32" | "uint64" | "long" => {
                Self::Integer
            }
            "double" | "float" | "decimal" => Self::Fraction,
            "timestamp" => Self::Timestamp,
            "bool" | "boolean" => Self::Boolean,
            "object" | "obj" => Self::Object,
            "json" => Self::Json,
            "array" | "list" => Self::List,
            "formdata" | "file" => Self::FormPart,
            "buffer" | "binary" | "base64" => Self::Bytes,
            _ => {
                let item =
                    |(start, end): &(&str, &str)| word.strip_prefix(start)?.strip_suffix(end);
                match LISTS.iter().find_map(item).map(Self::of_lowercase) {
                    None | Some(Self::Untold | Self::Unknown) => Self::Unknown,
                    Some(item) => Self::ListOf(Box::new(item)),
                }
            }
        }
    }

    /// Whether a table of its own may say what it consists of.
    pub(crate) fn has_fields(&self) -> bool {
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
    use super::Kind;

    fn list_of(item: Kind) -> Kind {
        Kind::ListOf(Box::new(item))
    }

    #[test]
    fn a_remark_in_parentheses_leaves_the_type_what_it_is() {
        assert_eq!(Kind::of("string(32)"), Kind::Text);
        assert_eq!(Kind::of("int (11)"), Kind::Integer);
        assert_eq!(Kind::of("string（最长 32）"), Kind::Text);
        assert_eq!(Kind::of("number(int)"), Kind::Number);
        assert_eq!(Kind::of("blob(32)"), Kind::Unknown);
        assert_eq!(Kind::of("(32)"), Kind::Unknown);
    }

    #[test]
    fn the_template_runs_item_and_array_together() {
        assert_eq!(Kind::of("objarray"), list_of(Kind::Object));
        assert_eq!(Kind::of("numarray"), list_of(Kind::Number));
        assert_eq!(Kind::of("strarray"), list_of(Kind::Text));
        assert_eq!(Kind::of("boolarray"), list_of(Kind::Boolean));
    }

    #[test]
    fn programmers_write_lists_in_their_own_ways() {
        for word in
            ["Array<String>", "array.<string>", "List<String>", "string[]", "Array of string"]
        {
            assert_eq!(Kind::of(word), list_of(Kind::Text), "{word}");
        }
        assert_eq!(Kind::of("int64[]"), list_of(Kind::Integer));
        assert_eq!(Kind::of("Array(Object)"), list_of(Kind::Object));
    }

    #[test]
    fn a_list_may_be_of_anything() {
        assert_eq!(Kind::of("Array"), Kind::List);
        assert_eq!(Kind::of("list"), Kind::List);
    }

    #[test]
    fn what_nobody_knows_is_told_from_nothing() {
        assert_eq!(Kind::of("blob"), Kind::Unknown);
        assert_eq!(Kind::of("blob[]"), Kind::Unknown);
        assert_eq!(Kind::of(" "), Kind::Untold);
    }
}
