//! The JSON Schema for editors says what the parser says: nothing that it takes is refused, and nothing
//! that it refuses for its shape is taken.

#[path = "../support/mod.rs"]
mod support;

mod drift;
mod language;
#[cfg(feature = "cli")]
mod program;
mod reader;
