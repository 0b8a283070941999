//! The items that generated code uses. Not part of the public API.

mod error_codes;
mod request;
mod response;

pub use bytes::Bytes;
pub use serde;
pub use serde_json::{Error as ReplyError, Value as JsonValue};

pub use crate::{
    __error_codes as error_codes, __open_enum as open_enum, __request as request,
    __response as response,
    account::{AccountKind, AnyAccount, OpenTo},
    body::{Body, EncodeError},
    client::{Call, Client},
    endpoint::{
        Access, Accounts, ApiSettings, Description, Endpoint, EnvelopeKeys, ErrorDetails,
        FromReply, Idempotency, Method, ThirdParty,
    },
    error::Action,
    form::Form,
    limits::{CheckLimits, LimitCheck},
    query::{Query, ToQuery},
    redact::{HasSecrets, Secrets},
    types::{Base64, Fen, File, Number, Secret, UnixSeconds, Yuan},
    wire::{
        FromJson, FromObject, Misread, Object, Unknown, query_value, read, stored, text, value,
    },
};
pub use error_codes::ErrorRow;
