//! What lines and dots mean.

use std::io::{self, Write};

use crate::domain::Outcome;

use super::style::class;

/// A line of the round as a sample, which says nothing to those who cannot see it.
pub fn line(outcome: Outcome) -> String {
    format!(
        "<svg class=\"sample now\" viewBox=\"0 0 36 8\" aria-hidden=\"true\"><path class=\"{}\" \
         d=\"M2 4H34\"/></svg>",
        class(outcome)
    )
}

/// Writes the legend of the network.
pub fn write(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<ul class=\"legend\">")?;
    for (outcome, words) in Outcome::ALL.into_iter().zip(["met", "did not meet", "not confirmed"]) {
        writeln!(out, "<li>{}{words}</li>", line(outcome))?;
    }
    let earlier = Outcome::ALL
        .into_iter()
        .zip([2, 5, 8])
        .map(|(outcome, y)| format!("<path class=\"{}\" d=\"M2 {y}H34\"/>", class(outcome)));
    sample("sample earlier", 10, &earlier.collect::<String>(), "earlier rounds", out)?;
    let sizes = [(0, 6), (2, 16), (6, 29)]
        .map(|(met, x)| format!("<circle class=\"took m{met}\" cx=\"{x}\" cy=\"9\"/>"));
    sample("sample", 18, &sizes.concat(), "took part; bigger: met more", out)?;
    let dot = |class| format!("<circle class=\"{class}\" cx=\"18\" cy=\"6\"/>");
    sample("sample", 12, &dot("joined"), "joined this round", out)?;
    sample("sample", 12, &dot("out"), "not in this round", out)?;
    writeln!(out, "</ul>")
}

fn sample(
    class: &str,
    high: u32,
    shapes: &str,
    words: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<li><svg class=\"{class}\" viewBox=\"0 0 36 {high}\" aria-hidden=\"true\">{shapes}</svg>\
         {words}</li>"
    )
}
