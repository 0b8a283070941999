//! What was repaired, and how that is said.

/// A repair, with the line of the first place that needed it and how many did.
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
    /// What was done, to follow "to read it as JSON".
    pub(in crate::facts) fn words(&self) -> String {
        let (one, many) = match &self.kind {
            RepairKind::Comment => ("a comment was left out", "comments were left out"),
            RepairKind::ExtraComma => {
                ("a comma too many was left out", "commas too many were left out")
            }
            RepairKind::MissingComma => ("a missing comma was added", "missing commas were added"),
            RepairKind::MissingBegin => {
                ("the missing brace at its beginning was added", "missing braces were added")
            }
            RepairKind::MissingEnd => (
                "the missing bracket at its end was added",
                "missing brackets at its end were added",
            ),
            RepairKind::WideMark => (
                "a full-width mark was taken for the plain one",
                "full-width marks were taken for the plain ones",
            ),
            RepairKind::SingleQuotes => (
                "a text in single quotes was taken as one",
                "texts in single quotes were taken as such",
            ),
            RepairKind::BareKey => {
                ("a key without quotes was taken as one", "keys without quotes were taken as such")
            }
            RepairKind::Escape => (
                "a backslash that escapes nothing was left out",
                "backslashes that escape nothing were left out",
            ),
            RepairKind::RawControl => (
                "a line's end inside a text was kept as part of it",
                "lines' ends inside texts were kept as part of them",
            ),
            RepairKind::Ellipsis => ("an ellipsis was left out", "ellipses were left out"),
            RepairKind::Constant => (
                "a constant in capitals was taken for the plain one",
                "constants in capitals were taken for the plain ones",
            ),
            RepairKind::Invisible => {
                ("an invisible character was left out", "invisible characters were left out")
            }
            RepairKind::DuplicateKey(name) => {
                let name = crate::facts::template::text::quoted(name);
                return format!("the key {name} stands twice in one object, the last was taken");
            }
            RepairKind::LeadingText => {
                ("what stands before it was left out", "what stands before it was left out")
            }
            RepairKind::TrailingText => {
                ("what stands behind it was left out", "what stands behind it was left out")
            }
        };
        if self.count == 1 { one.to_owned() } else { format!("{} {many}", self.count) }
    }
}
