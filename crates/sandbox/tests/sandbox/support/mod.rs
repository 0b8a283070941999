//! What the tests serve, and how they call it.

pub(crate) mod catalog;
pub(crate) mod client;
pub(crate) mod family;
