//! Options that several commands share.

pub mod importing;
pub mod mailboxes;
pub mod output;
pub mod points;
pub mod range;
pub mod seed;
pub mod typed;
mod words;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args, ValueEnum};

use crate::text::typed_day;

/// Options that every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// The programme folder, unless it is the current one
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub dir: Option<PathBuf>,
    /// Act as if today were another day
    #[arg(long, value_name = "YYYY-MM-DD", global = true, value_parser = day)]
    pub today: Option<NaiveDate>,
    /// Only data and errors: no notes, no `next:` line
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colour: auto, always or never
    #[arg(
        long,
        value_name = "WHEN",
        global = true,
        default_value = "auto",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub color: ColorWhen,
    /// Print this help
    #[arg(short, long, global = true, action = ArgAction::Help)]
    pub help: Option<bool>,
    /// Print the version
    #[arg(short = 'V', long, global = true, action = ArgAction::Version)]
    pub version: Option<bool>,
}

/// When to use colour: by itself on a terminal, unless `NO_COLOR` is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    // Values with a help of their own would make every help page a long one.
    Auto,
    Always,
    Never,
}

/// The option of every command that changes the folder.
#[derive(Debug, Clone, Copy, Args)]
pub struct DryRun {
    /// Say what would change, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
}

/// Reads a day, within the years that files and spreadsheets can hold.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    typed_day(text).ok_or_else(|| "a day is written year-month-day, such as 2026-11-02".into())
}
