//! `cargo gen openapi`: the spec as an OpenAPI document.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use crate::console::Console;
use crate::report;

/// Writes the whole spec as an OpenAPI 3.1 document, for tools of other languages.
///
/// What OpenAPI can't express is in extensions, `x-weixin-…`: who may call, whether a call is safe to repeat,
/// and what each error code means. Calls that differ only in a fixed query value share one operation, whose
/// `x-weixin-calls` describes each of them.
#[derive(Debug, clap::Args)]
pub(crate) struct OpenApi {
    /// The folder of specs.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// The file to write; default: standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl OpenApi {
    pub(crate) fn run(&self, console: Console) -> io::Result<ExitCode> {
        let Some((_, model)) = report::spec(&self.spec, console)? else {
            return Ok(ExitCode::FAILURE);
        };
        let mut text = serde_json::to_string_pretty(&weixin_openapi::document(&model))?;
        text.push('\n');
        match &self.out {
            None => io::stdout().lock().write_all(text.as_bytes())?,
            Some(path) => {
                let named = |error: io::Error| {
                    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                };
                fs::write(path, text).map_err(named)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
