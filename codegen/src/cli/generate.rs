//! `cargo gen`: specs in, code out.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use weixin_codegen::{Drift, Output, Runtime, Sources, generate, read, render};

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
}

impl Generate {
    pub(super) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let sources = read(&self.spec, &self.spec.display().to_string())?;
        let runtime = if self.outside { Runtime::Outside } else { Runtime::Inside };
        let output = match generate(&sources, runtime) {
            Ok(output) => output,
            Err(diagnostics) => {
                say(&render(&diagnostics, &sources, console.is_coloured()));
                say(&format!("error: {} in {}", count(diagnostics.len()), self.spec.display()));
                return Ok(ExitCode::FAILURE);
            }
        };
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

fn count(errors: usize) -> String {
    if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") }
}
