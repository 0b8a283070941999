//! Helpers for the tests of several groups.

use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;

use weixin::{
    Error,
    error::{ApiError, Refusal},
};

/// The reply of a call that returns only its success.
pub(crate) const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;

/// Panics if `Debug` shows one of these secrets, or hides none at all.
pub(crate) fn assert_hides(value: &impl Debug, secrets: &[&str]) {
    let shown = format!("{value:?}\n{value:#?}");
    assert!(shown.contains("[redacted]"), "nothing is hidden in {shown}");
    for secret in secrets {
        assert!(!shown.contains(secret), "{secret} is shown in {shown}");
    }
}

/// The response as JSON, with the names of the wire and without absent values.
pub(crate) fn read(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a response can be written")
}

/// The error with WeChat's code.
pub(crate) fn api_error<T: Debug>(result: Result<T, Error>) -> ApiError {
    match result {
        Err(Error::Api(error)) => error,
        other => panic!("no error code: {other:?}"),
    }
}

/// Why the client refused the call.
pub(crate) fn refusal<T: Debug>(result: Result<T, Error>) -> Refusal {
    match result {
        Err(Error::Refused(error)) => error.reason().clone(),
        other => panic!("not refused: {other:?}"),
    }
}
