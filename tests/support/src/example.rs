//! Examples of the spec as code that sends them, for the wire tests.

use std::{
    error::Error,
    fmt::{self, Debug},
    future::Future,
    pin::Pin,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use weixin::{AnyAccount, Client, endpoint::Description};

/// An example that can be sent.
#[derive(Clone, Copy)]
pub struct Example {
    /// The endpoint.
    pub endpoint: &'static Description,
    /// The name of the example.
    pub name: &'static str,
    /// Sends it.
    pub send: fn(&Client<AnyAccount>) -> Sent<'_>,
    /// Stores the request as JSON and reads it back, if it can be stored. Whether it is the same.
    pub reads_back: Option<fn() -> Result<bool, Failure>>,
}

/// Why an example failed.
pub type Failure = Box<dyn Error + Send + Sync>;

/// Whether a request is the same after it was stored as JSON.
///
/// # Errors
/// Returns an error if the request can't be written, or what was written can't be read.
pub fn reads_back<R: PartialEq + Serialize + DeserializeOwned>(
    request: &R,
) -> Result<bool, Failure> {
    let stored = serde_json::to_string(request)?;
    Ok(serde_json::from_str::<R>(&stored)? == *request)
}

/// The future of an example's call.
pub type Sent<'c> = Pin<Box<dyn Future<Output = Result<Decoded, Failure>> + Send + 'c>>;

/// A decoded reply.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// Its `Debug` output.
    pub shown: String,
    /// The reply serialized to JSON; `None` for a file.
    pub json: Option<Value>,
    /// Whether the serialized reply deserializes to the same value.
    pub reads_back: bool,
}

impl Decoded {
    /// Creates it from a reply that is JSON.
    pub fn json<T: Debug + PartialEq + Serialize + DeserializeOwned>(reply: &T) -> Self {
        let json = serde_json::to_value(reply).ok();
        let again = json.clone().and_then(|json| serde_json::from_value::<T>(json).ok());
        Self { shown: format!("{reply:#?}"), json, reads_back: again.as_ref() == Some(reply) }
    }

    /// Creates it from a reply that is a file.
    pub fn file<T: Debug + PartialEq>(reply: &T) -> Self {
        Self { shown: format!("{reply:#?}"), json: None, reads_back: true }
    }
}

impl Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.endpoint.get_id(), self.name)
    }
}
