//! What the quirks of a spec settle: a contradiction that one of them names is nobody's oversight.

use weixin_spec::{Endpoint, Field, Object, Quirk, Type};

/// What of a field, a code or a token two sources disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aspect<'a> {
    /// Whether there is such a field at all: a quirk that names it will do, where it can mean no other.
    Existence,
    /// Its type, which the other source calls by this word.
    Type(&'a str),
    /// Whether it must be there.
    Presence,
    /// What it consists of, which the other source doesn't say.
    Contents,
}

/// Words for whether something must be there, in any form of them.
const PRESENCE: [&str; 6] = ["require", "optional", "mandatory", "left out", "leave", "omit"];

/// What pages and specs call the same kind of value.
const KINDS: [&[&str]; 5] = [
    &["string", "text", "str", "url", "date", "base64"],
    &["number", "integer", "int", "double", "float", "fraction", "fen"],
    &["boolean", "bool"],
    &["object", "json"],
    &["list", "array", "objarray", "numarray", "strarray", "stringarray", "intarray", "boolarray"],
];

/// Words of import's remarks about a field that is there: about its type, its values or its mark.
const OTHER_THINGS: [&str; 11] = [
    "is documented as",
    "by the table, and",
    "on the page, and",
    "consists of",
    "column of enumerations",
    "plainly whether",
    "has no type",
    "stands twice",
    "listed twice",
    "too many fields or levels",
    "which is required",
];

/// Those of them that say that nothing tells what an object consists of.
const CONTENTS: [&str; 2] = ["consists of", "lists its fields"];

/// Words by which a quirk says what of a call it is about.
const REPLY: [&str; 6] = ["reply", "replies", "response", "answer", "answers", "returns"];
const REQUEST: [&str; 6] = ["request", "requests", "body", "form", "query", "sends"];

/// The quirks of an endpoint, asked what they settle.
pub(crate) struct Settled<'a> {
    quirks: Vec<Words<'a>>,
    /// The places of the spec's fields, such as `body.goods.name`.
    fields: Vec<String>,
}

/// The words of a quirk.
struct Words<'a> {
    text: &'a str,
    /// The same, where `items[].pos` is `items.pos`.
    plain: String,
    /// It may be about whether something is there at all: what import remarked of a field's type is not.
    of_existence: bool,
    /// It is marked for review.
    waits: bool,
}

impl<'a> Settled<'a> {
    pub(crate) fn of(endpoint: &'a Endpoint) -> Self {
        let mut fields = Vec::new();
        list("query", &endpoint.query, &mut fields);
        list("body", endpoint.body.fields(), &mut fields);
        list("response", endpoint.response.fields(), &mut fields);
        Self { quirks: endpoint.quirks.iter().map(Words::of).collect(), fields }
    }

    /// Whether a quirk says exactly this.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.quirks.iter().any(|quirk| quirk.text == words)
    }

    /// Whether a quirk names it, `like this`.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.quirks.iter().any(|quirk| quirk.names(name))
    }

    /// Whether a quirk that waits for no review names it.
    pub(crate) fn decides(&self, name: &str) -> bool {
        self.quirks.iter().any(|quirk| !quirk.waits && quirk.names(name))
    }

    /// Whether a quirk names a code, which needs no backticks.
    pub(crate) fn names_code(&self, code: &str) -> bool {
        let bare = |quirk: &Words<'_>| words(&quirk.plain).any(|word| word == code);
        self.quirks.iter().any(|quirk| quirk.names(code) || bare(quirk))
    }

    /// Whether a quirk names a field, such as `body.goods[].name`, by its place, its path or its name alone, and
    /// speaks of what is in question.
    ///
    /// A field that is new or gone must be the only one that is meant: a quirk about another of the same name
    /// has been there before, and says nothing about this one.
    pub(crate) fn settles(&self, place: &str, aspect: Aspect<'_>) -> bool {
        let place = place.replace("[]", "");
        let place =
            place.strip_prefix("form.").map_or(place.clone(), |path| format!("body.{path}"));
        let Some((part, path)) = place.split_once('.') else { return self.names(&place) };
        let name = path.rsplit('.').next().unwrap_or(path);
        let named = |quirk: &Words<'_>| [&*place, path, name].iter().any(|name| quirk.names(name));
        let meant = |quirk: &Words<'_>| {
            quirk.names(&place)
                || quirk.names(path) && (quirk.is_about(part) || self.is_alone(part, path))
                || quirk.names(name) && self.is_only_one(&place, name)
        };
        self.quirks.iter().any(|quirk| match aspect {
            Aspect::Existence => quirk.of_existence && meant(quirk),
            Aspect::Type(theirs) => named(quirk) && speaks_of_type(&quirk.plain, theirs),
            Aspect::Contents => {
                let unlisted = CONTENTS.iter().any(|words| quirk.text.contains(words));
                (quirk.of_existence || unlisted) && meant(quirk)
            }
            Aspect::Presence => {
                named(quirk) && PRESENCE.iter().any(|word| quirk.plain.contains(word))
            }
        })
    }

    /// Whether no other part of the call has a field of this path.
    fn is_alone(&self, part: &str, path: &str) -> bool {
        let others = |field: &&String| {
            field.split_once('.').is_some_and(|(other, there)| other != part && there == path)
        };
        !self.fields.iter().any(|field| others(&field))
    }

    /// Whether the spec has no field of this name in another place.
    fn is_only_one(&self, place: &str, name: &str) -> bool {
        let same = |field: &&String| field.rsplit('.').next() == Some(name) && *field != place;
        !self.fields.iter().any(|field| same(&field))
    }
}

impl<'a> Words<'a> {
    fn of(quirk: &'a Quirk) -> Self {
        let text = quirk.text();
        let waits = matches!(quirk, Quirk::Review { .. });
        let of_existence = !waits || !OTHER_THINGS.iter().any(|words| text.contains(words));
        Self { text, plain: text.replace("[]", ""), of_existence, waits }
    }

    /// Names stand in backticks.
    fn names(&self, name: &str) -> bool {
        self.plain.contains(&format!("`{name}`"))
    }

    /// Whether it speaks of this part of the call and of no other.
    fn is_about(&self, part: &str) -> bool {
        let text = self.plain.to_ascii_lowercase();
        let says = |some: &[&str]| words(&text).any(|word| some.contains(&word));
        if part == "response" {
            says(&REPLY) && !says(&REQUEST)
        } else {
            says(&REQUEST) && !says(&REPLY)
        }
    }
}

/// Where the fields of a list are, and those in them.
fn list(place: &str, fields: &[Field], out: &mut Vec<String>) {
    for field in fields {
        let place = format!("{place}.{}", field.name.value);
        if let Type::Object(Object { fields }) = field.ty.innermost() {
            list(&place, fields, out);
        }
        out.push(place);
    }
}

fn speaks_of_type(quirk: &str, theirs: &str) -> bool {
    let theirs = theirs.to_ascii_lowercase();
    let kind = KINDS.into_iter().find(|kind| words(&theirs).any(|word| kind.contains(&word)));
    let quirk = quirk.to_ascii_lowercase();
    match kind {
        Some(kind) => words(&quirk).any(|word| kind.contains(&word)),
        // Behind the type may stand whether it is required.
        None => {
            words(&theirs).next().is_some_and(|theirs| words(&quirk).any(|word| word == theirs))
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
}

#[cfg(test)]
mod tests;
