//! Output for users, on standard error. Results that a program may read go to standard output.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// When to colour output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How results and diagnostics are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for users.
    #[default]
    Text,
    /// One JSON document on standard output, for editors and scripts.
    Json,
}

/// The program's output options.
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

/// The progress of a long run: a bar on a terminal, nothing elsewhere. It disappears when it is dropped.
pub(crate) struct Progress(ProgressBar);

impl Console {
    /// Starts the progress of a run with this many steps; `message` is shown beside the bar. A run of a few
    /// steps is too short for a bar and has none.
    pub(crate) fn progress(self, message: &'static str, steps: usize) -> Progress {
        if steps < FEW || self.color == Color::Never {
            return Progress(ProgressBar::hidden());
        }
        // Nothing is drawn if standard error isn't a terminal.
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{msg} {bar:40} {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Progress(bar.with_message(message))
    }
}

/// Runs of fewer steps have no bar.
const FEW: usize = 100;

impl Progress {
    /// Sets how many of all steps are done.
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

/// Prints a line to standard error. An error, such as a closed pipe, is ignored.
pub(crate) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
