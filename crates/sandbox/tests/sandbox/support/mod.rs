//! The models that the tests serve, and the clients that call them.

pub(crate) mod client;
pub(crate) mod family;
pub(crate) mod model;
