//! Bare `unmentor`: where the programme stands, and what to do next.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use crate::cli::session::Session;
use crate::domain::due::who_is_due;
use crate::domain::{Programme, Round};
use crate::render::records::write_json;
use crate::render::{prose, rounds};
use crate::text;
use crate::text::words;

/// What bare `unmentor` understands.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Without a command: where the programme stands, as JSON
    #[arg(long)]
    json: bool,
}

impl StatusArgs {
    /// Says where the programme stands.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let (due, _) = who_is_due(programme, programme.next_number(), session.today);
        let open = programme.open_round(session.today);
        let next = next(programme, open, session.today);
        if self.json {
            let status = json!({
                "programme": programme.settings.name,
                "people": programme.roster.len(),
                "due": due.len(),
                "next_round": programme.next_number().get(),
                "latest_round": programme.latest().map(|round| round.number().get()),
                "open_until": open.map(|round| round.last_day(&programme.settings)),
                "next": next,
            });
            write_json(&status, session.terminal.data())?;
            return Ok(());
        }
        let mut sentences = vec![
            text::clean(&programme.settings.name).into_owned(),
            format!(
                "{} in the roster, {} due for round {}.",
                words::people(programme.roster.len()),
                words::number(due.len()),
                programme.next_number()
            ),
            match programme.latest() {
                None => "No rounds yet.".into(),
                Some(latest) => format!("{}.", rounds::sentence(programme, latest, session.today)),
            },
        ];
        sentences.extend(
            open.map(|round| round.last_day(&programme.settings))
                .map(|closes| format!("It is open until {closes}.")),
        );
        let style = session.style();
        for sentence in sentences {
            prose::write("", &sentence, style, session.terminal.data())?;
        }
        session.terminal.next(format_args!("unmentor {next}"));
        Ok(())
    }
}

/// What an organiser does next, as words behind `unmentor`.
fn next(programme: &Programme, open: Option<&Round>, today: NaiveDate) -> String {
    let silent = |round: &Round| {
        round.is_collected() && round.responses().iter().all(|said| said.answer.is_none())
    };
    match programme.latest() {
        None if programme.roster.is_empty() => "participants import signup.csv".into(),
        None => "pair".into(),
        Some(latest) if open.is_some() || silent(latest) => {
            format!("outcomes import FILE --round {}", latest.number())
        }
        Some(latest) if latest.last_day(&programme.settings) < today => "pair".into(),
        Some(_) => "report".into(),
    }
}
