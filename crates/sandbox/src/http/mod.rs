//! HTTP messages: the queries and forms of requests, and responses.

pub(crate) mod form;
pub(crate) mod query;
pub(crate) mod reply;
