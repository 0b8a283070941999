//! Absorbs what WeChat writes loosely: numbers as text, empty text for absent, values inside URLs,
//! values that no page lists.

mod loose;
mod object;
mod open_enum;
mod query_value;

pub use loose::{FromLoose, Loose};
pub use object::{Object, read};
pub use open_enum::{Unknown, integer, text};
pub use query_value::query_value;
