//! Absorbs what WeChat writes loosely: numbers as text, empty text for absent, values inside URLs,
//! values that no page lists.

mod empty;
mod loose;
mod open_enum;
mod query_value;

pub use empty::{empty_as_absent, loose_or_empty};
pub use loose::{FromLoose, Loose, string_or_number};
pub use open_enum::{Unknown, integer, text};
pub use query_value::query_value;
