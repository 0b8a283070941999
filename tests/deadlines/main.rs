//! The promises about time, in real time and over TCP: R3, an error by the deadline whatever the server does,
//! and R2, no retry storm to a server that is down. Prints the figures, and fails if a promise is not kept.
//!
//! `cargo test --test deadlines`: a program of its own instead of tests, so that nothing else runs at the same
//! time.

mod servers;
mod storms;
mod waiting;

use std::{
    error::Error,
    process::ExitCode,
    time::{Duration, Instant},
};

use tokio::time::timeout;
use weixin_test_support::program;

/// The timeout of each call.
const DEADLINE: Duration = Duration::from_secs(1);

/// How long to wait for a call that ignores its deadline.
const PATIENCE: Duration = Duration::from_secs(10);

type Result<T, E = Box<dyn Error>> = std::result::Result<T, E>;

#[tokio::main]
async fn main() -> ExitCode {
    if !program::is_asked_for("deadlines") {
        return ExitCode::SUCCESS;
    }
    program::ended(figures().await)
}

async fn figures() -> Result<()> {
    waiting::figures().await?;
    storms::figures().await
}

/// Makes a call that can't succeed. Returns its error and duration.
async fn failure<T>(
    call: impl IntoFuture<Output = Result<T, weixin::Error>>,
) -> Result<(weixin::Error, Duration), String> {
    let begin = Instant::now();
    match timeout(PATIENCE, call.into_future()).await {
        Ok(Err(error)) => Ok((error, begin.elapsed())),
        Ok(Ok(_)) => Err("a success".to_owned()),
        Err(_) => Err(format!("no end within {PATIENCE:?}")),
    }
}

/// How much a duration exceeds the deadline, in milliseconds; negative if it was shorter.
fn late(elapsed: Duration) -> i128 {
    elapsed.as_millis() as i128 - DEADLINE.as_millis() as i128
}
