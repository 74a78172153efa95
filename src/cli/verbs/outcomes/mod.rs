//! `outcomes`: what people said of their conversations.

mod sheet;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::failure::{Exit, Failure};
use crate::cli::importing::{self, Importing};
use crate::cli::session::{DryRun, Session};
use crate::cli::verbs::participants::find;
use crate::cli::verbs::rounds::existing;
use crate::domain::record::{self, Heard};
use crate::domain::{Answer, Pair, PairId, Person, Programme, Reason, Response, SheetKind};
use crate::intake;
use crate::store::Change;
use sheet::SheetArgs;

/// What to do with outcomes.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Take feedback forms or a filled-in sheet in
    Import(ImportArgs),
    /// Record by hand what one pair said
    Set(SetArgs),
    /// Make a spreadsheet of a round to fill in, with drop-downs
    Sheet(SheetArgs),
}

/// Arguments of `outcomes import`.
#[derive(Debug, Args)]
#[command(after_help = "A file is either the export of a feedback form for one round (people by\n\
                        e-mail, partner by name) or a sheet over several rounds with\n\
                        round,[pair],participant,answer,answered_on,reason,reason_text,rating,\n\
                        comment. Rows that cannot be attributed are set aside and reported.")]
pub struct ImportArgs {
    /// The files: CSV, xlsx, ods or xls
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The round that the answers are about [default: found from the partners named]
    #[arg(long, value_name = "ROUND")]
    round: Option<crate::domain::RoundNumber>,
    /// Refuse the files when a row cannot be attributed
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    importing: Importing,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Arguments of `outcomes set`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  unmentor outcomes set r05-017 yes\n  \
                        unmentor outcomes set r05-017 no --reason no-reply --by P0042")]
pub struct SetArgs {
    /// The pair, such as r05-017
    pair: PairId,
    /// yes, no, not-yet, or none to take an answer back
    #[arg(value_parser = answer)]
    answer: Said,
    /// Whose answer it is [default: the first of them who has said nothing yet]
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// Why they did not meet, as a code
    #[arg(long, value_name = "CODE", value_parser = reason)]
    reason: Option<Reason>,
    /// Why they did not meet, in their own words
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

/// An answer, or that there is none.
#[derive(Debug, Clone, Copy)]
struct Said(Option<Answer>);

fn answer(word: &str) -> Result<Said, String> {
    match word {
        "none" => Ok(Said(None)),
        word => Answer::from_word(word)
            .map(|answer| Said(Some(answer)))
            .ok_or_else(|| "the answers are yes, no, not-yet and none".into()),
    }
}

fn reason(code: &str) -> Result<Reason, String> {
    Reason::from_code(code).ok_or_else(|| {
        let codes: Vec<_> = Reason::ALL.into_iter().map(Reason::code).collect();
        format!("the reasons are {}", codes.join(", "))
    })
}

/// Runs one of them.
pub fn run(session: &mut Session, verb: Verb) -> Result<()> {
    match verb {
        Verb::Import(args) => import(session, &args),
        Verb::Set(args) => set(session, &args),
        Verb::Sheet(args) => sheet::run(session, &args),
    }
}

fn import(session: &mut Session, args: &ImportArgs) -> Result<()> {
    let sheets =
        args.files.iter().map(|file| args.importing.sheet(file)).collect::<Result<Vec<_>>>()?;
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let title = format!("outcomes import {}", names.join(" "));
    let work = session.begin(&title, args.dry_run)?;
    if let Some(number) = args.round {
        existing(work.programme(), number)?;
    }
    let (settings, kind) = (&work.programme().settings, SheetKind::Feedback);
    let options = args.importing.options(session, settings, kind)?;
    let options = intake::Options { strict: args.strict, ..options };
    let taken = intake::feedback(&sheets, work.programme(), args.round, &options);
    let (rounds, tally) = taken.map_err(importing::refused)?;
    let change = Change { rounds, ..Change::default() };
    importing::take_in(session, work, change, &args.importing, kind, &tally)?;
    session.next("report");
    Ok(())
}

fn set(session: &mut Session, args: &SetArgs) -> Result<()> {
    let heard = heard(args)?;
    let work = session.begin(&format!("outcomes set {}", args.pair), args.dry_run)?;
    let programme = work.programme();
    let mut round = existing(programme, args.pair.round)?.clone();
    let pair = pair_of(programme, args.pair)?;
    let people = match &args.by {
        Some(who) => vec![member(programme, args.pair, &pair, who)?],
        None => record::whose(&round, &pair, heard)
            .map_err(|said| all_have_answered(programme, args.pair, &said))?,
    };
    // A round may be drawn ahead of its day; nobody answers before it began.
    let day = session.today.max(round.head.date);
    let mut lines = Vec::new();
    for person in people {
        let name = &programme.roster.get(person).name;
        if record::record(&mut round, person, heard, day).is_some() {
            let answer = heard.answer.map_or("no answer", Answer::word);
            lines.push(format!("{}: {answer} for {name}", args.pair));
        }
    }
    let said = round.answered_pairs().find(|(one, _)| one.number() == pair.number());
    let verdict = said.map(|(_, said)| programme.settings.answers.verdict(said));
    session.commit(work, Change { rounds: vec![round], ..Change::default() })?;
    for line in lines {
        session.terminal.note(line);
    }
    if let Some(verdict) = verdict {
        let disagree = if verdict.disagreement { "; they disagree" } else { "" };
        session.terminal.note(format_args!(
            "{} is {}{disagree}",
            args.pair,
            verdict.outcome.words()
        ));
    }
    Ok(())
}

/// What was heard, if it goes together.
fn heard(args: &SetArgs) -> Result<Heard<'_>, Failure> {
    let Said(answer) = args.answer;
    let reason_given = args.reason.is_some() || args.text.is_some();
    if reason_given && !matches!(answer, Some(Answer::No | Answer::NotYet)) {
        return Err(Failure::new(Exit::Usage, "a reason says why people did not meet")
            .hint("give --reason and --text with the answer no or not-yet"));
    }
    Ok(Heard { answer, reason: args.reason, text: args.text.as_deref() })
}

fn all_have_answered(programme: &Programme, pair: PairId, said: &[&Response]) -> Failure {
    let each = said.iter().map(|response| {
        let name = &programme.roster.get(response.person).name;
        format!("{name} {}", response.answer.map_or("nothing", Answer::word))
    });
    let each = each.collect::<Vec<_>>().join(", ");
    Failure::new(Exit::Unconfirmed, format!("everybody in {pair} has answered already: {each}"))
        .hint("say whose answer it corrects: --by WHO")
}

fn pair_of(programme: &Programme, id: PairId) -> Result<Pair, Failure> {
    let round = existing(programme, id.round)?;
    round.pairs().iter().find(|pair| pair.number() == id.number).copied().ok_or_else(|| {
        Failure::new(Exit::Usage, format!("there is no pair {id}"))
            .hint(format!("unmentor rounds show {}", id.round))
    })
}

fn member(programme: &Programme, id: PairId, pair: &Pair, who: &str) -> Result<Person, Failure> {
    let person = find(programme, who)?;
    if pair.contains(person) {
        return Ok(person);
    }
    let names: Vec<_> =
        pair.members().iter().map(|&member| programme.roster.get(member).name.as_str()).collect();
    Err(Failure::new(Exit::Usage, format!("{} is not in {id}", programme.roster.get(person).name))
        .hint(format!("in it are {}", names.join(" and "))))
}
