//! What was called, and how often, before it ended in an error.

use std::fmt;

/// How often a call was sent before it ended in an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sends {
    /// How many attempts were made, those included that found no connection.
    pub(crate) attempts: u32,
    /// Whether one before the last may have been carried out.
    pub(crate) doubtful: bool,
}

impl Sends {
    pub(crate) const NONE: Self = Self { attempts: 0, doubtful: false };
    pub(crate) const ONE: Self = Self { attempts: 1, doubtful: false };
}

/// An endpoint that was called. Shows how often, if more than once.
#[derive(Debug)]
pub(super) struct Called {
    pub(super) endpoint: Box<str>,
    pub(super) sends: Sends,
}

impl Called {
    pub(super) fn once(endpoint: &str) -> Self {
        Self { endpoint: endpoint.into(), sends: Sends::ONE }
    }
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.endpoint)?;
        match self.sends.attempts {
            0 | 1 => Ok(()),
            more => write!(f, " ({more} attempts)"),
        }
    }
}
