//! The names that generated code mentions, and nothing else does. Not part of the public promise.

pub use serde;
pub use serde_json::Value as JsonValue;

#[cfg(feature = "catalog")]
pub use crate::example::{Example, Sent};
pub use crate::{
    __open_integer_enum as open_integer_enum, __open_string_enum as open_string_enum,
    account::{AccountKind, AnyAccount, OpenTo},
    body::{Body, EncodeError},
    client::{Call, Client},
    endpoint::{
        Access, Accounts, Action, ApiSettings, Description, Endpoint, EnvelopeKeys, ErrorWords,
        Method, Resend, ThirdParty, TokenParameter,
    },
    limits::{CheckLimits, LimitCheck},
    query::{Query, ToQuery},
    redact::{HasSecrets, Secrets},
    types::{Base64, Fen, Secret, UnixSeconds, Yuan},
    wire::{
        FromLoose, Loose, Unknown, empty_as_absent, integer, loose_or_empty, query_value,
        string_or_number, text,
    },
};
