//! What the program says, on standard error; results that a program may read go to standard output.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

/// When to colour what is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Ever.
    Always,
    /// Never.
    Never,
}

/// How results and diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON document on standard output, for editors and scripts.
    Json,
}

/// How the program speaks.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Console {
    /// When to colour diagnostics.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(crate) color: Color,

    /// How results and diagnostics are written.
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    pub(crate) format: Format,
}

impl Console {
    /// Whether diagnostics are coloured.
    pub(crate) fn is_coloured(self) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !refused && io::stderr().is_terminal()
            }
        }
    }
}

/// Says a line on standard error; a closed one is no reason to fail.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
