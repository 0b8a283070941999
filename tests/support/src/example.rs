//! Examples of the spec as code that sends them: what wire tests run.

use std::{
    error::Error,
    fmt::{self, Debug},
    future::Future,
    pin::Pin,
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use weixin::{AnyAccount, Client, Description};

/// One example, ready to be sent.
#[derive(Clone, Copy)]
pub struct Example {
    /// The endpoint.
    pub endpoint: &'static Description,
    /// What the example shows.
    pub name: &'static str,
    /// Sends it.
    pub send: fn(&Client<AnyAccount>) -> Sent<'_>,
}

/// The call of an example under way.
pub type Sent<'c> =
    Pin<Box<dyn Future<Output = Result<Decoded, Box<dyn Error + Send + Sync>>> + Send + 'c>>;

/// A reply as it was decoded.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// As `Debug` shows it.
    pub shown: String,
    /// As it is written to JSON again; none of a file.
    pub json: Option<Value>,
    /// Whether what was written is read as the same.
    pub reads_back: bool,
}

impl Decoded {
    /// A reply that is JSON.
    pub fn json<T: Debug + PartialEq + Serialize + DeserializeOwned>(reply: &T) -> Self {
        let json = serde_json::to_value(reply).ok();
        let again = json.clone().and_then(|json| serde_json::from_value::<T>(json).ok());
        Self { shown: format!("{reply:#?}"), json, reads_back: again.as_ref() == Some(reply) }
    }

    /// A reply that is a file.
    pub fn file<T: Debug + PartialEq>(reply: &T) -> Self {
        Self { shown: format!("{reply:#?}"), json: None, reads_back: true }
    }
}

impl Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.endpoint.id, self.name)
    }
}
