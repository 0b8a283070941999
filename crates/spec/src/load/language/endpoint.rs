//! The keys of an endpoint: `<group>/<id>.yaml`.

use super::{
    ACCOUNTS, ADMISSIONS, BODY, CLOUD_CALL, DIFFERS, ENDPOINT_ERROR, ERROR_TABLE, EVIDENCE,
    EXAMPLE, IDEMPOTENCY, Keys, Name, PERMISSION_SETS, RESPONSE, Rule, TOKENS, Value, flag,
    optional, required, ruled, spelled,
};

pub(crate) static ENDPOINT: Keys = Keys {
    what: "an endpoint",
    name: "endpoint",
    about: "One endpoint. The file's folder is its group, the file's name its id and the method's name.",
    keys: &[
        required("title", Value::Line, "One line of purpose; the first line of its documentation."),
        required(
            "vendor",
            Value::Keys(&VENDOR),
            "Where the vendor describes it; `{}` where nowhere.",
        ),
        optional("evidence", Value::Words(|| spelled(EVIDENCE)), "Where the facts come from."),
        flag("legacy", "It has left the vendor's current docs."),
        optional("about", Value::Prose, "More about it, in your own words."),
        required(
            "call",
            Value::Call,
            "Method, path and the query values that never vary: `POST /lamp/switch?mode=on`. The host \
             is in api.yaml; the token is added automatically.",
        ),
        required("access", Value::Keys(&ACCESS), "Who may call."),
        required(
            "idempotency",
            Value::Either(&[Value::Words(|| spelled(IDEMPOTENCY)), Value::Keys(&KEYED)]),
            "What happens if the same request is sent twice. There is no default, because it decides what a \
             client may retry by itself.",
        )
        .formerly(&["resend"]),
        optional(
            "verified_by",
            Value::List(0, &Value::Text),
            "Endpoints that tell what became of a call whose reply was lost.",
        ),
        optional("query", Value::Fields, "Query parameters that the caller gives."),
        ruled(
            "body",
            Value::Either(&[Value::Words(|| spelled(BODY)), Value::Fields]),
            "The JSON body: its fields, `{}` for the empty object, or a word.",
        ),
        ruled(
            "form",
            Value::Fields,
            "In the place of `body`: the parts of a `multipart/form-data` body.",
        ),
        ruled(
            "response",
            Value::Either(&[Value::Words(|| spelled(RESPONSE)), Value::Fields]),
            "What a success brings beside the envelope: its fields, `{}` for none, or a word.",
        ),
        ruled(
            "download",
            Value::Keys(&DOWNLOAD),
            "In the place of `response`: a success is a file.",
        ),
        optional(
            "error_table",
            Value::Words(|| spelled(ERROR_TABLE)),
            "What its page says of error codes.",
        ),
        optional(
            "errors",
            Value::Each(Name::Number, &Value::Keys(&ENDPOINT_ERROR)),
            "The error codes that its page lists, and others that say their `source`; words here take the \
             place of those in errors.yaml.",
        ),
        optional(
            "examples",
            Value::List(0, &Value::Keys(&EXAMPLE)),
            "Exchanges, each checked against the fields.",
        ),
        optional(
            "quirks",
            Value::List(0, &Value::Keys(&QUIRK)),
            "For maintainers: where the vendor's page, its example, SDKs and the spec disagree.",
        ),
        optional(
            "notes",
            Value::List(0, &Value::Prose),
            "For callers: what they need to know beside `about`, a list in the method's documentation.",
        ),
    ],
    rules: &[Rule::One(&["body", "form"]), Rule::One(&["response", "download"])],
};

pub(crate) static QUIRK: Keys = Keys {
    what: "a quirk",
    name: "quirk",
    about: "A difference between sources, or a remark. With `about` and `differs` it excuses exactly that difference.",
    keys: &[
        ruled(
            "about",
            Value::Line,
            "The part of the endpoint: `query.NAME`, `body.PATH`, `form.PATH` or `response.PATH` (lists without \
             `[]`), `errors.40001`, a part of `access` such as `access.accounts`, or `query`, `body`, `form`, \
             `response`, `download`, `call`, `errors`, `example` or `vendor` as a whole.",
        ),
        ruled(
            "differs",
            Value::Either(&[
                Value::Words(|| spelled(DIFFERS)),
                Value::List(1, &Value::Words(|| spelled(DIFFERS))),
            ]),
            "What differs there: a word, or a list of words.",
        ),
        ruled(
            "page",
            Value::Line,
            "What the page has there, where a short value fits: its type, its name, its path.",
        ),
        ruled("note", Value::Prose, "What was decided, and why."),
        ruled(
            "review",
            Value::Prose,
            "In the place of `note`: what is still to be decided; a warning until then.",
        ),
    ],
    rules: &[
        Rule::One(&["note", "review"]),
        Rule::Together("about", "differs"),
        Rule::Needs("page", "about"),
    ],
};

pub(crate) static VENDOR: Keys = Keys {
    what: "`vendor`",
    name: "vendor",
    about: "Where the vendor describes the endpoint.",
    keys: &[
        optional("name", Value::Line, "The vendor's name for it."),
        optional("page", Value::Address, "The vendor's page."),
        optional("read", Value::Date, "The day on which the page was read."),
        optional(
            "fingerprint",
            Value::Fingerprint,
            "What the page said then, as 16 hexadecimal digits that `cargo gen drift` writes.",
        ),
        optional("also", Value::List(0, &Value::Address), "Further pages."),
    ],
    rules: &[],
};

pub(crate) static ACCESS: Keys = Keys {
    what: "`access`",
    name: "access",
    about: "Who may call.",
    keys: &[
        required(
            "tokens",
            Value::Either(&[Value::Words(|| spelled(TOKENS)), Value::List(1, &Value::Text)]),
            "The kinds of token that it takes, any one of them: ids of api.yaml's `tokens`.",
        ),
        required(
            "accounts",
            Value::Either(&[
                Value::Words(|| spelled(ACCOUNTS)),
                Value::Each(Name::Free, &Value::Words(|| spelled(ADMISSIONS))),
            ]),
            "The kinds of account that may call: ids of api.yaml's `accounts`. Kinds that aren't named may not.",
        ),
        required(
            "permission_sets",
            Value::Either(&[
                Value::Words(|| spelled(PERMISSION_SETS)),
                Value::List(1, &Value::Whole(0, u32::MAX as i64)),
            ]),
            "A third-party platform needs one of these: numbers of api.yaml's `permission_sets`.",
        ),
        required(
            "cloud_call",
            Value::Words(|| spelled(CLOUD_CALL)),
            "Whether the vendor's own cloud may call it without a token.",
        ),
    ],
    rules: &[],
};

pub(crate) static KEYED: Keys = Keys {
    what: "`idempotency`",
    name: "keyed",
    about: "The vendor rejects a second request with the same values in these fields.",
    keys: &[required(
        "keyed",
        Value::List(0, &Value::Text),
        "Request fields; a field within an object as `order.id`.",
    )
    .formerly(&["dedup"])],
    rules: &[],
};

pub(crate) static DOWNLOAD: Keys = Keys {
    what: "`download`",
    name: "download",
    about: "A success that is a file instead of JSON.",
    keys: &[
        required("about", Value::Prose, "What the file is."),
        required(
            "limit",
            Value::Whole(1, 1 << 30),
            "The most bytes that are read of it, up to 1 GiB.",
        ),
    ],
    rules: &[],
};
