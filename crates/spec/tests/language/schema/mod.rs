//! The JSON Schema for editors says what the parser says: nothing that it takes is refused, and nothing
//! that it refuses for its shape is taken.

mod drift;
mod language;
mod reader;
