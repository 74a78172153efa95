//! `undo`: goes back change by change.

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::cli::failure::{Exit, Failure};
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::RoundNumber;
use crate::domain::difference::{Difference, between};
use crate::render::changes::{NAMED, differences};
use crate::render::records::write_json;
use crate::store::{Folder, How, Past, Undoable, Way};
use crate::text::{clean, words};

/// Arguments of `undo`.
#[derive(Debug, Args)]
#[command(after_help = "Every file gets back the bytes that it had before the change. A second\n\
                        `unmentor undo` takes back the change before that one, and so on;\n\
                        `unmentor redo` brings back what was taken back last, until another\n\
                        change is made. The last 20 changes are kept, until `participants\n\
                        forget` erases them.")]
pub struct UndoArgs {
    /// Only list the changes that are kept, the latest first
    #[arg(long, conflicts_with_all = ["dry_run", "yes"])]
    list: bool,
    /// The list as objects
    #[arg(long, requires = "list")]
    json: bool,
    /// Do it although people may have been told of a round that goes
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

impl UndoArgs {
    /// Takes the last change back. A folder that is too damaged to be read is no obstacle.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        if self.list {
            let folder = session.folder()?;
            return list(session, &folder, self.json);
        }
        step(session, Way::Back, self.yes, self.dry_run)
    }
}

/// Goes one step back or forth, and says what became of what.
pub(super) fn step(session: &mut Session, way: Way, yes: bool, dry_run: DryRun) -> Result<()> {
    let folder = session.folder()?;
    let (verb, would, done, next) = match way {
        Way::Back => ("undo", "would take back", "taken back", "unmentor redo   (brings it back)"),
        Way::Forth => {
            ("redo", "would bring back", "brought back", "unmentor undo   (takes it back again)")
        }
    };
    if dry_run.dry_run {
        let undoable = folder.preview_step(way)?;
        return show(session, would, &undoable, &difference(&undoable));
    }
    // Looked at under the lock: nobody makes another change in between.
    let lock = folder.lock(verb)?;
    let undoable = folder.preview_step(way)?;
    let difference = difference(&undoable);
    if !yes && let Some(refusal) = told_of(&undoable, &difference, verb) {
        return Err(refusal.into());
    }
    folder.step(way, lock)?;
    show(session, done, &undoable, &difference)?;
    session.terminal.next(next);
    Ok(())
}

fn difference(undoable: &Undoable) -> Difference {
    let programmes = undoable.programmes.as_ref();
    programmes.map(|(before, after)| between(before, after)).unwrap_or_default()
}

/// The refusal to take away unasked a round that people may have been told of.
fn told_of(undoable: &Undoable, difference: &Difference, verb: &str) -> Option<Failure> {
    let asked_for = undoable.files.iter().rev().find_map(|file| {
        let folder = file.path.strip_prefix("rounds/")?;
        let number: RoundNumber = folder.parse().ok().filter(|_| file.how == How::Removed)?;
        let Some(round) = difference.rounds_gone.iter().find(|round| round.number == number) else {
            // Too damaged to be read, but there.
            return Some(format!("round {number}"));
        };
        let (people, pairs) = (words::people(round.people), words::count(round.pairs, "pair"));
        round.drawn.then(|| format!("round {number} of {} with {people} in {pairs}", round.date))
    });
    let what = asked_for?;
    let message = format!("this would take away {what}, and people may have been told of it");
    let hint = format!("`unmentor {verb} --yes` does it, `unmentor {verb} -n` shows what");
    Some(Failure::new(Exit::Unconfirmed, message).hint(hint))
}

fn list(session: &mut Session, folder: &Folder, as_json: bool) -> Result<()> {
    let history = folder.history()?;
    let out = session.terminal.data();
    if as_json {
        let record = |past: &Past| {
            json!({
                "title": past.title,
                "moment": past.moment,
                "files": past.files,
                "state": if past.taken_back { "taken back" } else { "done" },
            })
        };
        write_json(&history.iter().map(record).collect::<Vec<_>>(), out)?;
        return Ok(());
    }
    for past in &history {
        let moment = day_and_time(&past.moment);
        let moment = moment.as_deref().unwrap_or("at an unknown time");
        let files = words::count(past.files, "file");
        let state = if past.taken_back { "   (taken back)" } else { "" };
        writeln!(out, "{moment}  {files:>8}  {}{state}", clean(&past.title))?;
    }
    match history.first() {
        None => session.terminal.note("no changes are kept"),
        Some(first) if first.taken_back => {
            session.terminal.next("unmentor redo   (brings the first of these back)");
        }
        Some(_) => session.terminal.next("unmentor undo   (takes the first of these back)"),
    }
    Ok(())
}

/// `2026-06-01 18:05` of a moment; `None` where nobody said.
fn day_and_time(moment: &str) -> Option<String> {
    moment.get(..16).map(|moment| clean(&moment.replace('T', " ")).into_owned())
}

fn show(
    session: &mut Session,
    done: &str,
    undoable: &Undoable,
    difference: &Difference,
) -> Result<()> {
    let out = session.terminal.data();
    let moment = day_and_time(&undoable.moment);
    let moment = moment.map_or(String::new(), |moment| format!(", of {moment}"));
    writeln!(out, "{done}: {}{moment}", clean(&undoable.title))?;
    for file in &undoable.files {
        let what = match file.how {
            How::New => "brought back",
            How::Replaced => "replaced",
            How::Removed => "removed",
        };
        writeln!(out, "  {what:<12}  {}", clean(&file.path))?;
    }
    for line in differences(difference, NAMED) {
        writeln!(out, "  {line}")?;
    }
    if !undoable.edited.is_empty() {
        let files = clean(&undoable.edited.join(", ")).into_owned();
        session.terminal.note(format_args!("changed by hand since then, and kept: {files}"));
    }
    Ok(())
}
