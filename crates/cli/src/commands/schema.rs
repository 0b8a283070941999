//! `cargo gen schema`: the JSON Schema with which editors complete, explain and check specs.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use weixin_spec::load::{SCHEMA_FILE, schema};

use crate::say;

/// Writes the JSON Schema of the spec language into a spec folder, for editors.
///
/// A spec file refers to it in its first line, `# yaml-language-server: $schema=../schema.json#/$defs/endpoint`.
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {
    /// Writes nothing; checks whether the folder's schema is that of this generator.
    #[arg(long)]
    check: bool,

    /// The folder of specs; the schema is written to its `schema.json`.
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,

    /// Prints the schema instead.
    #[arg(long, conflicts_with_all = ["check", "spec"])]
    print: bool,
}

impl Schema {
    pub(crate) fn run(&self) -> io::Result<ExitCode> {
        let text = schema();
        if self.print {
            io::stdout().lock().write_all(text.as_bytes())?;
            return Ok(ExitCode::SUCCESS);
        }
        let path = self.spec.join(SCHEMA_FILE);
        let shown = path.display();
        let current = fs::read_to_string(&path).is_ok_and(|existing| existing == text);
        if current {
            return Ok(ExitCode::SUCCESS);
        }
        if self.check {
            say(&format!("error: {shown} is not the schema of this generator"));
            say("help: run `cargo gen schema` and commit what it writes");
            return Ok(ExitCode::FAILURE);
        }
        fs::write(&path, text)
            .map_err(|error| io::Error::new(error.kind(), format!("{shown}: {error}")))?;
        say(&format!("wrote    {shown}"));
        Ok(ExitCode::SUCCESS)
    }
}
