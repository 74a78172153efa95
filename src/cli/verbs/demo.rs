//! `demo`: a ready programme of five rounds, made from the sheets an organiser would have.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::cli::command_line::typed;
use crate::cli::failure::{Exit, Failure};
use crate::cli::options::DryRun;
use crate::cli::session::Session;
use crate::domain::memory::Memory;
use crate::domain::{Couple, Exclusion, Programme, Roster, RoundNumber, Settings};
use crate::intake::{self, Options, Refused, Sheet};
use crate::text::csv::{Record, Scanner};

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// The folder to make
    #[arg(value_name = "NEW-DIR", default_value = "unmentor-demo")]
    new_dir: PathBuf,
    #[command(flatten)]
    dry_run: DryRun,
}

const ROSTER: &[u8] = include_bytes!("../../../data/roster.csv");
const EXCLUSIONS: &str = include_str!("../../../data/exclusions.csv");
const HISTORY: &[u8] = include_bytes!("../../../data/history.csv");
const FEEDBACK: [&[u8]; 5] = [
    include_bytes!("../../../data/feedback-round-01.csv"),
    include_bytes!("../../../data/feedback-round-02.csv"),
    include_bytes!("../../../data/feedback-round-03.csv"),
    include_bytes!("../../../data/feedback-round-04.csv"),
    include_bytes!("../../../data/feedback-round-05.csv"),
];

impl DemoArgs {
    /// Makes the folder.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let programme = programme(&Options::on(session.today)).map_err(|Refused(findings)| {
            Failure::new(Exit::Failure, "the sample data do not read").findings(findings)
        })?;
        let folder = session.below(&self.new_dir);
        session.create(&folder, &programme, Memory::default(), self.dry_run)?;
        session.terminal.note(format_args!(
            "{} holds an invented programme of {} people and {} rounds.",
            typed(&folder),
            programme.roster.len(),
            programme.rounds().len()
        ));
        session.terminal.next_in(&folder, "unmentor report");
        Ok(())
    }
}

/// The sample programme, through the same door as everybody's data.
fn programme(options: &Options) -> Result<Programme, Refused> {
    let sheet = |name: &str, bytes: &[u8]| Sheet { name: name.into(), bytes: bytes.into() };
    let settings = Settings { name: "UnMentoring, the sample".into(), ..Settings::default() };
    let (roster, _) = intake::signup(&sheet("roster.csv", ROSTER), &Roster::default(), options)?;
    let mut programme = Programme::new(settings, roster, vec![]);
    programme.put_rounds(intake::history(&sheet("history.csv", HISTORY), &programme, options)?.0);
    programme.exclusions = exclusions(&programme);
    for (number, form) in (1..).zip(FEEDBACK) {
        let sheet = sheet(&format!("feedback-round-{number:02}.csv"), form);
        let (answered, _) =
            intake::feedback(&[sheet], &programme, RoundNumber::new(number), options)?;
        programme.put_rounds(answered);
    }
    Ok(programme)
}

/// Who of the sample is never put together; the sheet names them by id.
fn exclusions(programme: &Programme) -> Vec<Exclusion> {
    let (mut sheet, mut row) = (Scanner::new(EXCLUSIONS), Record::default());
    let mut exclusions = Vec::new();
    while sheet.read_filled(&mut row).unwrap_or(false) {
        let person = |cell| programme.roster.by_id(row.get(cell));
        // Nobody stands in the row with the headings.
        let people = person(0).zip(person(1)).and_then(|(a, b)| Couple::new(a, b));
        exclusions.extend(people.map(|people| Exclusion { people, why: row.get(2).into() }));
    }
    exclusions
}
