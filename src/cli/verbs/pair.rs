//! `pair`: the next round.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;
use rand::TryRng;
use rand::rngs::SysRng;

use crate::cli::args::day;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{DryRun, Session, Work};
use crate::domain::pairing::{NoRound, next_round};
use crate::domain::{Person, Programme};
use crate::render::records::{RoundRecord, write_json};
use crate::render::rounds;
use crate::store::Change;

/// Arguments of `pair`.
#[derive(Debug, Args)]
#[command(after_help = "The same files, date and seed give the same round, on every machine.")]
pub struct PairArgs {
    /// The day people are introduced [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<NaiveDate>,
    /// Draw with this seed [default: a new one of six digits]
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    seed: Option<u64>,
    /// Begin a new round although the last one is still open
    #[arg(long)]
    force: bool,
    /// Print the round as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Every seed up to here survives JSON and TOML.
const SEED_MAX: u64 = (1 << 53) - 1;

/// A round that many days after the last one is taken for a typing mistake.
const FARTHEST: i64 = 731;

fn seed(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|&seed| seed <= SEED_MAX);
    number.ok_or_else(|| format!("a seed is a number from 0 to {SEED_MAX}"))
}

/// Draws the next round and writes it.
pub fn run(session: &mut Session, args: &PairArgs) -> Result<()> {
    let work = session.begin("pair", args.dry_run)?;
    let programme = work.programme();
    let date = args.date.unwrap_or(session.today);
    whole(&work)?;
    ready(programme, date, args.force)?;
    let seed = match args.seed {
        Some(seed) => seed,
        None => u64::from(SysRng.try_next_u32().context("cannot draw a seed")?) % 1_000_000,
    };
    let next = next_round(programme, date, seed).map_err(|why| impossible(programme, why))?;
    let number = next.round.number();

    let mut shown = Vec::new();
    if args.json {
        write_json(&RoundRecord::new(programme, &next.round), &mut shown)?;
    } else {
        rounds::new_round(programme, &next, session.style(), &mut shown)?;
    }
    let unproven = !next.proven;
    session.commit(work, Change { rounds: vec![next.round], ..Change::default() })?;
    session.terminal.data().write_all(&shown)?;
    if unproven {
        session
            .terminal
            .note("note: this is the best round found; that no better one exists is not proven");
    }
    if args.dry_run.dry_run {
        let date = args.date.map_or(String::new(), |date| format!(" --date {date}"));
        let force = if args.force { " --force" } else { "" };
        session.next(format_args!("pair{date} --seed {seed}{force}"));
    } else {
        session.terminal.note("Introduce them; when they have answered, take the answers in.");
        session.next(format_args!("outcomes import FILE --round {number}"));
    }
    Ok(())
}

/// Refuses a history with a gap: those who were together in it would be put together again.
fn whole(work: &Work) -> Result<(), Failure> {
    let gap = work.check().into_iter().find(|finding| finding.name == "missing-round");
    match gap {
        None => Ok(()),
        Some(gap) => Err(Failure::new(Exit::Data, "no round was drawn: the history has a gap")
            .findings(vec![gap])),
    }
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
    match programme.open_round(date).and_then(|round| round.head.closes) {
        Some(closes) if !force => Err(Failure::new(
            Exit::Unconfirmed,
            format!("round {number} is still open until {closes}"),
        )
        .hint(format!(
            "`unmentor outcomes import FILE --round {number}` takes its answers in; \
             `unmentor pair --force` begins the next one all the same"
        ))),
        _ => Ok(()),
    }
}

fn impossible(programme: &Programme, why: NoRound) -> Failure {
    let names = |people: &[Person]| {
        let each = people.iter().take(8).map(|&person| {
            let participant = programme.roster.get(person);
            format!("{} {}", participant.id, participant.name)
        });
        let mut list = each.collect::<Vec<_>>().join(", ");
        if people.len() > 8 {
            list.push_str(", …");
        }
        list
    };
    let no_pairing = |message: String| Failure::new(Exit::NoPairing, message);
    match why {
        NoRound::TooFew(people) if people.is_empty() => {
            no_pairing("nobody is due for this round".into())
                .hint("`unmentor participants list` shows who is paused or has left")
        }
        NoRound::TooFew(people) => {
            no_pairing(format!("only one person is due for this round: {}", names(&people)))
                .hint("`unmentor participants list` shows who is paused or has left")
        }
        NoRound::Excluded { wanted, stranded } if wanted.is_empty() => no_pairing(format!(
            "the exclusions leave nobody for some of these people: {}",
            names(&stranded)
        ))
        .hint("take an exclusion out of exclusions.csv, or pause somebody"),
        NoRound::Excluded { wanted, stranded } => no_pairing(format!(
            "the exclusions leave only {} for too many people: {}",
            names(&wanted),
            names(&stranded)
        ))
        .hint("take an exclusion out of exclusions.csv, or pause somebody"),
        NoRound::NoTrio => no_pairing(
            "the number of people is odd, and the exclusions allow no three people together".into(),
        )
        .hint("set `odd = \"sit-out\"` in unmentor.toml, or take an exclusion out"),
        NoRound::Fault(what) => Failure::new(Exit::Failure, format!("nothing was written: {what}"))
            .hint("this is a fault of the program; try another --seed and report it"),
    }
}
