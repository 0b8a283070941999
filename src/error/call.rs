//! What was called, and how often, before it ended in an error.

use std::fmt;

/// How often a call was sent before it ended in an error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempts {
    /// How many attempts were made, those included that found no connection.
    pub(crate) count: u32,
    /// Whether one before the last may have been carried out.
    pub(crate) doubtful: bool,
}

impl Attempts {
    pub(crate) const NONE: Self = Self { count: 0, doubtful: false };
    pub(crate) const ONE: Self = Self { count: 1, doubtful: false };
}

/// An endpoint that was called. Shows how often, if more than once.
#[derive(Debug)]
pub(super) struct Called {
    pub(super) endpoint: Box<str>,
    pub(super) attempts: Attempts,
}

impl Called {
    pub(super) fn once(endpoint: &str) -> Self {
        Self { endpoint: endpoint.into(), attempts: Attempts::ONE }
    }
}

impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.endpoint)?;
        match self.attempts.count {
            0 | 1 => Ok(()),
            more => write!(f, " ({more} attempts)"),
        }
    }
}
