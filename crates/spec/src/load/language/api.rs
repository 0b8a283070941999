//! The keys of `api.yaml`.

use super::{ACTIONS, EXTENDED, Key, Keys, Name, Value, flag, optional, required, spelled};

pub(crate) static API: Keys = Keys {
    what: "api.yaml",
    name: "whole_api",
    about: "What holds for every endpoint of an API.",
    keys: &[
        required("title", Value::Line, "The API's name."),
        optional("about", Value::Prose, "What it is, in a few words."),
        required("hosts", Value::Keys(&HOSTS), "Where it answers."),
        required("envelope", Value::Keys(&ENVELOPE), "How a reply says whether the call worked."),
        required(
            "tokens",
            Value::Each(Name::Snake, &Value::Keys(&TOKEN)),
            "The kinds of token that calls take, by the ids that endpoints use.",
        ),
        required(
            "accounts",
            Value::Each(Name::Snake, &Value::Keys(&ACCOUNT)),
            "The kinds of account that may call, by the ids that endpoints use.",
        ),
        PERMISSION_SETS,
        GROUPS,
        required(
            "error_classes",
            Value::Each(Name::Snake, &Value::Keys(&ERROR_CLASS)),
            "What kinds of error there are, by the ids that error codes use.",
        ),
    ],
    rules: &[],
};

const PERMISSION_SETS: Key = optional(
    "permission_sets",
    Value::Each(Name::Natural, &Value::Line),
    "What an account may grant to a third-party platform: the vendor's number, and what it covers.",
);

pub(crate) static EXTENDING_API: Keys = Keys {
    what: "an api.yaml with `extends`",
    name: "extending_api",
    about: "A folder that adds endpoints to an API: all that it says holds for them too.",
    keys: &[
        required(
            "extends",
            Value::Words(|| spelled(EXTENDED)),
            "The API that endpoints are added to.",
        ),
        optional("title", Value::Line, "What the endpoints are called together."),
        optional("about", Value::Prose, "What they are, in a few words."),
        PERMISSION_SETS,
        GROUPS,
    ],
    rules: &[],
};

const GROUPS: Key = optional(
    "groups",
    Value::Each(Name::Snake, &EACH_GROUP),
    "What the groups of endpoints are for, by the names of their folders.",
);

static EACH_GROUP: Value = Value::Keys(&GROUP);

pub(crate) static GROUP: Keys = Keys {
    what: "a group",
    name: "group",
    about: "What a group of endpoints is for.",
    keys: &[
        required(
            "about",
            Value::Prose,
            "A sentence that introduces the group in the documentation.",
        ),
        optional(
            "aliases",
            Value::List(0, &Value::Line),
            "Other names that users search for, such as the vendor's.",
        ),
    ],
    rules: &[],
};

pub(crate) static HOSTS: Keys = Keys {
    what: "`hosts`",
    name: "hosts",
    about: "Base addresses, without a path: paths are the endpoints'.",
    keys: &[
        required("main", Value::Host, "The address used unless the client says otherwise."),
        optional(
            "alternates",
            Value::List(0, &Value::Host),
            "Further addresses of the same vendor.",
        ),
    ],
    rules: &[],
};

pub(crate) static ENVELOPE: Keys = Keys {
    what: "`envelope`",
    name: "envelope",
    about: "The keys by which a reply says whether the call worked.",
    keys: &[
        required("code", Value::Name(Name::Wire), "Key of the error code."),
        required("message", Value::Name(Name::Wire), "Key of the error text."),
        required(
            "success",
            Value::Whole(i64::MIN, i64::MAX),
            "The code that means success; so does an absent one.",
        ),
    ],
    rules: &[],
};

const ABOUT: Key = required("about", Value::Prose, "What it is.");

pub(crate) static TOKEN: Keys = Keys {
    what: "a token",
    name: "token",
    about: "One kind of token.",
    keys: &[
        required("query", Value::Name(Name::Wire), "The query parameter that carries it."),
        flag("third_party", "It is a third-party platform's, for calls on an account's behalf."),
        ABOUT,
    ],
    rules: &[],
};

pub(crate) static ACCOUNT: Keys = Keys {
    what: "an account kind",
    name: "account",
    about: "One kind of account.",
    keys: &[
        required("title", Value::Line, "Its English name."),
        required("vendor", Value::Line, "The vendor's own name for it."),
        ABOUT,
    ],
    rules: &[],
};

pub(crate) static ERROR_CLASS: Keys = Keys {
    what: "an error class",
    name: "error_class",
    about: "A class of error codes: a judgement of what a client may do by itself.",
    keys: &[
        required("action", Value::Words(|| spelled(ACTIONS)), "What a client may do."),
        required("about", Value::Prose, "What such an error means."),
    ],
    rules: &[],
};
