//! What passes between a client and the sandbox: queries and forms as they are read, replies.

pub(crate) mod form;
pub(crate) mod query;
pub(crate) mod reply;
