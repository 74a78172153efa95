//! What came in from a foreign sheet: the change that it makes, and what is said of it.

use anyhow::Result;

use super::failure::{Exit, Failure};
use super::options::importing::Importing;
use super::session::{Session, Work};
use crate::domain::{Settings, SheetKind};
use crate::intake::{Refused, Tally};
use crate::store::Change;
use crate::text::quote;
use crate::text::words;

/// The refusal of an import, with everything that is wrong.
pub fn refused(Refused(findings): Refused) -> Failure {
    let problems = words::count(findings.len(), "problem");
    Failure::new(Exit::Data, format!("nothing was taken in: {problems}")).findings(findings)
}

/// Makes the change that a sheet brings, with the columns to be remembered, and says what it did.
pub fn take_in(
    session: &mut Session,
    work: Work,
    change: Change,
    importing: &Importing,
    kind: SheetKind,
    tally: &Tally,
) -> Result<()> {
    let settings = importing.remember(&work.programme().settings, kind);
    session.commit(work, Change { settings: settings.clone(), ..change })?;
    say_remembered(session, importing, settings.as_ref());
    say(session, tally)
}

/// Says what an import did, once it is done.
pub fn say(session: &mut Session, tally: &Tally) -> Result<()> {
    for assumed in &tally.assumed {
        session.terminal.note(assumed);
    }
    session.terminal.remark(&tally.noted);
    if tally.noted.more() > 0 {
        let more = words::count(tally.noted.more(), "remark");
        session.terminal.note(format_args!("and {more} that are not shown"));
    }
    session.terminal.set_aside(&tally.set_aside);
    if !tally.set_aside.is_empty() {
        session.terminal.note(
            "correct the rows that were set aside and import the sheet again; rows that went in \
             change nothing the second time",
        );
    }
    writeln!(
        session.terminal.data(),
        "{} read: {} new, {} changed, {} unchanged, {} set aside",
        words::count(tally.rows, "row"),
        words::number(tally.new),
        words::number(tally.changed),
        words::number(tally.unchanged),
        words::number(tally.rows_set_aside()),
    )?;
    Ok(())
}

/// Says what is remembered for the sheets to come, if there is something new.
pub fn say_remembered(session: &mut Session, importing: &Importing, remembered: Option<&Settings>) {
    if remembered.is_none() {
        return;
    }
    for (meaning, heading) in &importing.map {
        session.terminal.note(format_args!(
            "remembered in unmentor.toml: the column {} means {meaning}",
            quote(heading)
        ));
    }
    if let Some(order) = importing.dates {
        let order = order.word();
        session.terminal.note(format_args!("remembered in unmentor.toml: dates are {order}"));
    }
}
