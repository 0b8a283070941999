//! When a call is sent again, how often and how soon, and what is said where it may not be.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod matrix;
mod may_have_executed;
mod over_tcp;
mod policies;
mod storms;
mod times;
