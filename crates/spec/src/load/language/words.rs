//! The words of the language, each with what it becomes and what it means.

use crate::{
    Accounts, Action, Admission, Differs, ErrorSource, ErrorTable, Evidence, Idempotency, Known,
    Serves,
};

/// A word of the language.
#[derive(Debug)]
pub(crate) struct Word<T> {
    /// As it is written.
    pub(crate) word: &'static str,
    /// How it was written in earlier versions of the language.
    pub(crate) formerly: &'static [&'static str],
    /// What the parser makes of it.
    pub(crate) value: T,
    /// What it means, for a person who chooses among the words.
    pub(crate) about: &'static str,
}

pub(super) const fn word<T>(word: &'static str, value: T, about: &'static str) -> Word<T> {
    Word { word, formerly: &[], value, about }
}

/// A word that was written in another way in an earlier version of the language.
pub(super) const fn renamed<T>(
    word: &'static str,
    formerly: &'static [&'static str],
    value: T,
    about: &'static str,
) -> Word<T> {
    Word { word, formerly, value, about }
}

/// A word without its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spelling {
    pub(crate) word: &'static str,
    pub(crate) formerly: &'static [&'static str],
    pub(crate) about: &'static str,
}

/// The words without their values.
pub(crate) fn spelled<T>(words: &'static [Word<T>]) -> Vec<Spelling> {
    let spelling =
        |&Word { word, formerly, about, .. }: &Word<T>| Spelling { word, formerly, about };
    words.iter().map(spelling).collect()
}

/// Where YAML 1.1 and 1.2 disagree about `yes`, the language doesn't: it is a yes.
pub(crate) static YES_NO: &[Word<bool>] = &[
    word("yes", true, ""),
    word("no", false, ""),
    word("true", true, ""),
    word("false", false, ""),
];

pub(crate) static EVIDENCE: &[Word<Evidence>] = &[
    word(
        "vendor",
        Evidence::Vendor,
        "The vendor's own page was read. So it is unless said otherwise.",
    ),
    word("sdk", Evidence::Sdk, "Third-party SDK sources; the vendor's page was not read."),
];

pub(crate) static ACTIONS: &[Word<Action>] = &[
    word("stop", Action::Stop, "Nothing: report it."),
    renamed(
        "retry",
        &["resend"],
        Action::Retry,
        "Send again after a pause, if the endpoint's idempotency class allows it.",
    ),
    word("refresh_token", Action::RefreshToken, "Fetch a new token and send once more."),
    word("wait", Action::Wait, "Ask again later."),
];

pub(crate) static TOKENS: &[Word<()>] = &[word("none", (), "The call takes no token.")];

pub(crate) static ACCOUNTS: &[Word<Accounts>] = &[
    word("all", Accounts::All, "Every kind of account may call."),
    word("unknown", Accounts::Unknown, "The page doesn't say."),
];

pub(crate) static ADMISSIONS: &[Word<Admission>] = &[
    word("yes", Admission::Yes, "It may call."),
    word("no", Admission::No, "It may not, and neither may any kind that isn't named."),
    word("on_application", Admission::OnApplication, "After an application to the vendor."),
];

/// The APIs that a spec folder may add endpoints to, each with its name.
pub(crate) static EXTENDED: &[Word<&str>] =
    &[word("weixin", "weixin", "WeChat's, as the crate `weixin` has it.")];

/// Whether it is unknown which sets there are; else there are none.
pub(crate) static PERMISSION_SETS: &[Word<bool>] = &[
    word("none", false, "A third-party platform may not call."),
    word("unknown", true, "The page doesn't say."),
];

pub(crate) static CLOUD_CALL: &[Word<Known>] = &[
    word("yes", Known::Yes, "The vendor's cloud may call it without a token."),
    word("no", Known::No, "It may not."),
    word("unknown", Known::Unknown, "The page doesn't say."),
];

pub(crate) static IDEMPOTENCY: &[Word<Idempotency>] = &[
    renamed(
        "read_only",
        &["read"],
        Idempotency::ReadOnly,
        "It only reads, so it is safe to repeat.",
    ),
    renamed(
        "idempotent",
        &["converge"],
        Idempotency::Idempotent,
        "Repeating it leads to the same state.",
    ),
    renamed(
        "keyed",
        &["dedup"],
        Idempotency::Keyed(Vec::new()),
        "The vendor rejects a second request with the same key fields; name them: `{ keyed: [order_id] }`.",
    ),
    renamed(
        "none",
        &["never"],
        Idempotency::NotIdempotent,
        "Repeating it performs the operation again.",
    ),
    word("TODO", Idempotency::Unjudged, "Not decided yet: treated as `none`, with a warning."),
];

/// Whether it is JSON of unknown fields; otherwise there is no body.
pub(crate) static BODY: &[Word<bool>] = &[
    word("none", false, "Nothing is sent beside the query."),
    word("json", true, "A JSON object whose fields are not documented."),
];

pub(crate) static RESPONSE: &[Word<()>] =
    &[word("json", (), "A JSON object whose fields are not documented.")];

pub(crate) static ERROR_TABLE: &[Word<ErrorTable>] = &[
    word(
        "listed",
        ErrorTable::Listed,
        "It lists some. So it is where a code of `errors` is the page's.",
    ),
    word("none", ErrorTable::None, "It lists none."),
    word(
        "unread",
        ErrorTable::Unread,
        "That part of it was not read, or there is no page. So it is where `errors` has no code of the page.",
    ),
];

pub(crate) static ERROR_SOURCE: &[Word<ErrorSource>] = &[
    word(
        "page",
        ErrorSource::Page,
        "The endpoint's page lists it. So it is unless said otherwise.",
    ),
    word("practice", ErrorSource::Practice, "Developers met it."),
    word(
        "general",
        ErrorSource::General,
        "It is in the vendor's general list or common to all calls of the kind, and fits.",
    ),
];

pub(crate) static FOR: &[Word<Serves>] = &[
    word("request", Serves::Request, "Requests: its fields are required unless they say `no`."),
    word("response", Serves::Response, "Responses: its fields are optional unless they say `yes`."),
    word("both", Serves::Both, "Both, by the same rules: each field says whether it is required."),
];

pub(crate) static ACCEPTS: &[Word<bool>] = &[word(
    "string_or_number",
    true,
    "It may be text or a number in JSON, independent of the type.",
)];

pub(crate) static EMPTY: &[Word<bool>] = &[word(
    "absent",
    true,
    "An empty value means that there is none; so does 0 of `unix_seconds`.",
)];

pub(crate) static DIFFERS: &[Word<Differs>] = &[
    word("type", Differs::Type, "The page gives another type."),
    word("required", Differs::Required, "The page has another required mark."),
    word("name", Differs::Name, "The page spells the name differently; `page` has its spelling."),
    word("values", Differs::Values, "Other allowed values, or other meanings of them."),
    word("missing", Differs::Missing, "One side has it and the other doesn't."),
    word(
        "place",
        Differs::Place,
        "It is elsewhere, such as in the query instead of the body; `page` has where.",
    ),
    word(
        "contents",
        Differs::Contents,
        "What an object or list consists of is not on the page, or differs as a whole.",
    ),
    word("limits", Differs::Limits, "Other limits, defaults or formats."),
    word("scope", Differs::Scope, "Who may call differs; used with `access`."),
    word(
        "example",
        Differs::Example,
        "The page's example contradicts its own table, or isn't valid JSON.",
    ),
];
