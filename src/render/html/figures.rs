//! The headline figures, each with the line that stands for it in the pictures.

use std::io::{self, Write};

use crate::domain::Outcome;
use crate::render::phrases::percents;
use crate::render::xml::Text;
use crate::report::Report;
use crate::text::csv;
use crate::text::words::{number, plural};

use super::{download, legend};

/// Of fewer pairs than this a percentage says less than the count.
const FEW: usize = 20;

/// Writes the figures of the closed rounds; those of an open round only while there is no other.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let overall = &report.overall;
    let pooled = if overall.closed.rounds > 0 { overall.closed } else { overall.all };
    let (rounds, counts) = (pooled.rounds, pooled.counts);
    let closed = if rounds < overall.all.rounds { "closed " } else { "" };
    let mut rows = csv::Rows::in_memory(&["figure", "count", "of_pairs"]);
    writeln!(out, "<ul class=\"figures\">")?;
    let rounds_so_far = format!("{closed}{}", plural(rounds, "round"));
    for (some, words) in [
        (rounds, rounds_so_far.as_str()),
        (overall.ever_participated, "people so far"),
        (counts.pairs, "pairs introduced"),
    ] {
        plain(some, words, out)?;
        data(&mut rows, words, some, None);
    }
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
        data(&mut rows, words, share.k, share.rate);
    }
    let link = download::link("figures", "these figures", &rows.into_bytes());
    writeln!(out, "</ul>\n{link}")
}

/// A figure as a row for programs.
fn data(rows: &mut csv::Rows<Vec<u8>>, words: &str, count: usize, share: Option<f64>) {
    rows.cell(words);
    rows.shown(Some(count));
    rows.shown(share);
    rows.end_row();
}

fn plain(count: usize, words: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<li><b>{}</b> {words}</li>", number(count))
}
