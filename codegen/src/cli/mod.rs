//! The program: its commands, one file each.

mod console;
mod generate;
mod schema;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::Console;
pub(crate) use console::say;

/// Generates the Rust client from a folder of YAML specs, and helps to keep the specs.
///
/// Without a command it generates.
///
/// Exit code 0: done, or nothing to do. 1: something is wrong with what was read, or a check found
/// differences. 2: a file can't be read or written, or the arguments make no sense.
#[derive(Debug, Parser)]
#[command(name = "cargo gen", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    generate: generate::Generate,

    #[command(flatten)]
    console: Console,
}

#[derive(Debug, Subcommand)]
enum Command {
    Schema(schema::Schema),
}

impl Arguments {
    pub(crate) fn run(&self) -> io::Result<ExitCode> {
        match &self.command {
            None => self.generate.run(self.console),
            Some(Command::Schema(command)) => command.run(),
        }
    }
}
