//! `participants`: the roster.

mod forget;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use serde_json::Value;

use crate::cli::failure::{Exit, Failure};
use crate::cli::importing::{self, Importing, sheet};
use crate::cli::session::{DryRun, Session};
use crate::domain::edit::{self, EditError};
use crate::domain::who::Directory;
use crate::domain::{Participant, Person, Programme, Roster, Status, Unfound, text};
use crate::intake;
use crate::render::{people, records};
use crate::store::Change;

/// What to do with the roster.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Take a sign-up sheet into the roster
    Import(ImportArgs),
    /// Everybody, or those with one status
    List(ListArgs),
    /// Everything that is known of one person
    Show(ShowArgs),
    /// Change what is known of one person
    Set(SetArgs),
    /// Erase what is known of one person, and keep the figures
    Forget(forget::ForgetArgs),
}

/// Arguments of `participants import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The sign-up sheet: CSV, xlsx, ods or xls
    file: PathBuf,
    /// Take the good rows and leave the defective ones
    #[arg(long)]
    partial: bool,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Arguments of `participants list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those with this status
    #[arg(long, value_name = "STATUS")]
    status: Option<StatusWord>,
    /// A list of objects with the roster's columns
    #[arg(long)]
    json: bool,
}

/// The words of the roster's status column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusWord {
    Active,
    Paused,
    Left,
}

/// Arguments of `participants show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// One object with the roster's columns and the rounds
    #[arg(long)]
    json: bool,
}

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

/// Runs one of them.
pub fn run(session: &mut Session, verb: Verb) -> Result<()> {
    match verb {
        Verb::Import(args) => import(session, &args),
        Verb::List(args) => list(session, &args),
        Verb::Show(args) => show(session, &args),
        Verb::Set(args) => set(session, &args),
        Verb::Forget(args) => forget::run(session, &args),
    }
}

fn import(session: &mut Session, args: &ImportArgs) -> Result<()> {
    let sheet = sheet(&args.file)?;
    let title = format!("participants import {}", sheet.name);
    let work = session.begin(&title, args.dry_run)?;
    let options = intake::Options { partial: args.partial, ..args.importing.options(session) };
    let taken = intake::signup(&sheet, &work.programme().roster, &options);
    let (roster, tally) = taken.map_err(importing::refused)?;
    session.commit(work, Change { roster: Some(roster), ..Change::default() })?;
    importing::say(session, &tally)?;
    session.next("pair");
    Ok(())
}

fn list(session: &mut Session, args: &ListArgs) -> Result<()> {
    let loaded = session.load()?;
    let roster = &loaded.programme.roster;
    let wanted = |participant: &&Participant| match args.status {
        None => true,
        Some(StatusWord::Active) => participant.status == Status::Active,
        Some(StatusWord::Paused) => matches!(participant.status, Status::Paused { .. }),
        Some(StatusWord::Left) => participant.status == Status::Left,
    };
    let chosen: Vec<_> = roster.iter().map(|(_, participant)| participant).filter(wanted).collect();
    if args.json {
        let all: Vec<_> = chosen.iter().map(|p| records::participant(roster, p)).collect();
        records::write_json(&all, session.terminal.data())?;
    } else {
        let style = session.style();
        people::list(&chosen, roster.len(), style, session.terminal.data())?;
    }
    Ok(())
}

fn show(session: &mut Session, args: &ShowArgs) -> Result<()> {
    let loaded = session.load()?;
    let programme = &loaded.programme;
    let person = find(programme, &args.who)?;
    if args.json {
        records::write_json(&records::person(programme, person), session.terminal.data())?;
    } else {
        let style = session.style();
        people::show(programme, person, style, session.terminal.data())?;
    }
    Ok(())
}

fn set(session: &mut Session, args: &SetArgs) -> Result<()> {
    // What was typed may be an address, and the title stays in the folder.
    let work = session.begin("participants set", args.dry_run)?;
    let person = find(work.programme(), &args.who)?;
    let mut roster = work.programme().roster.clone();
    for (key, value) in &args.changes {
        edit::set(&mut roster, person, key, value, session.today).map_err(refused)?;
    }
    let changes = changes(&work.programme().roster, &roster, person);
    let id = roster.get(person).id.clone();
    let name = text::clean(roster.get(person).shown_name()).into_owned();
    let title = format!("participants set {id}");
    session.commit(work, Change { roster: Some(roster), ..Change::titled(title) })?;
    let done = if changes.is_empty() { "already so".into() } else { changes.join(", ") };
    session.terminal.note(format_args!("{id} {name}: {done}"));
    Ok(())
}

/// What became different, such as `status active → left`.
fn changes(before: &Roster, after: &Roster, person: Person) -> Vec<String> {
    let columns = |roster| records::participant(roster, roster.get(person));
    let (before, after) = (columns(before), columns(after));
    let cell = |columns: &Value, key: &str| match &columns[key] {
        Value::String(text) if text.is_empty() => "nothing".into(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let keys = after.as_object().into_iter().flat_map(|all| all.keys());
    let different = keys.filter(|&key| before[key] != after[key]);
    different.map(|key| format!("{key} {} → {}", cell(&before, key), cell(&after, key))).collect()
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

/// The person whom an organiser means, or a failure with suggestions.
pub fn find(programme: &Programme, who: &str) -> Result<Person, Failure> {
    let roster = &programme.roster;
    let listed = |people: &[Person]| {
        let each = people.iter().map(|&person| {
            let participant = roster.get(person);
            format!("{} {}", participant.id, participant.name)
        });
        each.collect::<Vec<_>>().join(", ")
    };
    Directory::new(roster).find(who).map_err(|why| match why {
        Unfound::Unknown(near) if near.is_empty() => {
            Failure::new(Exit::Usage, format!("nobody in the roster is `{who}`"))
                .hint("unmentor participants list")
        }
        Unfound::Unknown(near) => {
            Failure::new(Exit::Usage, format!("nobody in the roster is `{who}`"))
                .hint(format!("did you mean {}?", listed(&near)))
        }
        Unfound::Ambiguous(people) => {
            Failure::new(Exit::Usage, format!("several people are called `{who}`"))
                .hint(format!("use the id: {}", listed(&people)))
        }
    })
}
