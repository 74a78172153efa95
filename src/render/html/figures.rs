//! The headline figures, each with the line that stands for it in the pictures.

use std::io::{self, Write};

use crate::domain::Outcome;
use crate::render::phrases::short_rate;
use crate::render::xml::Text;
use crate::report::Report;
use crate::text::words::{number, plural};

use super::legend;

/// Writes the figures of the closed rounds; those of an open round only while there is no other.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let overall = &report.overall;
    let pooled = if overall.closed.rounds > 0 { overall.closed } else { overall.all };
    let (rounds, counts) = (pooled.rounds, pooled.counts);
    let closed = if rounds < overall.all.rounds { "closed " } else { "" };
    writeln!(out, "<ul class=\"figures\">")?;
    plain(rounds, &format!("{closed}{}", plural(rounds, "round")), out)?;
    plain(overall.ever_participated, "people so far", out)?;
    plain(counts.pairs, "pairs introduced", out)?;
    for outcome in Outcome::ALL {
        let share = counts.of_all(outcome);
        let of = share.rate.map(|_| format!(" ({})", short_rate(share))).unwrap_or_default();
        let words = match outcome {
            Outcome::Met => "met",
            Outcome::NotMet => "did not meet",
            Outcome::NotConfirmed => "not confirmed",
        };
        let (figure, sample) = (number(share.k), legend::line(outcome));
        writeln!(out, "<li><b>{figure}{sample}</b> {words}{}</li>", Text(&of))?;
    }
    writeln!(out, "</ul>")
}

fn plain(count: usize, words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<li><b>{}</b> {words}</li>", number(count))
}
