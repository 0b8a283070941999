//! Test doubles of the network, and the search for secrets in errors.

mod insertion;
pub mod leaks;
mod responses;
mod server;
mod transport;

use std::error::Error;

pub use insertion::insertion;
pub use leaks::assert_no_secret;
pub use responses::{gzipped, json, padded, response, response_of_length, token_response};
pub use server::{Connection, RawServer, Received};
pub use transport::{ScriptedTransport, Sent, Step};

/// The access token of all tests, with characters that are escaped in a URL.
pub const TOKEN: &str = "canary/token+7d2f9a==";
/// The app secret of all tests.
pub const SECRET: &str = "canary&secret/\"9b1c\"";

/// Everything that an error shows: `Display` and `Debug`, its own and those of its sources.
pub fn everything_shown(error: &(dyn Error + 'static)) -> String {
    let mut shown = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        shown.push_str(&format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n"));
        next = error.source();
    }
    shown
}

/// A text as the client encodes it in a URL.
pub fn url_form(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Runs every task until it waits.
pub async fn settled() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}
