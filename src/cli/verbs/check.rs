//! `check`: every promise that the folder makes.

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::cli::failure::{Exit, Failure};
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::purge::{due, without_words, words_in};
use crate::domain::{self, RoundNumber};
use crate::render::records::write_json;
use crate::render::repaired;
use crate::store::{Change, InFiles, Settle, StoreError, Traces};
use crate::text::dates::DateOrder;
use crate::text::words;

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Silent, and exit code 0, when all is well; exit code 3 and one entry for\n\
                        each finding otherwise."
)]
#[expect(clippy::struct_excessive_bools, reason = "one for each option")]
pub struct CheckArgs {
    /// A list of objects
    #[arg(long)]
    json: bool,
    /// Take pairs, dates and deletions that were made by hand as they stand
    #[arg(long)]
    accept: bool,
    /// Write files that a spreadsheet has saved as they should be, showing each cell first
    #[arg(long, group = "confirmed", conflicts_with_all = ["accept", "settle", "json"])]
    repair: bool,
    /// How dates are read where nothing shows it
    #[arg(long, value_name = "ORDER", value_parser = ["day-first", "month-first"])]
    #[arg(requires = "repair")]
    dates: Option<String>,
    /// Take away what people wrote in their own words, in rounds older than `purge_after_months`
    #[arg(long, group = "confirmed", conflicts_with = "accept")]
    purge: bool,
    /// Do it. What `--purge` takes away cannot be brought back
    #[arg(long, requires = "confirmed")]
    yes: bool,
    /// Decide on a change that an earlier command began and that cannot be finished unasked
    #[arg(long, value_name = "HOW", conflicts_with_all = ["accept", "purge", "dry_run"])]
    settle: Option<SettleHow>,
    #[command(flatten)]
    dry_run: DryRun,
}

/// What is to become of a change that waits.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum SettleHow {
    /// Carry it out; `undo` takes it back
    Finish,
    /// Take it back and set aside what it would have brought
    Drop,
}

impl CheckArgs {
    /// Checks the folder.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self.settle {
            Some(SettleHow::Finish) => session.settle(Settle::Finish)?,
            Some(SettleHow::Drop) => session.settle(Settle::Drop)?,
            None => {}
        }
        if self.accept {
            session.accept(self.dry_run)?;
        }
        if self.purge {
            purge(session, self)?;
        }
        if self.repair {
            return repair(session, self);
        }
        let (folder, mut loaded) = session.open()?;
        session.say_unlocked(&loaded);
        session.say_resaved(&loaded.resaved);
        // Nothing of such a change is left to be found.
        let is_over = |waiting: &mut StoreError| matches!(waiting, StoreError::Refused { .. });
        if let Some(taken_back) = loaded.waiting.take_if(is_over) {
            return Err(Failure::from(taken_back).into());
        }
        let places = InFiles { folder: &folder, programme: &loaded.programme };
        let mut findings = domain::check::check(&loaded.programme, &places);
        findings.extend(loaded.pending());
        findings.extend(folder.messages(&loaded.programme.roster)?.1);
        findings.extend(loaded.findings);
        let exposed = folder.exposure()?;
        session.terminal.remark(exposed.as_slice());
        findings.sort_by(|a, b| a.place.cmp(&b.place));
        if self.json {
            let all: Vec<_> = findings
                .iter()
                .map(|finding| {
                    json!({
                        "name": finding.kind.name(),
                        "file": finding.place.file,
                        "line": finding.place.line,
                        "column": finding.place.column,
                        "message": finding.message,
                        "hint": finding.hint.as_deref().map(|hint| session.terminal.complete(hint)),
                    })
                })
                .collect();
            write_json(&all, session.terminal.data())?;
        }
        if findings.is_empty() {
            return Ok(());
        }
        let message = format!("{} in this programme", words::count(findings.len(), "finding"));
        let failure = Failure::new(Exit::Data, message)
            .hint("mend the files in any editor, then `unmentor check` again");
        Err(if self.json { failure } else { failure.findings(findings) }.into())
    }
}

/// Writes files that another program has saved as they should be, once that is confirmed.
fn repair(session: &mut Session, args: &CheckArgs) -> Result<()> {
    let order = args.dates.as_deref().and_then(DateOrder::from_word);
    let unconfirmed = !(args.yes || args.dry_run.dry_run);
    let work =
        session.begin_repair(order, DryRun { dry_run: args.dry_run.dry_run || unconfirmed })?;
    let resaved = work.resaved();
    if resaved.is_empty() {
        session.terminal.note("nothing to repair");
        return Ok(());
    }
    let (cells, files) = (resaved.iter().map(|one| one.cells.len()).sum(), resaved.len());
    let style = session.style();
    let all = resaved.iter().flat_map(|one| &one.cells);
    let all = all.map(|cell| (&cell.place, cell.before.as_str(), cell.after.as_str()));
    repaired::list(all, style, session.terminal.data())?;
    if unconfirmed {
        let dates = args.dates.as_ref().map(|order| format!(" --dates {order}"));
        let message = format!(
            "{} of {} would be written as above",
            words::count(cells, "cell"),
            words::count(files, "file")
        );
        let hint = format!("unmentor check --repair{} --yes", dates.unwrap_or_default());
        return Err(Failure::new(Exit::Unconfirmed, message).hint(hint).into());
    }
    session.commit(work, Change { writes_back: true, ..Change::default() })
}

/// Takes old words away, from undo copies too, once that is confirmed.
fn purge(session: &mut Session, args: &CheckArgs) -> Result<()> {
    let work = session.begin("check --purge", args.dry_run)?;
    let settings = &work.programme().settings;
    let Some(months) = settings.purge_after_months else {
        return Err(Failure::new(Exit::Usage, "`unmentor.toml` does not say what is old")
            .hint("add a line such as `purge_after_months = 24` to unmentor.toml")
            .into());
    };
    let old: Vec<RoundNumber> =
        due(work.programme(), session.today).map(domain::Round::number).collect();
    let rounds: Vec<_> = due(work.programme(), session.today)
        .filter(|round| words_in(round) > 0)
        .map(|round| (round.head.date, words_in(round), without_words(round)))
        .collect();
    if rounds.is_empty() && !work.keeps_answers_of(&old)? {
        session.terminal.note(format_args!(
            "no words are older than {}",
            words::count(months as usize, "month")
        ));
        return Ok(());
    }
    let people = rounds.iter().map(|(_, people, _)| people).sum();
    let words = match rounds.len() {
        0 => "what was written in old rounds and stands in undo copies only".into(),
        some => {
            let people = words::people(people);
            format!("what {people} wrote in {}", words::count(some, "round"))
        }
    };
    if !(args.yes || args.dry_run.dry_run) {
        let message = format!(
            "taking away {words} cannot be undone, and no earlier change can be taken back \
            afterwards"
        );
        return Err(Failure::new(Exit::Unconfirmed, message)
            .hint("`unmentor check --purge --yes` does it, `-n` shows what")
            .into());
    }
    for (date, people, round) in &rounds {
        session.terminal.note(format_args!(
            "round {} of {date}: what {} wrote",
            round.number(),
            words::people(*people)
        ));
    }
    let rounds = rounds.into_iter().map(|(.., round)| round).collect();
    session.commit(work, Change { rounds, traces: Traces::Erased, ..Change::default() })?;
    let would = if args.dry_run.dry_run { "would be" } else { "is" };
    session.terminal.note(format_args!(
        "{words} {would} taken away, here and in all undo copies; answers, reasons and ratings stay"
    ));
    Ok(())
}
