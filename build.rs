//! Keeps `generated/` current: a saved spec is a new method in the same build.
//!
//! Never part of the published package.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use weixin_codegen::{Drift, Output, Runtime, generate, read, render};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=generated");
    println!("cargo::rerun-if-env-changed=CI");
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // One line of `cargo::error` is one line of the report.
            message.lines().for_each(|line| println!("cargo::error={line}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let (spec, generated) = (Path::new("spec"), Path::new("generated"));
    let sources = read(spec, "spec").map_err(|error| error.to_string())?;
    let output = generate(&sources, Runtime::Inside)
        .map_err(|diagnostics| format!("the spec has errors\n{}", render(&diagnostics, &sources, false)))?;
    if std::env::var_os("CI").is_some() {
        return check(&output, generated);
    }
    match output.write(generated) {
        Ok(_) => Ok(()),
        Err(error) if read_only(&error) => check(&output, generated),
        Err(error) => Err(error.to_string()),
    }
}

/// Where nothing may be written, what stands there must be right already.
fn check(output: &Output, generated: &Path) -> Result<(), String> {
    let drift = output.compare(generated).map_err(|error| error.to_string())?;
    if drift.is_empty() {
        return Ok(());
    }
    let lines = drift.iter().map(|drift: &Drift| format!("generated/{drift}\n"));
    Err(lines.collect::<String>() + "run `cargo gen` and commit what it writes")
}

fn read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}
