//! Value types of requests and responses: money, times, secrets, files.

mod base64;
mod file;
mod money;
mod number;
mod secret;
mod unix_seconds;

pub use base64::Base64;
pub use file::File;
pub use money::{Fen, ParseYuanError, Yuan};
pub use number::Number;
pub use secret::Secret;
pub use unix_seconds::UnixSeconds;
