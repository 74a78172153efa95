//! `pair`: the next round.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::Args;
use rand::TryRng;
use rand::rngs::SysRng;

use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{DryRun, Session};
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
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Draw with this seed [default: a new one of six digits]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(..=SEED_MAX))]
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

/// Draws the next round and writes it.
pub fn run(session: &mut Session, args: &PairArgs) -> Result<()> {
    let work = session.begin("pair", args.dry_run)?;
    let programme = work.programme();
    let date = args.date.unwrap_or(session.today);
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
    let unproven = !next.proven();
    session.commit(work, Change { rounds: vec![next.round], ..Change::default() })?;
    session.terminal.data().write_all(&shown)?;
    if unproven {
        session
            .terminal
            .note("note: this is the best round found; that no better one exists is not proven");
    }
    if args.dry_run.dry_run {
        session.terminal.next(format_args!("unmentor pair --seed {seed}"));
    } else {
        session.terminal.next(format_args!(
            "introduce them, and when the answers are in: \
             unmentor outcomes import answers.csv --round {number}"
        ));
    }
    Ok(())
}

/// Refuses a round that would come before the last one or while that is still open.
fn ready(programme: &Programme, date: NaiveDate, force: bool) -> Result<(), Failure> {
    let Some(latest) = programme.latest() else { return Ok(()) };
    let (number, began) = (latest.number(), latest.head.date);
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
