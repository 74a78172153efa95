//! `man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Command};
use clap_mangen::Man;

use crate::cli::failure::Failure;
use crate::cli::session::Session;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write one page for each command into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl ManArgs {
    /// Prints the manual page of a command line, or writes the page of every command into a
    /// folder.
    pub fn run(&self, session: &mut Session, command: Command) -> Result<()> {
        let Some(folder) = &self.output else {
            Man::new(command).render(session.terminal.data())?;
            return Ok(());
        };
        Session::not_ours(folder, "choose another folder for -o")?;
        fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .map_err(|cause| Failure::on_file("write manual pages to", folder, &cause))?;
        session.terminal.note(format_args!("manual pages are in {}", folder.display()));
        Ok(())
    }
}
