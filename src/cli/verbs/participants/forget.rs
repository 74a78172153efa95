//! `participants forget`: everything personal goes, everywhere in the folder.

use anyhow::Result;
use clap::Args;

use super::tell_of_partner;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::Roster;
use crate::domain::forget::{Forgotten, Workplace, forget};
use crate::domain::message::About;
use crate::store::{Change, Traces};
use crate::text;
use crate::text::words;

/// Arguments of `participants forget`.
#[derive(Debug, Args)]
#[command(
    after_help = "Name, address, days and your own columns go from the roster; names, comments\n\
                        and reasons in their own words from all rounds; their exclusions; and all\n\
                        undo copies, so that neither this nor an earlier change can be taken back.\n\
                        A row with an id stays, and every figure with it."
)]
pub struct ForgetArgs {
    /// An id, an e-mail address or an unambiguous name
    who: String,
    /// Forget organisation, sector and region too; figures that compare them change
    #[arg(long)]
    workplace: bool,
    /// Do it: it cannot be undone
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    dry_run: DryRun,
}

/// Below this many colleagues a workplace may tell who somebody was.
const FEW: usize = 3;

impl ForgetArgs {
    /// Forgets somebody, once that is confirmed.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("participants forget", self.dry_run)?;
        let person = find::exactly(work.programme(), &self.who)?;
        let participant = work.programme().roster.get(person);
        if !(self.yes || self.dry_run.dry_run) {
            let (id, name) = (&participant.id, text::clean(participant.shown_name()));
            let message = format!(
                "forgetting {id} {name} cannot be undone, and no earlier change can be taken back \
                afterwards"
            );
            return Err(Failure::new(Exit::Unconfirmed, message)
                .hint(format!("`unmentor participants forget {id} --yes` does it, `-n` shows what"))
                .into());
        }
        let workplace = if self.workplace { Workplace::Forgotten } else { Workplace::Kept };
        let forgotten = forget(work.programme(), person, workplace);
        let id = forgotten.roster.get(person).id.clone();
        let waiting = work.programme().waiting_pair(person, session.today);
        let exclusions = (forgotten.exclusions.len() < work.programme().exclusions.len())
            .then(|| forgotten.exclusions.clone());
        let change = Change {
            roster: Some(forgotten.roster.clone()),
            exclusions,
            rounds: forgotten.rounds.clone(),
            memory: Some(work.memory()?.without(&participant.id)),
            traces: Traces::Forgotten,
            ..Change::default()
        };
        let (old, new) = (participant.id.clone(), id.clone());
        let renamed = About::renamed(work.programme(), &forgotten.roster, person);
        work.rewrite_messages(|sent| sent.forget([old.as_str(), new.as_str()], &renamed))?;
        let traces = work.traces_beside(&participant.name, &participant.email)?;
        session.commit(work, change)?;
        let would = if self.dry_run.dry_run { "would be" } else { "is" };
        session.terminal.note(format_args!(
            "{id} {would} forgotten, in the roster and in {}; a row without a name keeps the figures",
            words::count(forgotten.rounds.len(), "round")
        ));
        tell_what_remains(session, &forgotten, self.workplace);
        for (files, what) in [
            (
                &traces.named,
                "still named in this folder, in files that are not part of the programme",
            ),
            (&traces.closed, "not searched, because they are compressed"),
        ] {
            if !files.is_empty() {
                let files = files.iter().map(|file| text::quote(file)).collect::<Vec<_>>();
                session.terminal.note(format_args!("{what}: {}", files.join(", ")));
            }
        }
        if let Some(pair) = waiting {
            tell_of_partner(session, pair, &id);
        }
        Ok(())
    }
}

/// What only the organiser can decide or reach.
fn tell_what_remains(session: &mut Session, forgotten: &Forgotten, without_workplace: bool) {
    if let Some(few) = forgotten.colleagues.filter(|&few| few < FEW && !without_workplace) {
        session.terminal.note(format_args!(
            "note: organisation, sector and region stay for the figures, and only {} in the roster \
             {} them; --workplace takes them away as well",
            words::people(few),
            if few == 1 { "shares" } else { "share" },
        ));
    }
    if !forgotten.mentions.is_empty() {
        session.terminal.note(format_args!(
            "note: what others wrote may name them; read it in outcomes.csv: {}",
            places(forgotten, &forgotten.roster)
        ));
    }
    session.terminal.note(
        "not reached: files exported from here, messages that were sent, the sheets that were \
         imported, copies and backups of this folder",
    );
}

fn places(forgotten: &Forgotten, roster: &Roster) -> String {
    let each = forgotten.mentions.iter();
    let each: Vec<_> = each.map(|(pair, by)| format!("{pair} by {}", roster.get(*by).id)).collect();
    each.join(", ")
}
