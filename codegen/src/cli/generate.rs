//! `cargo gen`: specs in, code out.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use weixin_codegen::{Diagnostics, Drift, Output, Runtime, Sources, generate, read, render};

use super::{console::Console, say};

/// What to generate from, and into.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
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

    /// Makes errors of warnings: what is still to be written or looked at.
    #[arg(long)]
    deny_warnings: bool,
}

impl Generate {
    pub(super) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let sources = read(&self.spec, &self.spec.display().to_string())?;
        let runtime = if self.outside { Runtime::Outside } else { Runtime::Inside };
        let made = generate(&sources, runtime);
        let made = made.and_then(|output| output.accepted(self.deny_warnings));
        let draw = |found: &Diagnostics, word: &str| {
            say(&render(found, &sources, console.is_coloured()));
            say(&format!("{word}: {} in {}", found.summary(), self.spec.display()));
        };
        let output = match made {
            Ok(output) => output,
            Err(diagnostics) => {
                draw(&diagnostics, "error");
                return Ok(ExitCode::FAILURE);
            }
        };
        if !output.warnings.is_empty() {
            draw(&output.warnings, "warning");
        }
        if self.check {
            return check(&output, &self.out);
        }
        let mended = output.write(&self.out)?;
        report(&sources, &output, &mended, &self.out);
        Ok(ExitCode::SUCCESS)
    }
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
