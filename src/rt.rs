//! The items that generated code uses. Not part of the public API.

pub use bytes::Bytes;
pub use serde;
pub use serde_json::{Error as ReplyError, Value as JsonValue};

pub use crate::{
    __object as object, __open_integer_enum as open_integer_enum,
    __open_string_enum as open_string_enum,
    account::{AccountKind, AnyAccount, OpenTo},
    body::{Body, EncodeError},
    client::{Call, Client},
    endpoint::{
        Access, Accounts, Action, ApiSettings, Description, Endpoint, EnvelopeKeys, ErrorWords,
        FromReply, Idempotency, Method, ThirdParty, TokenParameter,
    },
    form::Form,
    limits::{CheckLimits, LimitCheck},
    query::{Query, ToQuery},
    redact::{HasSecrets, Secrets},
    types::{Base64, Fen, File, Number, Secret, UnixSeconds, Yuan},
    wire::{FromJson, FromObject, Misread, Object, Unknown, query_value, read, text, value},
};
