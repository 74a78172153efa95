//! The headline figures, each with the line that stands for it in the pictures.

use std::io::{self, Write};

use crate::domain::Outcome;
use crate::render::phrases::percents;
use crate::render::xml::Text;
use crate::report::Report;
use crate::text::words::{number, plural};

use super::legend;

/// Of fewer pairs than this a percentage says less than the count.
const FEW: usize = 20;

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
    let parts = percents(&Outcome::ALL.map(|outcome| counts.count(outcome)));
    for (outcome, part) in Outcome::ALL.into_iter().zip(parts) {
        let share = counts.of_all(outcome);
        let of =
            part.filter(|_| share.n >= FEW).map_or_else(String::new, |part| format!(" ({part})"));
        let words = match outcome {
            Outcome::Met => "met",
            Outcome::NotMet => "did not meet",
            Outcome::NotConfirmed => "not confirmed",
        };
        let (figure, sample) = (number(share.k), legend::line(outcome.into()));
        writeln!(out, "<li><b>{figure}{sample}</b> {words}{}</li>", Text(&of))?;
    }
    writeln!(out, "</ul>")
}

fn plain(count: usize, words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<li><b>{}</b> {words}</li>", number(count))
}
