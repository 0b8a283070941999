//! `cargo gen`: specs in, code out.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use weixin_codegen::{Output, Runtime, generate_watched};
use weixin_spec::load::{Diagnostics, Sources, read};

use super::console::{Console, Format};
use super::{report, say};

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

    /// Generates for a crate of your own that depends on `weixin`, not for `weixin` itself. A spec
    /// that says `extends: weixin` needs no telling.
    #[arg(long)]
    outside: bool,

    /// Makes errors of warnings: what is still to be written or looked at.
    #[arg(long)]
    deny_warnings: bool,
}

impl Generate {
    pub(super) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let sources = read(&self.spec, &self.spec.display().to_string())?;
        let output = match self.made(console, &sources) {
            Ok(output) => output,
            Err(found) => {
                report::draw(console, &found, &sources, &self.spec);
                report::document(console, &found, &sources, &[])?;
                return Ok(ExitCode::FAILURE);
            }
        };
        report::draw(console, &output.warnings, &sources, &self.spec);
        if self.check {
            return check(console, &sources, &output, &self.out);
        }
        let mended = output.write(&self.out)?;
        let files = report::changes(&mended, &self.out, ["new", "changed", "removed"]);
        report::document(console, &output.warnings, &sources, &files)?;
        if console.format == Format::Text {
            files.iter().for_each(|(change, path)| say(&format!("{change:8} {path}")));
            let (specs, made) = (sources.len(), output.files.len());
            say(&format!("{specs} spec files, {made} generated files, {} written", files.len()));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn made(&self, console: Console, sources: &Sources) -> Result<Output, Diagnostics> {
        let runtime = if self.outside { Runtime::Outside } else { Runtime::Inside };
        let progress = console.progress("generating", sources.len());
        let output = generate_watched(sources, runtime, &|done, all| progress.at(done, all))?;
        output.accepted(self.deny_warnings)
    }
}

fn check(
    console: Console,
    sources: &Sources,
    output: &Output,
    folder: &Path,
) -> io::Result<ExitCode> {
    let drift = output.compare(folder)?;
    let files = report::changes(&drift, folder, ["missing", "stale", "orphan"]);
    report::document(console, &output.warnings, sources, &files)?;
    if drift.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if console.format == Format::Text {
        drift.iter().for_each(|each| say(&format!("error: {}/{each}", folder.display())));
        say("help: run `cargo gen` and commit what it writes");
    }
    Ok(ExitCode::FAILURE)
}
