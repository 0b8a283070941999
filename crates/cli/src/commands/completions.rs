//! `cargo gen completions`: shell completion scripts.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::Arguments;

/// Writes a completion script for a shell to standard output.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples, for the installed program:
  weixin-codegen completions bash > ~/.local/share/bash-completion/completions/weixin-codegen
  weixin-codegen completions zsh > ~/.zfunc/_weixin-codegen
  weixin-codegen completions fish > ~/.config/fish/completions/weixin-codegen.fish")]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> io::Result<ExitCode> {
        let (mut command, mut script) = (Arguments::command(), Vec::new());
        clap_complete::generate(self.shell, &mut command, "weixin-codegen", &mut script);
        io::stdout().write_all(&script)?;
        Ok(ExitCode::SUCCESS)
    }
}
