//! The keys and words of the spec language, written down once: the parser reads by these tables and
//! the JSON Schema for editors is made of them, so that neither can know a key or a word that the
//! other doesn't.

mod api;
mod endpoint;
mod errors;
mod example;
mod field;
mod types;
mod words;

pub(crate) use api::{ACCOUNT, API, ENVELOPE, ERROR_CLASS, EXTENDING_API, GROUP, HOSTS, TOKEN};
pub(crate) use endpoint::{ACCESS, DOWNLOAD, ENDPOINT, KEYED, QUIRK, VENDOR};
pub(crate) use errors::{ENDPOINT_ERROR, ERROR_CODE};
pub(crate) use example::EXAMPLE;
pub(crate) use field::{FIELD, FROM, LIMIT, LIMITS, SHARED_TYPE, VALUE};
pub(crate) use types::{COMPOSITE_TYPES, MAX_WRAPS, PLAIN_TYPES, WRAPPERS, part_type, type_words};
pub(crate) use words::{
    ACCEPTS, ACCOUNTS, ACTIONS, ADMISSIONS, BODY, CLOUD_CALL, DIFFERS, EMPTY, ERROR_SOURCE,
    ERROR_TABLE, EVIDENCE, EXTENDED, FOR, IDEMPOTENCY, PERMISSION_SETS, RESPONSE, Spelling, TOKENS,
    Word, YES_NO, spelled,
};

/// A mapping whose keys the language knows.
#[derive(Debug)]
pub(crate) struct Keys {
    /// What it is called in diagnostics, as in "an endpoint has no key …".
    pub(crate) what: &'static str,
    /// Its name among the schema's definitions.
    pub(crate) name: &'static str,
    /// What it is, for a person who hovers over it.
    pub(crate) about: &'static str,
    /// Its keys, in the order in which they are best written.
    pub(crate) keys: &'static [Key],
    /// What holds of several keys together.
    pub(crate) rules: &'static [Rule],
}

impl Keys {
    /// A key by its name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The key that had this name in an earlier version of the language.
    pub(crate) fn renamed(&self, old: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.formerly.contains(&old))
    }
}

/// One key of a mapping.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What it was called in earlier versions of the language.
    pub(crate) formerly: &'static [&'static str],
    pub(crate) need: Need,
    pub(crate) value: Value,
    /// What it says, for a person who hovers over it.
    pub(crate) about: &'static str,
}

impl Key {
    /// The same key, which had these names in earlier versions of the language.
    pub(crate) const fn formerly(mut self, names: &'static [&'static str]) -> Self {
        self.formerly = names;
        self
    }
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    Required,
    Optional,
    /// A [`Rule`] says.
    Rule,
}

/// What holds of several keys of one mapping.
#[derive(Debug)]
pub(crate) enum Rule {
    /// One of these is there, and one alone.
    One(&'static [&'static str]),
    /// At least one of these is there.
    AnyOf(&'static [&'static str]),
    /// One of these is there only together with the other.
    Together(&'static str, &'static str),
    /// The first is there only together with the second.
    Needs(&'static str, &'static str),
    /// These don't stand beside each other.
    NotBoth(&'static str, &'static str),
    /// The parts of a type, such as an enum's values, are there where the type wants them, and only there.
    TypeParts,
}

/// What a key takes.
#[derive(Debug)]
pub(crate) enum Value {
    /// Any text.
    Text,
    /// One line of text.
    Line,
    /// Paragraphs of text.
    Prose,
    /// A name.
    Name(Name),
    /// A whole number from the one to the other.
    Whole(i64, i64),
    /// An `https://` address.
    Address,
    /// An `https://` address without a path.
    Host,
    /// `yyyy-mm-dd`
    Date,
    /// `METHOD /path?name=value`
    Call,
    /// 16 hexadecimal digits.
    Fingerprint,
    /// What may stand in a header; with or without a slash.
    Header { slash: bool },
    /// JSON of any shape.
    Json,
    /// One of the words that this lists.
    Words(fn() -> Vec<Spelling>),
    /// The words of a type.
    Type,
    /// The words of a type that needs no further keys.
    PlainType,
    /// Fields by their names: the one place where the language contains itself.
    Fields,
    /// A mapping.
    Keys(&'static Keys),
    /// A mapping whose keys are the author's own.
    Each(Name, &'static Value),
    /// A list with a minimum number of items.
    List(usize, &'static Value),
    /// Any of these.
    Either(&'static [Value]),
}

/// What a name looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Name {
    /// A name on the wire.
    Wire,
    /// `lower_case`
    Snake,
    /// `UpperCamelCase`
    Camel,
    /// A whole number, negative ones too.
    Number,
    /// A whole number of 32 bits that is not negative.
    Natural,
    /// Any text.
    Free,
}

pub(crate) const fn required(name: &'static str, value: Value, about: &'static str) -> Key {
    Key { name, formerly: &[], need: Need::Required, value, about }
}

pub(crate) const fn optional(name: &'static str, value: Value, about: &'static str) -> Key {
    Key { name, formerly: &[], need: Need::Optional, value, about }
}

/// A key that a [`Rule`] requires in some cases.
pub(crate) const fn ruled(name: &'static str, value: Value, about: &'static str) -> Key {
    Key { name, formerly: &[], need: Need::Rule, value, about }
}

/// A key that is `yes` or `no`.
pub(crate) const fn flag(name: &'static str, about: &'static str) -> Key {
    optional(name, Value::Words(|| spelled(YES_NO)), about)
}
