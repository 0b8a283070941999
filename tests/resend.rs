//! When a call is sent again, how often and how soon, and what is said where it may not be.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

#[path = "resend/doubt.rs"]
mod doubt;
#[path = "support/insertion.rs"]
mod insertion;
#[path = "resend/matrix.rs"]
mod matrix;
#[path = "resend/over_tcp.rs"]
mod over_tcp;
#[path = "resend/play.rs"]
mod play;
#[path = "resend/policies.rs"]
mod policies;
#[path = "resend/storms.rs"]
mod storms;
#[path = "resend/times.rs"]
mod times;
