//! For tests that are programs of their own: the protocol of a test program.

use std::{env, fmt::Display, process::ExitCode};

/// Whether the arguments ask to run the program: not to list its tests, nor to run only tests with other names.
pub fn is_asked_for(name: &str) -> bool {
    match env::args().nth(1).as_deref() {
        Some("--list") => false,
        Some(part) => part.starts_with('-') || name.contains(part),
        None => true,
    }
}

/// Reports that it was not run, like an ignored test with a reason.
pub fn ignored(name: &str, reason: &str) -> ExitCode {
    println!("test {name} ... ignored, {reason}");
    println!("\ntest result: ok. 0 passed; 0 failed; 1 ignored");
    ExitCode::SUCCESS
}

/// Reports its result, like a single test.
pub fn ended(result: Result<(), impl Display>) -> ExitCode {
    match result {
        Ok(()) => {
            println!("\ntest result: ok. 1 passed; 0 failed; 0 ignored");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
