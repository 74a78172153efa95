//! `participants set`: cells of one person's row.

use anyhow::Result;
use clap::Args;

use super::find;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{DryRun, Session};
use crate::domain::edit::{self, EditError};
use crate::domain::text;
use crate::store::Change;

/// Arguments of `participants set`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor participants set P0042 status=left\n  \
                        unmentor participants set jo@council.example until=2026-09-01 rhythm=2")]
pub struct SetArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// What to change, such as `status=paused`
    #[arg(required = true, value_name = "KEY=VALUE", value_parser = key_and_value)]
    changes: Vec<(String, String)>,
    #[command(flatten)]
    dry_run: DryRun,
}

fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as key=value, such as status=left")?;
    Ok((key.trim().into(), value.trim().into()))
}

/// Sets the cells that were named, all or none.
pub fn run(session: &mut Session, args: &SetArgs) -> Result<()> {
    // What was typed may be an address, and the title stays in the folder.
    let work = session.begin("participants set", args.dry_run)?;
    let person = find(work.programme(), &args.who)?;
    let mut roster = work.programme().roster.clone();
    for (key, value) in &args.changes {
        edit::set(&mut roster, person, key, value, session.today).map_err(refused)?;
    }
    let id = roster.get(person).id.clone();
    let name = text::clean(roster.get(person).shown_name()).into_owned();
    let unchanged = roster == work.programme().roster;
    let title = format!("participants set {id}");
    session.commit(work, Change { roster: Some(roster), ..Change::titled(title) })?;
    let done = if unchanged { "already so" } else { "changed" };
    session.terminal.note(format_args!("{id} {name}: {done}"));
    Ok(())
}

fn refused(error: EditError) -> Failure {
    let failure = Failure::new(Exit::Usage, error.to_string());
    match error {
        EditError::NoColumn { columns, .. } => {
            failure.hint(format!("the columns are {}", columns.join(", ")))
        }
        EditError::Taken { id, .. } => failure.hint(format!("unmentor participants show {id}")),
        EditError::Forgotten(_) => {
            failure.hint("if they sign up again, they come in as a new person")
        }
        EditError::Id | EditError::Value { .. } => failure,
    }
}
