//! What the quirks of a spec settle: a contradiction that one of them names is nobody's oversight.

use weixin_catalog::Quirk;

/// What of a field, a code or a token two sources disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect<'a> {
    /// Whether there is such a thing at all: a quirk that names it will do.
    Existence,
    /// Its type, which the other source calls by this word.
    Type(&'a str),
    /// Whether it must be there.
    Presence,
}

/// Words for whether something must be there, in any form of them.
const PRESENCE: [&str; 6] = ["require", "optional", "mandatory", "left out", "leave", "omit"];

/// What pages and specs call the same kind of value.
const KINDS: [&[&str]; 5] = [
    &["string", "text", "str", "url", "date", "base64"],
    &["number", "integer", "int", "double", "float", "fraction", "fen"],
    &["boolean", "bool"],
    &["object", "json"],
    &["list", "array", "objarray", "numarray"],
];

/// Whether one of the quirks names it, `like this`, and says a word about what is in question.
pub(crate) fn settle<'q>(
    quirks: impl IntoIterator<Item = &'q str>,
    name: &str,
    aspect: Aspect<'_>,
) -> bool {
    quirks.into_iter().any(|quirk| names(quirk, name) && speaks_of(quirk, aspect))
}

/// What import says of a field that is on the page.
const OTHER_THINGS: [&str; 6] = [
    "is documented as",
    "consists of",
    "plainly whether",
    "has no type",
    "stands twice",
    "which is required",
];

/// Whether a quirk may be about a field's being there at all: what import itself remarked of its type or
/// mark is not.
pub(crate) fn may_be_of_existence(quirk: &Quirk) -> bool {
    match quirk {
        Quirk::Review { review } => !OTHER_THINGS.iter().any(|words| review.contains(words)),
        Quirk::Settled(_) => true,
    }
}

/// Names stand in backticks; a number may stand without.
fn names(quirk: &str, name: &str) -> bool {
    let number = name.parse::<i64>().is_ok();
    quirk.contains(&format!("`{name}`")) || number && words(quirk).any(|word| word == name)
}

fn speaks_of(quirk: &str, aspect: Aspect<'_>) -> bool {
    match aspect {
        Aspect::Existence => true,
        Aspect::Type(theirs) => {
            let theirs = theirs.to_ascii_lowercase();
            let kind =
                KINDS.into_iter().find(|kind| words(&theirs).any(|word| kind.contains(&word)));
            let quirk = quirk.to_ascii_lowercase();
            match kind {
                Some(kind) => words(&quirk).any(|word| kind.contains(&word)),
                // Behind the type may stand whether it is required.
                None => words(&theirs)
                    .next()
                    .is_some_and(|theirs| words(&quirk).any(|word| word == theirs)),
            }
        }
        Aspect::Presence => PRESENCE.iter().any(|word| quirk.contains(word)),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quirk_that_names_a_thing_settles_whether_it_is_there() {
        assert!(settle(["The page calls it `lamp`."], "lamp", Aspect::Existence));
        assert!(!settle(["The page calls it `lamps`."], "lamp", Aspect::Existence));
        assert!(!settle(["The page shows a lamp."], "lamp", Aspect::Existence));
    }

    #[test]
    fn codes_need_no_backticks() {
        assert!(settle(["The page lists 40001 twice."], "40001", Aspect::Existence));
        assert!(settle(["-1 came in practice."], "-1", Aspect::Existence));
        assert!(!settle(["The page lists 400010."], "40001", Aspect::Existence));
    }

    #[test]
    fn a_type_is_settled_by_a_quirk_that_says_the_other_one() {
        let quirks = ["`lamp` is documented as an Int, and shown as text."];
        assert!(settle(quirks, "lamp", Aspect::Type("number")));
        assert!(settle(quirks, "lamp", Aspect::Type("string")));
        assert!(!settle(quirks, "lamp", Aspect::Type("objarray")));
        assert!(!settle(["An example lacks `lamp`."], "lamp", Aspect::Type("number")));
    }

    #[test]
    fn a_type_that_nobody_knows_is_settled_whatever_is_said_of_its_mark() {
        let quirks = ["`lamp` is documented as `blob`, which says nothing: it is `json` here."];
        assert!(settle(quirks, "lamp", Aspect::Type("blob, optional")));
        assert!(!settle(quirks, "lamp", Aspect::Type("glow, optional")));
    }

    #[test]
    fn a_mark_is_settled_by_a_quirk_that_speaks_of_marks() {
        assert!(settle(["The old page requires `lamp`."], "lamp", Aspect::Presence));
        assert!(!settle(["`lamp` is documented as text."], "lamp", Aspect::Presence));
    }

    #[test]
    fn name_and_word_stand_in_one_quirk() {
        let quirks = ["`lamp` flickers.", "`desk` is a number."];
        assert!(!settle(quirks, "lamp", Aspect::Type("number")));
    }
}
