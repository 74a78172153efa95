//! `runway`: how many rounds without a repeat are left.

use anyhow::Result;
use clap::Args;

use crate::cli::session::Session;
use crate::domain::runway::runway;
use crate::render::prose;
use crate::render::records::write_json;
use crate::render::runway::{RunwayRecord, sentences};

/// Arguments of `runway`.
#[derive(Debug, Args)]
#[command(
    after_help = "Both bounds are proven: so many rounds were found or follow from a theorem,\n\
                        and more than so many cannot be. Two who must never be together count as\n\
                        used up, rhythms are not looked at. The report says the same."
)]
pub struct RunwayArgs {
    /// Print the bounds as JSON
    #[arg(long)]
    json: bool,
}

impl RunwayArgs {
    /// Says how many rounds are left among those who take part now.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let loaded = session.load()?;
        let programme = &loaded.programme;
        let looking = session.terminal.wait("looking for rounds without a repeat");
        let found = runway(programme, session.today);
        drop(looking);
        let style = session.style();
        let out = session.terminal.data();
        if self.json {
            write_json(&RunwayRecord::new(found), out)?;
        } else {
            let sentences = sentences(found, programme.settings.interval);
            sentences.lines().try_for_each(|one| prose::write("", one, style, out))?;
        }
        Ok(())
    }
}
