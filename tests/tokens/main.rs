//! Access tokens: how they are fetched, shared and renewed, on tokio's paused clock.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod fetches;
mod odd_expires_in;
mod shared_tokens;
mod third_party;
