//! `completions`: what a shell completes.

use anyhow::Result;
use clap::{Args, Command};
use clap_complete::Shell;

use crate::cli::session::Session;

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    /// Prints the completion script of a shell for a command line.
    pub fn run(&self, session: &mut Session, mut command: Command) -> Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "unmentor", &mut script);
        session.terminal.data().write_all(&script)?;
        Ok(())
    }
}
