//! The endpoint and the number of attempts of a failed call.

use std::fmt;

/// The attempts of a call that failed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempts {
    /// The number of attempts, including those that could not connect.
    pub(crate) count: u32,
    /// Whether an attempt before the last one may have been executed.
    pub(crate) doubtful: bool,
}

impl Attempts {
    pub(crate) const NONE: Self = Self { count: 0, doubtful: false };
    pub(crate) const ONE: Self = Self { count: 1, doubtful: false };
}

/// The endpoint that was called, displayed with the number of attempts if there was more than one.
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
