//! The promises about time, in real time and over TCP: R3, an error by the deadline whatever the server
//! does, and R2, no storm of requests to a server that is dead. Prints the figures; ends with an error
//! where one is not kept.
//!
//! `cargo test --test deadlines`: a program of its own rather than tests, so that nothing else runs
//! meanwhile.

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

/// How long each call may take.
const DEADLINE: Duration = Duration::from_secs(1);

/// After which a call is not waited for any longer: it is not kept to its deadline at all.
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

/// Makes a call that can't succeed. Says how it failed, and after how long.
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

/// How late something was that took so long, in milliseconds; negative where it was early.
fn late(elapsed: Duration) -> i128 {
    elapsed.as_millis() as i128 - DEADLINE.as_millis() as i128
}
