//! What can be typed: the doc comments here are the help texts.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::verbs::{
    check, demo, init, network, outcomes, pair, participants, report, rounds, runway, undo,
};
use crate::text::typed_day;

/// Run a random-conversation scheme from a folder of plain files
///
/// Once a round: `unmentor pair` puts people together, `unmentor outcomes import` takes their
/// answers in, `unmentor report` shows who met and where the red lines are. Without a command it
/// says where the programme stands and what to do next.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 80)]
#[command(after_help = "Start with `unmentor demo` to see a programme of five rounds,\n\
                        or with `unmentor init --participants signup.csv` for your own.")]
pub struct Cli {
    /// Options that every command understands.
    #[command(flatten)]
    pub global: Global,
    /// Without a command: where the programme stands, as JSON
    #[arg(long)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The programme folder [default: the current folder]
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Act as if today were another day
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = day)]
    pub today: Option<NaiveDate>,
    /// Only data and errors: no notes, no `next:` line
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColorWhen,
}

/// Reads a day, within the years that files and spreadsheets can hold.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    typed_day(text).ok_or_else(|| "a day is written year-month-day, such as 2026-11-02".into())
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The verbs, in the order of a programme's life.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a new programme folder, from a sign-up sheet if there is one
    Init(init::InitArgs),
    /// Make a ready programme of five rounds to play with
    Demo(demo::DemoArgs),
    /// The roster: import, list, show, set, forget
    #[command(subcommand)]
    Participants(participants::Verb),
    /// Pair everybody for the next round
    Pair(pair::PairArgs),
    /// Past rounds: list, show, amend, import from an old spreadsheet
    #[command(subcommand)]
    Rounds(rounds::Verb),
    /// What people said: import their answers, set one by hand, make a sheet
    #[command(subcommand)]
    Outcomes(outcomes::Verb),
    /// The growth report: who takes part, who met, and why not
    Report(report::ReportArgs),
    /// How many rounds without a repeat are left, between proven bounds
    Runway(runway::RunwayArgs),
    /// The picture of a round, with its red lines, and exports
    Network(network::NetworkArgs),
    /// Check every promise that the folder makes; silent when all is well
    Check(check::CheckArgs),
    /// Take the last change back
    Undo(undo::UndoArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write all of them to a folder
    Man {
        /// Write one page for each command into this folder
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
}
