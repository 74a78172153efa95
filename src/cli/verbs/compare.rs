//! `compare`: two spans of rounds side by side.

use anyhow::Result;
use chrono::NaiveDate;
use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::options::output::{Output, Written};
use crate::cli::options::range::Range;
use crate::cli::session::Session;
use crate::cli::verbs::report;
use crate::domain::Programme;
use crate::render::Style;
use crate::render::compare::{self, Kind};
use crate::report::compare::{Comparison, Incomparable, compared_rounds};

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "RANGE is 5, 5..8, ..4, 5.. or 2026-01-01..2026-06-30. The later span is \
                        always\n`now`. Open and marked rounds are left out.\n\n\
                        Examples:\n  unmentor compare 7..12 1..6\n  unmentor compare \
                        2026-01-01..2026-06-30 2025-07-01..2025-12-31\n  unmentor compare --intervals")]
pub struct CompareArgs {
    /// A span of rounds
    #[arg(value_name = "RANGE", required_unless_present = "intervals", requires = "other")]
    one: Option<Range>,
    /// Another span, without a round in common with the first
    #[arg(value_name = "RANGE")]
    other: Option<Range>,
    /// The rounds of the latest interval against those of the interval before
    #[arg(long, conflicts_with_all = ["one", "other"])]
    intervals: bool,
    #[command(flatten)]
    output: Output<Kind>,
}

impl Written for Kind {
    const USUAL: Self = Self::Table;
    const JSON: Self = Self::Json;

    fn endings(self) -> &'static [&'static str] {
        let as_a_report = match self {
            Self::Table => report::Format::Table,
            Self::Csv => report::Format::Csv,
            Self::Json => report::Format::Json,
            Self::Markdown => report::Format::Markdown,
        };
        as_a_report.endings()
    }
}

impl CompareArgs {
    /// Compares, and prints or writes what came of it.
    pub fn run(&self, session: &mut Session) -> Result<()> {
        let format = self.output.format()?;
        let loaded = session.load()?;
        let (programme, today) = (&loaded.programme, session.today);
        let compared = match (&self.one, &self.other) {
            (Some(one), Some(other)) => {
                let spans = Comparison::of(
                    programme,
                    today,
                    [&|number, date| one.has(number, date), &|number, date| {
                        other.has(number, date)
                    }],
                );
                spans.map_err(|why| refused(why, [one, other], programme, today))?
            }
            _ => Comparison::of_intervals(programme, today).ok_or_else(one_interval)?,
        };
        let style = match self.output.file() {
            Some(_) => Style { width: 80, colour: false },
            None => session.style(),
        };
        let mut written = Vec::new();
        compare::write(&programme.settings.name, &compared, (format, style), &mut written)?;
        session.deliver(&written, self.output.file(), self.output.force)
    }
}

/// Two spans that cannot be compared, and two that can.
fn refused(
    why: Incomparable,
    ranges: [&Range; 2],
    programme: &Programme,
    today: NaiveDate,
) -> Failure {
    let message = match why {
        Incomparable::Shared(round) => {
            format!("round {round} is in `{}` and in `{}`", ranges[0], ranges[1])
        }
        Incomparable::Nothing { which, rounds: 0 } => {
            format!("there is no round in `{}`", ranges[which])
        }
        Incomparable::Nothing { which, .. } => {
            format!(
                "no round in `{}` counts: what is there is open, marked or not collected",
                ranges[which]
            )
        }
    };
    let counted = compared_rounds(programme, today);
    let (earlier, later) = counted.split_at(counted.len() / 2);
    let hint = match (earlier, later) {
        ([first, ..], [next, .., last]) => {
            format!("unmentor compare {next}..{last} {first}..{}", earlier.last().unwrap_or(first))
        }
        ([first], [next]) => format!("unmentor compare {next} {first}"),
        _ => {
            "wait until two rounds have closed: `unmentor rounds list` shows how they stand".into()
        }
    };
    Failure::new(Exit::Usage, message).hint(hint)
}

/// Nothing to hold the interval against.
fn one_interval() -> Failure {
    Failure::new(Exit::Usage, "all rounds that count had the same interval")
        .hint("unmentor compare RANGE RANGE   (two spans, such as 7..12 1..6)")
}
