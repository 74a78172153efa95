//! What can be typed: the doc comments here are the help texts.

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use super::options::Global;
use super::session::Session;
use super::verbs::calendar::CalendarArgs;
use super::verbs::check::CheckArgs;
use super::verbs::compare::CompareArgs;
use super::verbs::completions::CompletionsArgs;
use super::verbs::demo::DemoArgs;
use super::verbs::form::FormArgs;
use super::verbs::init::InitArgs;
use super::verbs::mail::MailArgs;
use super::verbs::man::ManArgs;
use super::verbs::network::NetworkArgs;
use super::verbs::pair::PairArgs;
use super::verbs::redo::RedoArgs;
use super::verbs::report::ReportArgs;
use super::verbs::runway::RunwayArgs;
use super::verbs::simulate::SimulateArgs;
use super::verbs::status::StatusArgs;
use super::verbs::undo::UndoArgs;
use super::verbs::{exclusions, experiment, outcomes, participants, rounds};

/// Run a random-conversation scheme from a folder of plain files
#[derive(Debug, Parser)]
#[command(version, long_version = VERSION, propagate_version = true, max_term_width = 80)]
#[command(disable_help_flag = true, disable_version_flag = true)]
#[command(
    after_help = "Once a round: `unmentor pair` puts people together, `unmentor outcomes import`\n\
                        takes their answers in, `unmentor report` shows who met and where the red lines\n\
                        are. Without a command it says where the programme stands and what to do next.\n\
                        \n\
                        Start with `unmentor demo` to see a programme of five rounds,\n\
                        or with `unmentor init --participants signup.csv` for your own."
)]
pub struct Cli {
    /// What bare `unmentor` understands.
    #[command(flatten)]
    pub status: StatusArgs,
    /// Options that every command understands.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Cli {
    /// Runs what was typed.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        match &self.command {
            None => self.status.run(session),
            Some(command) => command.run(session),
        }
    }
}

/// What `--version` says; `-V` gives the number alone.
const VERSION: &str = match (cfg!(feature = "png"), cfg!(feature = "xlsx")) {
    (true, true) => concat!(env!("CARGO_PKG_VERSION"), "\nfeatures: png, xlsx"),
    (true, false) => concat!(env!("CARGO_PKG_VERSION"), "\nfeatures: png"),
    (false, true) => concat!(env!("CARGO_PKG_VERSION"), "\nfeatures: xlsx"),
    (false, false) => concat!(env!("CARGO_PKG_VERSION"), "\nfeatures: none"),
};

/// The verbs, in the order of a programme's life.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a new programme folder, from a sign-up sheet if there is one
    Init(InitArgs),
    /// Make a ready programme of five rounds to play with
    Demo(DemoArgs),
    /// The roster: import, add, list, show, set, forget, review, ask-why
    #[command(subcommand, aliases = ["participant", "people", "person", "members"])]
    Participants(participants::Verb),
    /// Who is never put together: list, add, remove
    #[command(subcommand, aliases = ["exclusion"])]
    Exclusions(exclusions::Verb),
    /// Pair everybody for the next round
    Pair(PairArgs),
    /// Past rounds: list, show, amend, import from an old spreadsheet
    #[command(subcommand, aliases = ["round"])]
    Rounds(rounds::Verb),
    /// Messages, ready to send: introductions, reminders, questions, invitations
    Mail(MailArgs),
    /// Questions for a form whose export is understood
    Form(FormArgs),
    /// What people said: import their answers, set one by hand, see who is silent
    #[command(subcommand, aliases = ["outcome"])]
    Outcomes(outcomes::Verb),
    /// The growth report: who takes part, who met, and why not
    Report(ReportArgs),
    /// Two spans of rounds side by side: shares, answers, conversations
    Compare(CompareArgs),
    /// A fair trial of a longer interval: plan, start, status, read
    #[command(subcommand)]
    Experiment(experiment::Verb),
    /// The next rounds under other settings: participants, conversations, repeats
    Simulate(SimulateArgs),
    /// The organiser's days, for a calendar program
    Calendar(CalendarArgs),
    /// How many rounds without a repeat are left, between proven bounds
    Runway(RunwayArgs),
    /// The picture of a round, with its red lines, and exports
    Network(NetworkArgs),
    /// Where the month stands, and what to do next; the same as no command
    Status(StatusArgs),
    /// Check every promise that the folder makes; silent when all is well
    Check(CheckArgs),
    /// Take the last change back, and the one before it, and so on
    Undo(UndoArgs),
    /// Bring back what `undo` took back
    Redo(RedoArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write all of them to a folder
    Man(ManArgs),
}

impl Command {
    fn run(&self, session: &mut Session) -> Result<()> {
        match self {
            Self::Init(args) => args.run(session),
            Self::Demo(args) => args.run(session),
            Self::Participants(verb) => verb.run(session),
            Self::Exclusions(verb) => verb.run(session),
            Self::Pair(args) => args.run(session),
            Self::Rounds(verb) => verb.run(session),
            Self::Mail(args) => args.run(session),
            Self::Form(args) => args.run(session),
            Self::Outcomes(verb) => verb.run(session),
            Self::Report(args) => args.run(session),
            Self::Compare(args) => args.run(session),
            Self::Experiment(verb) => verb.run(session),
            Self::Simulate(args) => args.run(session),
            Self::Calendar(args) => args.run(session),
            Self::Runway(args) => args.run(session),
            Self::Network(args) => args.run(session),
            Self::Status(args) => args.run(session),
            Self::Check(args) => args.run(session),
            Self::Undo(args) => args.run(session),
            Self::Redo(args) => args.run(session),
            Self::Completions(args) => args.run(session, Cli::command()),
            Self::Man(args) => args.run(session, Cli::command()),
        }
    }
}
