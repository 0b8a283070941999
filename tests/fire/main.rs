//! The promises about access tokens and about sending again, with the counts that docs/reliability.md
//! gives for them. Those about time are in tests/deadlines.
//!
//! `cargo test --test fire -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod retries;
mod tokens;
