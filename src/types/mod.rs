//! The value types that stand in requests and responses where a plain string or number says too little.

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
