//! Retries: when, how often and after which pauses calls are retried, and the errors of those that are not.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod matrix;
mod may_have_executed;
mod over_tcp;
mod policies;
mod storms;
mod times;
