//! What the program says, on standard error; results that a program may read go to standard output.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

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

/// How far a long run has come: a bar on a terminal, nothing anywhere else. It goes when it is dropped.
pub(crate) struct Progress(ProgressBar);

impl Console {
    /// Begins a run of so many steps; `doing` is what is shown beside the bar. A run of a few steps is
    /// over before a bar could be read, and has none.
    pub(crate) fn progress(self, doing: &'static str, steps: usize) -> Progress {
        if steps < FEW || self.color == Color::Never {
            return Progress(ProgressBar::hidden());
        }
        // Nothing is drawn where standard error is no terminal.
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress(bar.with_message(doing))
    }
}

/// Runs of fewer steps have no bar.
const FEW: usize = 100;

impl Progress {
    /// So many of all steps are done.
    pub(crate) fn at(&self, done: usize, all: usize) {
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Says a line on standard error; a closed one is no reason to fail.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
