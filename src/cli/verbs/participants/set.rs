//! `participants set`: cells of one person's row.

use anyhow::Result;
use clap::Args;
use serde_json::Value;

use super::tell_of_partner;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::DryRun;
use crate::cli::options::typed::cell;
use crate::cli::session::Session;
use crate::domain::due::away;
use crate::domain::edit::{self, EditError};
use crate::domain::{Field, NextTime, Person, Roster, RoundNumber, Status};
use crate::intake::typed;
use crate::render::records;
use crate::store::Change;
use crate::text;

/// Arguments of `participants set`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor participants set P0042 status=left why=moved\n  \
                        unmentor participants set jo@council.example until=2026-09-01 rhythm=2\n  \
                        unmentor participants set jo@council.example next=out")]
pub struct SetArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// What to change, such as `status=paused`
    #[arg(required = true, value_name = "KEY=VALUE", value_parser = key_and_value)]
    changes: Vec<(String, String)>,
    #[command(flatten)]
    dry_run: DryRun,
}

pub fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("write it as key=value, such as status=left")?;
    Ok((key.trim().into(), value.trim().into()))
}

impl SetArgs {
    /// Sets the cells that were named, all or none.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        // What was typed may be an address, and the title stays in the folder.
        let work = session.begin("participants set", self.dry_run)?;
        let person = find::person(work.programme(), &self.who)?;
        let mut roster = work.programme().roster.clone();
        let next = work.programme().next_number();
        // Why somebody left is said of those who have left.
        let (why, others): (Vec<_>, Vec<_>) =
            self.changes.iter().partition(|(key, _)| key == edit::WHY_LEFT);
        for (key, value) in others.into_iter().chain(why) {
            let (key, value) = of_round(key, value, next);
            let value = cell(key, &value, work.programme(), session.today)?;
            edit::set(&mut roster, person, key, &value, session.today).map_err(refused)?;
        }
        let goes = |roster: &Roster| away(roster.get(person), session.today).is_some();
        let waiting = work
            .programme()
            .waiting_pair(person, session.today)
            .filter(|_| goes(&roster) && !goes(&work.programme().roster));
        let changes = changes(&work.programme().roster, &roster, person);
        let id = roster.get(person).id.clone();
        let name = text::clean(&roster.called(person)).into_owned();
        let roster_wish = roster.get(person).next;
        let paused = matches!(roster.get(person).status, Status::Paused { .. });
        let title = format!("participants set {id}");
        session.commit(work, Change { roster: Some(roster), ..Change::titled(title) })?;
        let wish = roster_wish.filter(|wish| wish.is_in);
        let done = if changes.is_empty() { "already so".into() } else { changes.join(", ") };
        session.terminal.note(format_args!("{id} {name}: {done}"));
        if let (true, Some(wish)) = (paused, wish) {
            let hint = session.terminal.complete(&format!(
                "paused, and so not in round {} all the same: unmentor participants set {id} \
                 status=active",
                wish.round
            ));
            session.terminal.note(hint);
        }
        if let Some(pair) = waiting {
            tell_of_partner(session, pair, &id);
        }
        Ok(())
    }
}

/// A wish for the next round with its number: `next=out` and `skip=next` become `next=7 out`.
pub fn of_round<'k>(key: &'k str, value: &str, next: RoundNumber) -> (&'k str, String) {
    let value = value.trim();
    let (field, is_out) = (Field::Next.word(), NextTime::word(false));
    match (key, value.to_ascii_lowercase().as_str()) {
        ("skip", "next" | "yes") => (field, format!("{next} {is_out}")),
        ("skip", "" | "no") => (field, String::new()),
        (key, word @ ("in" | "out")) if key == field => (field, format!("{next} {word}")),
        (key, word) if key == field && !word.is_empty() => match typed::is_in(word) {
            Some(is_in) => (field, format!("{next} {}", NextTime::word(is_in))),
            None => (field, value.to_owned()),
        },
        _ => (key, value.to_owned()),
    }
}

/// What became different, such as `status active -> left`.
fn changes(before: &Roster, after: &Roster, person: Person) -> Vec<String> {
    let columns = |roster| records::participant(roster, roster.get(person));
    let (before, after) = (columns(before), columns(after));
    let cell = |columns: &Value, key: &str| match &columns[key] {
        Value::Null => "nothing".into(),
        Value::String(text) if text.is_empty() => "nothing".into(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let keys = after.as_object().into_iter().flat_map(|all| all.keys());
    let different = keys.filter(|&key| before[key] != after[key]);
    different.map(|key| format!("{key} {} -> {}", cell(&before, key), cell(&after, key))).collect()
}

pub fn refused(error: EditError) -> Failure {
    let failure = Failure::new(Exit::Usage, error.to_string());
    match error {
        EditError::NoColumn { columns, .. } => {
            failure.hint(format!("the columns are {}", columns.join(", ")))
        }
        EditError::Taken { id, .. } => failure.hint(format!("unmentor participants show {id}")),
        EditError::Forgotten(_) => {
            failure.hint("if they sign up again, they come in as a new person")
        }
        EditError::Past { next, .. } => {
            failure.hint(format!("if next year is meant: until={next}"))
        }
        EditError::Id | EditError::Value { .. } => failure,
    }
}
