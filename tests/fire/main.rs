//! The promises about access tokens and retries, with the counts of docs/reliability.md. Those about time are
//! in tests/deadlines.
//!
//! `cargo test --test fire -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod retries;
mod tokens;
