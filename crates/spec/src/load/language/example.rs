//! The keys of an endpoint's example.

use super::{Keys, Name, Rule, Value, flag, optional, ruled};

pub(crate) static EXAMPLE: Keys = Keys {
    what: "an example",
    name: "example",
    about: "One exchange: documentation, a wire test, and the sandbox's answer.",
    keys: &[
        optional(
            "name",
            Value::Name(Name::Snake),
            "What it shows; needed where there are several.",
        ),
        ruled("query", Value::Json, "The query parameters sent, by name."),
        ruled("request", Value::Json, "The body sent, as it is on the wire."),
        ruled("response", Value::Json, "What a success brings, as it is on the wire."),
        ruled("error", Value::Json, "What a refusal brings, as it is on the wire."),
        flag(
            "published",
            "Its secrets are samples on the vendor's public page, for everybody to see.",
        ),
    ],
    rules: &[
        Rule::NotBoth("response", "error"),
        Rule::AnyOf(&["query", "request", "response", "error"]),
    ],
};
