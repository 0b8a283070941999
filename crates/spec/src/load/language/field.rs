//! The keys of fields and shared types.

use super::{
    ACCEPTS, EMPTY, FOR, Key, Keys, Name, Rule, Value, flag, optional, required, ruled, spelled,
};

const FIELDS: Key = ruled("fields", Value::Fields, "The fields of an `object`.");

const VALUES: Key = ruled(
    "values",
    Value::Each(Name::Free, &MEANING),
    "The known values of an `enum`, all text or all whole numbers, each with its meaning.",
);

static MEANING: Value = Value::Either(&[Value::Prose, Value::Keys(&VALUE)]);

pub(crate) static FIELD: Keys = Keys {
    what: "a field",
    name: "field",
    about: "A field with more than a type.",
    keys: &[
        ruled(
            "type",
            Value::Type,
            "Its type: a word of the language, an UpperCamelCase type of types/, `list of …` or `map of …`.",
        ),
        FIELDS,
        VALUES,
        ruled("format", Value::Line, "How a `date` is written, such as `yyyyMMdd`."),
        ruled(
            "file_name",
            Value::Header { slash: false },
            "What a `file` is called unless the caller says.",
        ),
        ruled(
            "content_type",
            Value::Header { slash: true },
            "The content type of a `file` unless the caller says, such as `application/pdf`.",
        ),
        flag(
            "required",
            "Whether it must be there. In a request it must unless this is `no`; in a response it may be \
             absent unless this is `yes`, for what the response is useless without.",
        ),
        optional("when", Value::Line, "The condition under which it must be there, in words."),
        optional("about", Value::Prose, "What it is, with its unit."),
        optional(
            "rust",
            Value::Name(Name::Snake),
            "Its name in Rust, where the wire's name won't do.",
        ),
        optional(
            "type_name",
            Value::Name(Name::Camel),
            "The Rust name of the type defined here, where the one made of the field's name won't do.",
        ),
        optional("limits", Value::Keys(&LIMITS), "Documented limits, each inclusive."),
        optional("default", Value::Json, "What the vendor assumes where it is absent."),
        optional("fixed", Value::Json, "The one value it ever has; the client sends it by itself."),
        flag("secret", "It is never shown."),
        optional("example", Value::Json, "An example value."),
        optional(
            "aliases",
            Value::List(0, &Value::Name(Name::Wire)),
            "Other spellings that occur on the wire.",
        ),
        optional(
            "accepts",
            Value::Words(|| spelled(ACCEPTS)),
            "What the wire is known to have beside the type; a response is read either way.",
        ),
        optional("empty", Value::Words(|| spelled(EMPTY)), "What an empty value means."),
        optional("deprecated", Value::Line, "What to use instead."),
        ruled(
            "from",
            Value::Keys(&FROM),
            "It is documented here but lives inside another field's value.",
        ),
    ],
    rules: &[Rule::AnyOf(&["type", "from"]), Rule::NotBoth("required", "when"), Rule::TypeParts],
};

pub(crate) static FROM: Keys = Keys {
    what: "`from`",
    name: "from",
    about: "Where a derived field is read from.",
    keys: &[
        required("query", Value::Name(Name::Wire), "The query parameter that holds it."),
        required("of", Value::Text, "The field, an address, whose query that is."),
    ],
    rules: &[],
};

pub(crate) static LIMITS: Keys = Keys {
    what: "`limits`",
    name: "limits",
    about: "Documented limits: `9` is at most nine, `{ min: 1, max: 9 }` from one to nine.",
    keys: &[
        optional("chars", COUNT, "Unicode characters of a text."),
        optional("bytes", COUNT, "UTF-8 bytes of a text, bytes of a binary value."),
        optional("items", COUNT, "Entries of a list or map."),
        optional(
            "value",
            Value::Either(&[Value::Whole(i64::MIN, i64::MAX), Value::Keys(&LIMIT)]),
            "A number itself.",
        ),
    ],
    rules: &[],
};

const COUNT: Value = Value::Either(&[Value::Whole(0, i64::MAX), Value::Keys(&LIMIT)]);

pub(crate) static LIMIT: Keys = Keys {
    what: "a limit",
    name: "limit",
    about: "The least and the most.",
    keys: &[
        ruled("min", Value::Whole(i64::MIN, i64::MAX), "The least."),
        ruled("max", Value::Whole(i64::MIN, i64::MAX), "The most."),
    ],
    rules: &[Rule::AnyOf(&["min", "max"])],
};

pub(crate) static VALUE: Keys = Keys {
    what: "a value",
    name: "value",
    about: "A value of an enum that has a name of its own.",
    keys: &[
        optional("name", Value::Name(Name::Camel), "Its name in Rust, UpperCamelCase."),
        required("about", Value::Prose, "What it means."),
    ],
    rules: &[],
};

pub(crate) static SHARED_TYPE: Keys = Keys {
    what: "a shared type",
    name: "type",
    about: "A type that several endpoints share. The file's name, in UpperCamelCase, is the type's.",
    keys: &[
        required("title", Value::Line, "One line of purpose; the first line of its documentation."),
        optional("about", Value::Prose, "More about it."),
        ruled(
            "for",
            Value::Words(|| spelled(FOR)),
            "Which messages its `fields` stand in, and so whether they are required unless they say.",
        ),
        FIELDS,
        VALUES,
    ],
    rules: &[Rule::One(&["fields", "values"]), Rule::Together("for", "fields")],
};
