//! What the tests serve, and how they call it.

pub(crate) mod client;
pub(crate) mod family;
pub(crate) mod model;
