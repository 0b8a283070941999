//! The program as a maintainer runs it.

#![allow(clippy::unwrap_used, reason = "an unexpected error ends the test")]

mod commands;
mod drift;
mod generate;
mod import;
mod openapi;
mod place;
mod schema;
mod warnings;
