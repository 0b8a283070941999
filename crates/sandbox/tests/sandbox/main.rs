//! The sandbox, seen from the other end of a TCP connection.

#![expect(clippy::unwrap_used, reason = "what is unexpected in a test should end it")]

mod support;

mod calls;
mod faults;
mod hooks;
mod http;
mod invoices;
mod ledger;
mod secrets;
mod third_party;
mod tickets;
mod tokens;

use weixin_sandbox::{Builder, Sandbox};

/// A sandbox with the model of these tests, one app `wx1` with the secret `s3cret`, and a frozen clock.
fn builder() -> Builder {
    Sandbox::builder().model(support::model::model()).app("wx1", "s3cret").frozen_clock()
}

async fn sandbox() -> Sandbox {
    builder().start().await.unwrap()
}

/// Path and query of a call with a valid token.
fn with_token(sandbox: &Sandbox, path: &str) -> String {
    let token = sandbox.issue_token("access_token").unwrap();
    format!("{path}?access_token={token}")
}
