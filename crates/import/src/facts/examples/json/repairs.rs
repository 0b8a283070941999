//! Repairs of invalid JSON, and their messages.

/// A repair, with the first line that needed it and how often it was needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::facts) struct Repair {
    pub(in crate::facts) kind: RepairKind,
    pub(in crate::facts) line: u32,
    pub(in crate::facts) count: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::facts) enum RepairKind {
    Comment,
    ExtraComma,
    MissingComma,
    MissingBegin,
    MissingEnd,
    WideMark,
    SingleQuotes,
    BareKey,
    Escape,
    RawControl,
    Ellipsis,
    Constant,
    Invisible,
    DuplicateKey(String),
    LeadingText,
    TrailingText,
}

impl Repair {
    /// The message, which follows "to read an example of the request as JSON".
    pub(in crate::facts) fn message(&self) -> String {
        let (one, many) = match &self.kind {
            RepairKind::Comment => ("a comment was left out", "comments were left out"),
            RepairKind::ExtraComma => ("an extra comma was left out", "extra commas were left out"),
            RepairKind::MissingComma => ("a missing comma was added", "missing commas were added"),
            RepairKind::MissingBegin => {
                ("the missing opening brace was added", "missing opening braces were added")
            }
            RepairKind::MissingEnd => {
                ("the missing closing bracket was added", "missing closing brackets were added")
            }
            RepairKind::WideMark => (
                "a full-width punctuation mark was replaced",
                "full-width punctuation marks were replaced",
            ),
            RepairKind::SingleQuotes => {
                ("a string in single quotes was accepted", "strings in single quotes were accepted")
            }
            RepairKind::BareKey => {
                ("a key without quotes was accepted", "keys without quotes were accepted")
            }
            RepairKind::Escape => (
                "a backslash that escapes nothing was left out",
                "backslashes that escape nothing were left out",
            ),
            RepairKind::RawControl => (
                "an unescaped line break or control character in a string was accepted",
                "unescaped line breaks or control characters in strings were accepted",
            ),
            RepairKind::Ellipsis => ("an ellipsis was left out", "ellipses were left out"),
            RepairKind::Constant => {
                ("a misspelled constant was corrected", "misspelled constants were corrected")
            }
            RepairKind::Invisible => {
                ("an invisible character was left out", "invisible characters were left out")
            }
            RepairKind::DuplicateKey(name) => {
                let name = crate::facts::template::text::quoted(name);
                return format!(
                    "the key {name} is given twice in one object and its last value was used"
                );
            }
            RepairKind::LeadingText => {
                ("the text before it was left out", "the text before it was left out")
            }
            RepairKind::TrailingText => {
                ("the text after it was left out", "the text after it was left out")
            }
        };
        if self.count == 1 { one.to_owned() } else { format!("{} {many}", self.count) }
    }
}
