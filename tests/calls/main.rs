//! The requests of calls, and the results for each reply.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod hostile_responses;
mod requests;
