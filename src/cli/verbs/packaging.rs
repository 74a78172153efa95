//! `completions` and `man`: for shells and packagers.

use std::path::Path;

use anyhow::Result;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::cli::session::{Session, failed};

/// Prints the completion script of a shell.
pub fn completions(session: &mut Session, shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::cli::command(), "unmentor", &mut script);
    session.terminal.data().write_all(&script)?;
    Ok(())
}

/// Prints the manual page, or writes the page of every command into a folder.
pub fn manual(session: &mut Session, folder: Option<&Path>) -> Result<()> {
    let command = crate::cli::command();
    if let Some(folder) = folder {
        std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .map_err(|cause| failed("write manual pages to", folder, &cause))?;
        session.terminal.note(format_args!("manual pages are in {}", folder.display()));
        return Ok(());
    }
    Man::new(command).render(session.terminal.data())?;
    Ok(())
}
