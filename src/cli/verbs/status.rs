//! Bare `unmentor`: where the programme stands, and what to do next.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use crate::cli::session::Session;
use crate::domain::due::{unheard, who_is_due};
use crate::domain::month::Month;
use crate::domain::schedule;
use crate::domain::{OptIn, Programme};
use crate::render::records::write_json;
use crate::render::{month, prose, rounds};
use crate::text;
use crate::text::words;

/// What comes before the first round of a scheme that is older than its folder.
pub const OLD_HISTORY: &str = "No rounds yet. If there were some before, bring them in first: \
                               unmentor rounds import FILE";

/// What bare `unmentor` understands.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Without a command: where the programme stands, as JSON
    #[arg(long)]
    json: bool,
}

impl StatusArgs {
    /// Says where the programme stands; of one that is broken only what mends it.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        session.warn_of(&loaded.beside);
        if session.is_unsound() && !self.json {
            return Ok(());
        }
        let programme = &loaded.programme;
        let silent = unheard(programme, programme.next_number(), session.today).len();
        let (due, _) = who_is_due(programme, programme.next_number(), session.today);
        let month = Month::of(programme, session.today);
        let next_on = next_on(programme, month.as_ref(), session.today);
        let next = next(programme, month.as_ref(), (due.len(), silent), session.today);
        let (next, why) = super::mail::first(session, programme, next)?;
        if self.json {
            let open = programme.open_round(session.today);
            let status = json!({
                "programme": programme.settings.name,
                "people": programme.roster.len(),
                "due": due.len(),
                "silent": silent,
                "next_round": programme.next_number().get(),
                "latest_round": month.map(|month| month.round.get()),
                "open_until": open.map(|round| round.last_day(&programme.settings)),
                "introduced": month.map(|month| month.introduced),
                "reminder": month.map(|month| month.reminder),
                "answered": month.map(|month| month.answered),
                "asked": month.map(|month| month.asked),
                "next_round_on": next_on,
                "next": next,
                "why": why,
            });
            write_json(&status, session.terminal.data())?;
            return Ok(());
        }
        let mut sentences = vec![
            text::clean(&programme.settings.name).into_owned(),
            people(programme, due.len(), silent),
        ];
        sentences.extend(
            programme
                .latest()
                .map(|latest| format!("{}.", rounds::sentence(programme, latest, session.today))),
        );
        let style = session.style();
        for sentence in sentences {
            prose::write("", &sentence, style, session.terminal.data())?;
        }
        let days = month.map(|month| month::lines(&month, session.today));
        let chosen = next_on.filter(|_| month.is_none());
        let days = days.or_else(|| Some(vec![month::first(chosen?, session.today)]));
        for line in days.iter().flatten() {
            prose::write("", line, style, session.terminal.data())?;
        }
        session.terminal.note(why);
        session.terminal.next(format_args!("unmentor {next}"));
        Ok(())
    }
}

/// How many there are, and how many of them the next round has so far.
fn people(programme: &Programme, due: usize, silent: usize) -> String {
    let all = words::people(programme.roster.len());
    let (due, next) = (words::number(due), programme.next_number());
    match programme.settings.opt_in {
        OptIn::Assume => format!("{all} in the roster, {due} due for round {next}."),
        OptIn::Ask => format!(
            "{all} in the roster, {due} in for round {next}, {} silent so far.",
            words::number(silent)
        ),
    }
}

/// The day of the next round, if it follows from one before or from the settings.
fn next_on(programme: &Programme, month: Option<&Month>, today: NaiveDate) -> Option<NaiveDate> {
    let is_planned = schedule::in_force(&programme.settings, None).is_some();
    match month {
        Some(month) => Some(month.next_round),
        None => is_planned.then(|| schedule::next_day(programme, today)),
    }
}

/// What an organiser does next, as words behind `unmentor`, and why.
fn next(
    programme: &Programme,
    month: Option<&Month>,
    (due, silent): (usize, usize),
    today: NaiveDate,
) -> (String, String) {
    let Some(month) = month else {
        return if programme.roster.len() < 2 {
            let why = if programme.roster.is_empty() {
                "Nobody is in the roster yet."
            } else {
                "One person is in the roster, and a pair is two."
            };
            ("participants import signup.csv".into(), why.into())
        } else {
            to_pair(programme, (due, silent), OLD_HISTORY.into())
        };
    };
    let Month { round, closes, .. } = month;
    let unanswered = words::people(month.silent());
    let import = format!("outcomes import FILE --round {round}");
    if month.is_open(today) && month.silent() == 0 {
        ("report".into(), format!("Everybody has answered about round {round}."))
    } else if month.is_open(today) && today >= month.reminder {
        let why =
            format!("Round {round} is open until {closes}, and {unanswered} can be reminded.");
        ("outcomes waiting".into(), why)
    } else if month.is_open(today) {
        (import, format!("Round {round} is open until {closes}."))
    } else if month.asked > 0 && month.answered == 0 {
        (import, format!("Round {round} has closed, and nobody has answered."))
    } else {
        to_pair(programme, (due, silent), format!("Round {round} has closed."))
    }
}

/// To pair, where there are two who are due; otherwise what gets them.
fn to_pair(programme: &Programme, (due, silent): (usize, usize), why: String) -> (String, String) {
    let next = programme.next_number();
    match due {
        2.. => ("pair".into(), why),
        _ if silent > 0 => {
            let silent = words::people(silent);
            let why = format!("{why} {silent} can be asked whether they are in round {next}.");
            ("mail invitation".into(), why)
        }
        _ => {
            let due = if due == 0 { "Nobody is" } else { "One person is" };
            ("participants list".into(), format!("{why} {due} due for round {next}."))
        }
    }
}
