//! What a test that is a program of its own has in common with others: it prints figures, and answers to
//! what a test program is asked.

use std::{env, fmt::Display, process::ExitCode};

/// Whether the program is asked for its figures: not for a list of its tests, nor for tests whose names
/// have nothing of its own.
pub fn is_asked_for(name: &str) -> bool {
    match env::args().nth(1).as_deref() {
        Some("--list") => false,
        Some(part) => part.starts_with('-') || name.contains(part),
        None => true,
    }
}

/// Says that it was not run, as a test does that is ignored for a reason.
pub fn ignored(name: &str, reason: &str) -> ExitCode {
    println!("test {name} ... ignored, {reason}");
    println!("\ntest result: ok. 0 passed; 0 failed; 1 ignored");
    ExitCode::SUCCESS
}

/// Says how it ended; where results of tests are added up, this is one.
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
