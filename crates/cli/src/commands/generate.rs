//! `cargo gen`: generates code from specs.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use weixin_codegen::{Output, Places, Runtime, generate_watched};
use weixin_spec::load::{Diagnostics, Sources, read};

use crate::console::{Console, Format};
use crate::{report, say};

/// Input and output of the generator.
#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// Writes nothing; lists generated files that are out of date.
    #[arg(long)]
    check: bool,

    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// The folder to write the client's code to; generated files there that no spec needs any more are
    /// removed. Default: `generated`; then, for weixin itself, its examples (tests/wire/examples) and its
    /// model (crates/sandbox/model.jsonl) are written too.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// The file to write the model to, for `own_spec` of the sandbox.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,

    /// Generates for a crate of your own that depends on `weixin`, not for `weixin` itself. Not needed for
    /// a spec with `extends: weixin`.
    #[arg(long)]
    outside: bool,

    /// Turns warnings into errors: what is still to be written or reviewed.
    #[arg(long)]
    deny_warnings: bool,
}

impl Generate {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let sources = read(&self.spec, &self.spec.display().to_string())?;
        let output = match self.generate(console, &sources) {
            Ok(output) => output,
            Err(found) => {
                report::draw(console, &found, &sources, &self.spec);
                report::document(console, &found, &sources, &[])?;
                return Ok(ExitCode::FAILURE);
            }
        };
        report::draw(console, &output.warnings, &sources, &self.spec);
        let places = self.places(&output);
        if self.check {
            return check(console, &sources, &output, &places);
        }
        let written = output.write(&places)?;
        let names = ["new", "changed", "removed"];
        let changes = report::changes(&written, names);
        report::document(console, &output.warnings, &sources, &changes)?;
        if console.format == Format::Text {
            let lines = report::lines(&written, names, |change, drift| {
                format!("{change:8} {}", drift.path)
            });
            lines.iter().for_each(|line| say(line));
            let (specs, generated) = (sources.len(), output.len(&places));
            let written = written.len();
            say(&format!("{specs} spec files, {generated} generated files, {written} written"));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn places(&self, output: &Output) -> Places {
        let is_checkout = self.out.is_none() && !output.examples.0.is_empty();
        let places = match &self.out {
            Some(folder) => Places::client(folder),
            None if is_checkout => Places::checkout(Path::new("")),
            None => Places::client("generated"),
        };
        Places { model: self.model.clone().or(places.model), ..places }
    }

    fn generate(&self, console: Console, sources: &Sources) -> Result<Output, Diagnostics> {
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
    places: &Places,
) -> io::Result<ExitCode> {
    let drift = output.compare(places)?;
    let names = ["missing", "stale", "orphaned"];
    report::document(console, &output.warnings, sources, &report::changes(&drift, names))?;
    if drift.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    if console.format == Format::Text {
        let lines = report::lines(&drift, names, |_, drift| drift.to_string());
        lines.iter().for_each(|line| say(&format!("error: {line}")));
        say("help: run `cargo gen` and commit what it writes");
    }
    Ok(ExitCode::FAILURE)
}
