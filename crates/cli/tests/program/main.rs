//! The program as a maintainer runs it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod commands;
mod drift;
mod generate;
mod import;
mod openapi;
mod place;
mod schema;
mod warnings;
