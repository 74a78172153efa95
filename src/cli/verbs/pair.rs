//! `pair`: the next round.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::impossible::impossible;
use crate::cli::options::DryRun;
use crate::cli::options::seed::Seed;
use crate::cli::options::typed::day;
use crate::cli::session::{Session, Work};
use crate::domain::due::{Absence, who_is_due};
use crate::domain::explain::explain;
use crate::domain::pairing::{NextRound, next_round};
use crate::domain::{Person, Programme};
use crate::render::Style;
use crate::render::records::{RoundRecord, write_json};
use crate::render::why::{self, Explained};
use crate::render::{left_out, rounds};
use crate::store::Change;

/// Arguments of `pair`.
#[derive(Debug, Args)]
#[command(after_help = "The same files, date and seed give the same round, on every machine.")]
pub struct PairArgs {
    /// The day people are introduced [default: today]
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    #[command(flatten)]
    seed: Seed,
    /// Begin a new round although the last one is still open
    #[arg(long)]
    force: bool,
    /// Say why each repeat, the odd one and each wish that is not kept could not be avoided
    #[arg(long)]
    explain: bool,
    /// Print the round as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// A round that many days after the last one is taken for a typing mistake.
const FARTHEST: i64 = 731;

impl PairArgs {
    /// Draws the next round and writes it.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let reading = session.terminal.wait("reading the programme");
        let work = session.begin("pair", self.dry_run)?;
        drop(reading);
        session.warn_of(work.beside());
        let programme = work.programme();
        let date = match &self.date {
            Some(typed) => day(typed, programme, session.today)?,
            None => session.today,
        };
        whole(&work)?;
        ready(programme, date, self.force)?;
        let (due, absent) = who_is_due(programme, programme.next_number(), date);
        for line in left_out::lines(programme, programme.next_number(), due.len(), &absent) {
            let line = session.terminal.complete(&line);
            session.terminal.note(line);
        }
        let seed = self.seed.number()?;
        let pairing = session.terminal.wait("pairing, with as few repeats as there can be");
        let next = next_round(programme, date, seed).map_err(|why| impossible(programme, why))?;
        drop(pairing);
        let number = next.round.number();

        session.note_idle(&Programme::idle_wishes(&programme.settings, &programme.roster));
        let shown = shown(programme, &next, self, session.style())?;
        let unproven = !next.proven();
        let wishes = paused_with_a_wish(programme, &next);
        let writing = session.terminal.wait("writing the round");
        let NextRound { round, experiment, .. } = next;
        session.commit(work, Change { rounds: vec![round], experiment, ..Change::default() })?;
        drop(writing);
        session.terminal.data().write_all(&shown)?;
        for wish in wishes {
            let wish = session.terminal.complete(&wish);
            session.terminal.note(wish);
        }
        if unproven {
            session.terminal.note(
                "note: this is the best round found; that no better one exists is not proven",
            );
        }
        if self.dry_run.dry_run {
            let date = self.date.as_ref().map_or(String::new(), |_| format!(" --date {date}"));
            let force = if self.force { " --force" } else { "" };
            session.terminal.next(format_args!("unmentor pair{date} --seed {seed}{force}"));
        } else {
            session.terminal.note(session.terminal.complete(&format!(
                "Introduce them now. When they have answered, `unmentor outcomes import FILE \
                 --round {number}` takes the answers in.",
            )));
            session.terminal.next("unmentor mail introduction");
        }
        Ok(())
    }
}

/// Those who wish to be in the round, and whose pause keeps them out.
fn paused_with_a_wish(programme: &Programme, next: &NextRound) -> Vec<String> {
    let number = next.round.number();
    let wishes = next.absent.iter().filter(|(person, why)| {
        let wish = programme.roster.get(*person).next;
        matches!(why, Absence::Paused(_))
            && wish.is_some_and(|wish| wish.round == number && wish.is_in)
    });
    let say = |&(person, _): &(Person, Absence)| {
        let id = &programme.roster.get(person).id;
        format!(
            "{} is paused, so their wish to be in waits; it ends the pause: unmentor participants \
             set {id} status=active",
            programme.roster.called(person)
        )
    };
    wishes.map(say).collect()
}

/// Refuses a history with a gap: those who were together in it would be put together again.
fn whole(work: &Work) -> Result<(), Failure> {
    match work.gap() {
        None => Ok(()),
        Some(gap) => Err(Failure::new(Exit::Data, "no round was drawn: the history has a gap")
            .findings(vec![gap])),
    }
}

/// The round, as text or as JSON, with its reasons if they are asked for.
fn shown(
    programme: &Programme,
    next: &NextRound,
    args: &PairArgs,
    style: Style,
) -> Result<Vec<u8>> {
    let mut shown = Vec::new();
    let reasons = args.explain.then(|| why::sentences(programme, next, &explain(programme, next)));
    let round = || RoundRecord::new(programme, &next.round, next.round.head.date);
    match reasons {
        None if args.json => write_json(&round(), &mut shown)?,
        Some(why) if args.json => write_json(&Explained { round: round(), why }, &mut shown)?,
        reasons => {
            rounds::new_round(programme, next, style, &mut shown)?;
            if let Some(reasons) = reasons {
                why::write(&reasons, style, &mut shown)?;
            }
        }
    }
    Ok(shown)
}

/// Refuses a round that would come before the last one or while that is still open.
fn ready(programme: &Programme, date: NaiveDate, force: bool) -> Result<(), Failure> {
    let Some(latest) = programme.latest() else { return Ok(()) };
    let (number, began) = (latest.number(), latest.head.date);
    if (date - began).num_days() > FARTHEST && !force {
        let message = format!("{date} is more than two years after round {number} on {began}");
        return Err(Failure::new(Exit::Unconfirmed, message)
            .hint("correct --date, or confirm it with --force"));
    }
    if date < began {
        return Err(Failure::new(
            Exit::Usage,
            format!("the new round would be dated {date}, before round {number} on {began}"),
        )
        .hint("give a later day with --date"));
    }
    match programme.open_round(date) {
        Some(round) if !force && round.keeps_the_next_waiting(date, &programme.settings) => {
            Err(Failure::new(
                Exit::Unconfirmed,
                format!(
                    "round {number} is still open until {}",
                    round.last_day(&programme.settings)
                ),
            )
            .hint(format!(
                "`unmentor outcomes import FILE --round {number}` takes its answers in; \
             `unmentor pair --force` begins the next one all the same"
            )))
        }
        _ => Ok(()),
    }
}
