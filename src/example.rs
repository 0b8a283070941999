//! Examples of the spec as code that sends them: what wire tests run.

use std::{error::Error, fmt, future::Future, pin::Pin};

use crate::{AnyAccount, Client};

/// One example, ready to be sent.
#[derive(Clone, Copy)]
pub struct Example {
    /// The endpoint's id.
    pub endpoint: &'static str,
    /// What the example shows.
    pub name: &'static str,
    /// Sends it.
    pub send: fn(&Client<AnyAccount>) -> Sent<'_>,
}

/// The decoded reply as `Debug` shows it.
pub type Sent<'c> =
    Pin<Box<dyn Future<Output = Result<String, Box<dyn Error + Send + Sync>>> + Send + 'c>>;

impl fmt::Debug for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.endpoint, self.name)
    }
}
