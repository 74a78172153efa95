//! `undo`: takes the last change back.

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::render::records::write_json;
use crate::store::{Folder, How, Undoable};
use crate::text::clean;

/// Arguments of `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Every file gets back the bytes that it had before the change. Taking back is\n\
                        itself a change: a second `unmentor undo` brings the first one back. The\n\
                        last 20 changes are kept, until `participants forget` erases them."
)]
pub struct UndoArgs {
    /// Only list the changes that are kept, the latest first
    #[arg(long, conflicts_with = "dry_run")]
    list: bool,
    /// The list as objects
    #[arg(long, requires = "list")]
    json: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

impl UndoArgs {
    /// Takes the last change back. The folder is not read, so that a damaged one does not matter.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let folder = session.folder()?;
        if self.list {
            return list(session, &folder, self.json);
        }
        if self.dry_run.dry_run {
            let undoable = folder.preview_undo()?;
            return show(session, "would take back", &undoable);
        }
        // Looked at under the lock: nobody makes another change in between.
        let lock = folder.lock("undo")?;
        let undoable = folder.preview_undo()?;
        folder.undo(lock)?;
        show(session, "taken back", &undoable)?;
        session.terminal.next("unmentor undo   (brings it back)");
        Ok(())
    }
}

fn list(session: &mut Session, folder: &Folder, as_json: bool) -> Result<()> {
    let titles = folder.history()?;
    let out = session.terminal.data();
    if as_json {
        let all: Vec<_> = titles.iter().map(|title| json!({ "title": title })).collect();
        write_json(&all, out)?;
        return Ok(());
    }
    for title in &titles {
        writeln!(out, "{}", clean(title))?;
    }
    if titles.is_empty() {
        session.terminal.note("no changes are kept");
    } else {
        session.terminal.next("unmentor undo   (takes the first of these back)");
    }
    Ok(())
}

fn show(session: &mut Session, done: &str, undoable: &Undoable) -> Result<()> {
    let out = session.terminal.data();
    writeln!(out, "{done}: {}", clean(&undoable.title))?;
    for file in &undoable.files {
        let what = match file.how {
            How::New => "brought back",
            How::Replaced => "as before",
            How::Removed => "removed",
        };
        writeln!(out, "  {what:<12}  {}", clean(&file.path))?;
    }
    Ok(())
}
