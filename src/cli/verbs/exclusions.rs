//! `exclusions`: who is never put together.

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::Exclusion;
use crate::render::exclusions;
use crate::render::records::write_json;
use crate::store::Change;
use crate::text::plain;

/// What to do with exclusions.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Who is never put together, and why
    List(ListArgs),
    /// Never put these two together
    Add(AddArgs),
    /// Let these two be put together again
    #[command(visible_alias = "rm")]
    Remove(RemoveArgs),
}

impl Verb {
    /// Runs one of them.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::List(args) => args.run(session),
            Self::Add(args) => args.run(session),
            Self::Remove(args) => args.run(session),
        }
    }
}

/// Arguments of `exclusions list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// A list of objects
    #[arg(long)]
    json: bool,
}

/// Two people.
#[derive(Debug, Args)]
struct Two {
    /// An id, an e-mail address or an unambiguous name
    #[arg(value_name = "WHO")]
    one: String,
    /// The other one
    #[arg(value_name = "OTHER")]
    other: String,
}

/// Arguments of `exclusions add`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  unmentor exclusions add \"Rhys Morgan\" P0042 --why \
                        \"he is her manager\"")]
pub struct AddArgs {
    #[command(flatten)]
    two: Two,
    /// Why; a note for yourself
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Arguments of `exclusions remove`.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    #[command(flatten)]
    two: Two,
    #[command(flatten)]
    dry_run: DryRun,
}

impl ListArgs {
    fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        if self.json {
            write_json(&exclusions::records(&loaded.programme), session.terminal.data())?;
        } else {
            let style = session.style();
            exclusions::list(&loaded.programme, style, session.terminal.data())?;
        }
        Ok(())
    }
}

impl AddArgs {
    fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("exclusions add", self.dry_run)?;
        let programme = work.programme();
        let people = find::couple(programme, &self.two.one, &self.two.other)?;
        let names = find::labels(programme, &people.members()).replace(", ", " and ");
        let mut all = programme.exclusions.clone();
        let known = all.iter_mut().find(|exclusion| exclusion.people == people);
        let done = match (known, &self.why) {
            (None, why) => {
                let why = why.as_deref().map_or(String::new(), plain);
                all.push(Exclusion { people, why });
                "are never put together"
            }
            (Some(exclusion), Some(why)) => {
                exclusion.why = plain(why);
                "are never put together, as before; the reason is noted"
            }
            (Some(_), None) => "are never put together already",
        };
        let ids = people.members().map(|person| programme.roster.get(person).id.to_string());
        let open = programme.open_round(session.today);
        let together = open.and_then(|round| {
            let pair = round
                .pairs()
                .iter()
                .find(|pair| people.members().iter().all(|&person| pair.contains(person)))?;
            Some(pair.id(round.number()))
        });
        session.commit(work, Change { exclusions: Some(all), ..Change::default() })?;
        session.terminal.note(format_args!("{names} {done}"));
        if let Some(pair) = together {
            session
                .terminal
                .note(format_args!("they are {pair} now, and round {} is still open", pair.round));
            let [one, other] = ids;
            session.terminal.next(format_args!("unmentor rounds amend --apart {one} {other}"));
        }
        Ok(())
    }
}

impl RemoveArgs {
    fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("exclusions remove", self.dry_run)?;
        let programme = work.programme();
        let people = find::couple(programme, &self.two.one, &self.two.other)?;
        let names = find::labels(programme, &people.members()).replace(", ", " and ");
        let others = programme.exclusions.iter().filter(|exclusion| exclusion.people != people);
        let all: Vec<_> = others.cloned().collect();
        if all.len() == programme.exclusions.len() {
            return Err(Failure::new(Exit::Usage, format!("nothing keeps {names} apart"))
                .hint("unmentor exclusions list")
                .into());
        }
        session.commit(work, Change { exclusions: Some(all), ..Change::default() })?;
        session.terminal.note(format_args!("{names} may be put together again"));
        Ok(())
    }
}
