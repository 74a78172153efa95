//! `rounds amend`: a round mended when somebody drops out or joins late.

use crate::text::words;
use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::impossible::impossible;
use crate::cli::options::DryRun;
use crate::cli::options::seed::Seed;
use crate::cli::session::Session;
use crate::domain::amend::{Amended, NotAmended, amend};
use crate::domain::due::Absence;
use crate::domain::{Amendment, Couple, Person, Programme, RoundNumber};
use crate::render::amended;
use crate::render::records::write_json;
use crate::store::Change;

/// Arguments of `rounds amend`.
#[derive(Debug, Args)]
#[command(
    override_usage = "unmentor rounds amend [ROUND] --out|--in|--together|--apart WHO...",
    after_help = "As few pairs as possible change; all others keep their number and their\n\
                  answers. WHO is an id, an e-mail or an unambiguous name.\n\
                  Who drops out of this round stays in the roster.\n\n\
                  Example:\n  unmentor rounds amend 5 --out P0007 --in cai@west.example"
)]
pub struct AmendArgs {
    /// The number of the round [default: the latest]
    #[arg(value_name = "ROUND")]
    number: Option<RoundNumber>,
    /// Somebody who drops out
    #[arg(long, value_name = "WHO", num_args = 1.., required_unless_present_any = ["joined", "together", "apart"])]
    out: Vec<String>,
    /// Somebody who joins
    #[arg(long = "in", value_name = "WHO", num_args = 1..)]
    joined: Vec<String>,
    /// Two who are to talk with each other
    #[arg(long, value_names = ["WHO", "OTHER"], num_args = 2)]
    together: Vec<String>,
    /// Two who are not to talk with each other in this round
    #[arg(long, value_names = ["WHO", "OTHER"], num_args = 2)]
    apart: Vec<String>,
    #[command(flatten)]
    seed: Seed,
    /// Amend a round although it is not the latest or has closed, or answers are lost
    #[arg(long)]
    force: bool,
    /// Print what changed as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

impl AmendArgs {
    /// Mends the round and says who is to be told what.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("rounds amend", self.dry_run)?;
        let programme = work.programme();
        let old = find::round_or_latest(programme, self.number)?;
        let number = old.number();
        latest(programme, number, self.force)?;
        let amendment = Amendment {
            date: session.today,
            out: find::people(programme, &self.out)?,
            joined: find::people(programme, &self.joined)?,
            together: couples(programme, &self.together)?,
            apart: couples(programme, &self.apart)?,
            seed: self.seed.number()?,
        };
        let seed = amendment.seed;
        let amended =
            amend(programme, old, amendment).map_err(|why| refused(programme, number, why))?;

        let shown = self.shown(programme, &amended, session)?;
        if amended.changed.is_empty() {
            session.terminal.data().write_all(&shown)?;
            session.terminal.note(format_args!("round {number} is so already; nothing changed"));
            return Ok(());
        }
        if !(self.force || self.dry_run.dry_run) {
            confirmed(&amended, number, session.today, programme)?;
        }
        let lost = amended.answered.iter().map(|pair| pair.id(number).to_string());
        let lost: Vec<String> = lost.collect();
        let proven = amended.proven;
        let title = format!("rounds amend {number}");
        let change = Change {
            rounds: vec![amended.round],
            experiment: amended.experiment,
            ..Change::titled(title)
        };
        session.commit(work, change)?;
        session.terminal.data().write_all(&shown)?;
        if !lost.is_empty() {
            session.terminal.note(format_args!(
                "note: what was answered about {} is no longer in the round",
                words::list(&lost)
            ));
        }
        if !proven {
            session
                .terminal
                .note("note: this is the best way found; that no better one exists is not proven");
        }
        if self.dry_run.dry_run {
            session
                .terminal
                .next(format_args!("the same command without -n and with --seed {seed}"));
        } else {
            session.terminal.next("tell those whose partners changed: unmentor mail introduction");
        }
        Ok(())
    }
}

impl AmendArgs {
    /// What became of the round, as it is printed; in words nothing where nothing did.
    fn shown(
        &self,
        programme: &Programme,
        amended: &Amended,
        session: &Session,
    ) -> Result<Vec<u8>> {
        let mut shown = Vec::new();
        if self.json {
            write_json(&amended::record(programme, amended, session.today), &mut shown)?;
        } else if !amended.changed.is_empty() {
            amended::show(programme, amended, session.style(), &mut shown)?;
        }
        Ok(shown)
    }
}

/// Refuses what needs a second thought: a round that has closed, answers that would go.
fn confirmed(
    amended: &Amended,
    number: RoundNumber,
    today: NaiveDate,
    programme: &Programme,
) -> Result<(), Failure> {
    let unconfirmed = |message: String| {
        Err(Failure::new(Exit::Unconfirmed, message)
            .hint(format!("--force amends round {number} all the same; -n shows how")))
    };
    let last = amended.round.last_day(&programme.settings);
    if today > last {
        return unconfirmed(format!("round {number} closed on {last}"));
    }
    let pairs = amended.answered.iter().map(|pair| pair.id(number).to_string());
    match pairs.collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        gone => unconfirmed(format!("what was answered about {} would go", words::list(gone))),
    }
}

/// The people named, in twos.
fn couples(programme: &Programme, who: &[String]) -> Result<Vec<Couple>, Failure> {
    let couple = |two: &[String]| find::couple(programme, &two[0], &two[1]);
    who.chunks_exact(2).map(couple).collect()
}

/// Refuses a round that later ones were drawn after.
fn latest(programme: &Programme, number: RoundNumber, force: bool) -> Result<(), Failure> {
    match programme.latest().map(crate::domain::Round::number) {
        Some(latest) if latest != number && !force => Err(Failure::new(
            Exit::Unconfirmed,
            format!("round {latest} was drawn after round {number} as it is"),
        )
        .hint(format!("--force rewrites the history and amends round {number} all the same"))),
        _ => Ok(()),
    }
}

fn refused(programme: &Programme, number: RoundNumber, why: NotAmended) -> Failure {
    let name = |person: Person| find::label(programme, person);
    let usage = |message: String| Failure::new(Exit::Usage, message);
    match why {
        NotAmended::NotIn(person) => usage(format!("{} is not in round {number}", name(person)))
            .hint(format!("unmentor rounds show {number}")),
        NotAmended::AlreadyIn(person) => {
            usage(format!("{} is in round {number} already", name(person)))
                .hint(format!("unmentor rounds show {number}"))
        }
        NotAmended::Both(person) => {
            usage(format!("{} is named after --out and after --in", name(person)))
                .hint("name everybody once")
        }
        NotAmended::Away(person, absence) => {
            let away = if absence == Absence::Left { "has left" } else { "is paused" };
            let id = &programme.roster.get(person).id;
            usage(format!("{} {away}", name(person)))
                .hint(format!("unmentor participants set {id} status=active"))
        }
        NotAmended::Excluded(two) => {
            let [one, other] = two.members().map(|person| programme.roster.get(person).id.as_str());
            usage(format!("{one} and {other} are never put together"))
                .hint(format!("unmentor exclusions remove {one} {other}"))
        }
        NotAmended::Rests(person, until) => {
            usage(format!("{} is in the experiment, and due again in round {until}", name(person)))
                .hint("unmentor experiment status")
        }
        NotAmended::AcrossArms(two) => {
            let [one, other] = two.members().map(name);
            usage(format!(
                "{one} and {other} are in different arms of the experiment, and while it runs nobody \
                 is paired across them"
            ))
            .hint("unmentor experiment status")
        }
        NotAmended::NoRound(why) => impossible(programme, why),
    }
}
