//! What is sent for a call, and what its caller gets for each answer.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod hostile_responses;
mod requests;
