//! `cargo gen`: the generator as a program.

#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use weixin_codegen::{Drift, Output, Runtime, Sources, generate, read, render};

/// Most of the generator's work is to make and drop small tokens.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates the Rust client from a folder of YAML specs.
///
/// Exit code 0: done, or nothing to do. 1: the spec has errors, or --check found differences.
/// 2: a folder can't be read or written.
#[derive(Debug, Parser)]
#[command(name = "cargo gen", version)]
struct Arguments {
    /// Writes nothing; says what is not as the spec makes it now.
    #[arg(long)]
    check: bool,

    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// The folder to write; files there that no spec owns any more are removed.
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,

    /// Generates for a crate of your own that depends on `weixin`, not for `weixin` itself.
    #[arg(long)]
    outside: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let sources = read(&arguments.spec, &arguments.spec.display().to_string())?;
    let runtime = if arguments.outside { Runtime::Outside } else { Runtime::Inside };
    let output = match generate(&sources, runtime) {
        Ok(output) => output,
        Err(diagnostics) => {
            say(&render(&diagnostics, &sources, io::stderr().is_terminal()));
            say(&format!("error: {} in {}", count(diagnostics.len()), arguments.spec.display()));
            return Ok(ExitCode::FAILURE);
        }
    };
    if arguments.check {
        return check(&output, &arguments.out);
    }
    let mended = output.write(&arguments.out)?;
    report(&sources, &output, &mended, &arguments.out);
    Ok(ExitCode::SUCCESS)
}

fn check(output: &Output, folder: &Path) -> io::Result<ExitCode> {
    let drift = output.compare(folder)?;
    for each in &drift {
        say(&format!("error: {}/{each}", folder.display()));
    }
    if drift.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    say("help: run `cargo gen` and commit what it writes");
    Ok(ExitCode::FAILURE)
}

fn report(sources: &Sources, output: &Output, mended: &[Drift], folder: &Path) {
    for each in mended {
        let (verb, path) = match each {
            Drift::Missing(path) => ("new     ", path),
            Drift::Stale(path) => ("changed ", path),
            Drift::Orphan(path) => ("removed ", path),
        };
        say(&format!("{verb} {}/{path}", folder.display()));
    }
    let (specs, files) = (sources.len(), output.files.len());
    say(&format!("{specs} spec files, {files} generated files, {} written", mended.len()));
}

fn count(errors: usize) -> String {
    if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") }
}

/// Everything is said on standard error; a closed one is no reason to fail.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
