//! The keys of an error code, in `errors.yaml` and in an endpoint's `errors:`.

use super::{ERROR_SOURCE, Keys, Name, Value, optional, required, spelled};

pub(crate) static ERROR_CODE: Keys = Keys {
    what: "an error code",
    name: "error_code",
    about: "An error code that any endpoint may answer with.",
    keys: &[
        required("name", Value::Name(Name::Camel), "Its name in Rust, UpperCamelCase."),
        optional("text", Value::Line, "The text that comes with it on the wire, where known."),
        required("class", Value::Text, "Its class: an id of api.yaml's `error_classes`."),
        required("meaning", Value::Prose, "What it means."),
        required("remedy", Value::Prose, "What to do about it."),
    ],
    rules: &[],
};

pub(crate) static ENDPOINT_ERROR: Keys = Keys {
    what: "an endpoint's error code",
    name: "endpoint_error",
    about: "An error code of an endpoint; `{}` where its page lists it and errors.yaml says all about it.",
    keys: &[
        optional(
            "source",
            Value::Words(|| spelled(ERROR_SOURCE)),
            "Where it is known from that the endpoint answers with it.",
        ),
        optional(
            "meaning",
            Value::Prose,
            "What it means here, in the place of the general meaning.",
        ),
        optional("remedy", Value::Prose, "What to do here, in the place of the general remedy."),
        optional("class", Value::Text, "Its class here: an id of api.yaml's `error_classes`."),
    ],
    rules: &[],
};
