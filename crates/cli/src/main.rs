//! `cargo gen`: the generator as a program. Its commands are in `commands/`.

#![forbid(unsafe_code)]
#![warn(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod commands;
mod console;
mod report;
mod saved;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{completions, drift, generate, import, new, openapi, schema};
use console::Console;
pub(crate) use console::say;

/// The generator spends most of its time allocating and freeing small tokens.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Arguments::parse().run() {
        Ok(code) => code,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Generates the Rust client from a folder of YAML specs, and helps to maintain the specs.
///
/// Without a command it generates code: it reads `spec/`, reports all errors in it, and writes the files of
/// `generated/` that differ.
///
/// Exit code 0: done, or nothing to do. 1: the input has errors, or a check found differences. 2: a file can't
/// be read or written, or the arguments are invalid.
#[derive(Debug, Parser)]
#[command(name = "cargo gen", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    generate: generate::Generate,

    #[command(flatten)]
    console: Console,
}

const EXAMPLES: &str = "\
Examples:
  cargo gen                            generate the code in generated/ from spec/
  cargo gen --check --deny-warnings    write nothing; fail if something is left to do
  cargo gen --format json              the same for an editor: one JSON document on standard output
  cargo gen import page.md --into spec
                                       draft a spec from a saved page, or update one
  cargo gen new invoice/count_invoices --call 'POST /card/invoice/count'
                                       create an endpoint: a commented spec to be filled in
  cargo gen new --init my/spec         create a spec folder of your own, which extends WeChat's API
  cargo gen --spec my/spec --out my/src/api
                                       generate its code; or do so in build.rs with weixin_codegen::Builder";

#[derive(Debug, Subcommand)]
enum Command {
    Completions(completions::Completions),
    Drift(drift::Drift),
    Import(import::ImportPages),
    New(new::New),
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
    Schema(schema::Schema),
}

impl Arguments {
    pub(crate) fn run(&self) -> io::Result<ExitCode> {
        match &self.command {
            None => self.generate.run(self.console),
            Some(Command::Completions(command)) => command.run(),
            Some(Command::Drift(drift)) => drift.run(self.console),
            Some(Command::Import(command)) => command.run(self.console),
            Some(Command::New(command)) => command.run(self.console),
            Some(Command::OpenApi(command)) => command.run(self.console),
            Some(Command::Schema(command)) => command.run(),
        }
    }
}
