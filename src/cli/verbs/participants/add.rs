//! `participants add`: one new person, by hand.

use anyhow::Result;
use clap::Args;

use super::set::{key_and_value, of_round, refused};
use crate::cli::options::DryRun;
use crate::cli::options::typed::cell;
use crate::cli::session::Session;
use crate::domain::edit;
use crate::domain::who::Directory;
use crate::store::Change;
use crate::text;

/// Arguments of `participants add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
                        unmentor participants add \"Mair Pugh\" mair@council.example\n  \
                        unmentor participants add \"Jo Reid\" jo@nhs.example sector=health rhythm=2")]
pub struct AddArgs {
    /// Their name
    name: String,
    /// Their e-mail address
    #[arg(value_name = "ADDRESS")]
    email: String,
    /// What else is known of them, such as `organisation=\"Council\"`
    #[arg(value_name = "KEY=VALUE", value_parser = key_and_value)]
    cells: Vec<(String, String)>,
    #[command(flatten)]
    dry_run: DryRun,
}

impl AddArgs {
    /// Adds them to the roster.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let work = session.begin("participants add", self.dry_run)?;
        let roster = &work.programme().roster;
        let mut cells = vec![("name", self.name.clone()), ("email", self.email.clone())];
        for (key, value) in &self.cells {
            let (key, value) = of_round(key, value, work.programme().next_number());
            cells.push((key, cell(key, &value, work.programme(), session.today)?));
        }
        let cells = cells.iter().map(|(key, value)| (*key, value.as_str()));
        let (roster, person) = edit::add(roster, cells, session.today).map_err(refused)?;
        let added = roster.get(person);
        let (id, name) = (added.id.clone(), text::clean(added.shown_name()).into_owned());
        let namesakes: Vec<_> = Directory::new(&roster)
            .by_name(&added.name)
            .iter()
            .filter(|&&other| other != person)
            .map(|&other| roster.get(other).id.to_string())
            .collect();
        let title = format!("participants add {id}");
        session.commit(work, Change { roster: Some(roster), ..Change::titled(title) })?;
        session.terminal.note(format_args!("new: {id} {name}"));
        if !namesakes.is_empty() {
            let namesakes = text::words::list(&namesakes);
            session.terminal.note(format_args!("of the same name: {namesakes}"));
        }
        Ok(())
    }
}
