//! Bare `unmentor`: where the programme stands, and what to do next.

use anyhow::Result;

use crate::cli::session::Session;
use crate::domain::due::who_is_due;
use crate::domain::text;
use crate::render::{phrases, rounds};

/// Says where the programme stands.
pub fn run(session: &mut Session) -> Result<()> {
    let loaded = session.load()?;
    let programme = &loaded.programme;
    let today = session.today;
    let (due, _) = who_is_due(programme, programme.next_number(), today);
    let out = session.terminal.data();
    writeln!(out, "{}", text::clean(&programme.settings.name))?;
    writeln!(
        out,
        "{} in the roster, {} due for round {}.",
        phrases::people(programme.roster.len()),
        due.len(),
        programme.next_number()
    )?;
    let Some(latest) = programme.latest() else {
        writeln!(out, "No rounds yet.")?;
        let next = if programme.roster.is_empty() {
            "unmentor participants import signup.csv"
        } else {
            "unmentor pair   (or, with an old history: unmentor rounds import history.csv)"
        };
        session.terminal.next(next);
        return Ok(());
    };
    writeln!(out, "{}.", rounds::sentence(programme, latest))?;
    let number = latest.number();
    let open = programme.open_round(today).and_then(|round| round.head.closes);
    if let Some(closes) = open {
        writeln!(out, "It is open until {closes}.")?;
        session.terminal.next(format_args!("unmentor outcomes import FILE --round {number}"));
    } else if latest.responses().iter().all(|response| response.answer.is_none()) {
        writeln!(out, "It is over, and nobody's answer is in.")?;
        session.terminal.next(format_args!("unmentor outcomes import FILE --round {number}"));
    } else {
        session.terminal.next("unmentor report   or   unmentor pair");
    }
    Ok(())
}
