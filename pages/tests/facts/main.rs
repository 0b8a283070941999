//! What pages say: one peculiarity each, on a small page that stands in the test.

mod access;
mod calls;
mod errors;
mod examples;
mod fields;
mod forms;
mod random;
mod refusals;
mod replies;
mod sections;
#[path = "../support/mod.rs"]
mod support;
