//! Lenient reading of WeChat's replies: numbers as text, empty text for an absent value, an object for a
//! list of one, values inside URLs, undocumented enum values.

mod from_json;
mod misread;
mod object;
mod open_enum;
mod query_value;
mod raw;
mod scalar;
mod stored;

pub use from_json::FromJson;
pub use misread::Misread;
pub use object::{FromObject, Object, read};
pub use open_enum::Unknown;
pub use query_value::query_value;
pub use raw::value;
pub use scalar::text;
pub use stored::stored;
