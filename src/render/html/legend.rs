//! What lines and dots mean.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::report::OutcomeCounts;

use super::style::class;
use crate::render::phrases::said_of;

/// A line of the round as a sample, which says nothing to those who cannot see it.
pub fn line(standing: Standing) -> String {
    format!(
        "<svg class=\"sample now\" viewBox=\"0 0 36 8\" aria-hidden=\"true\"><path class=\"{}\" \
         d=\"M2 4H34\"/></svg>",
        class(standing)
    )
}

/// A line with its words.
pub fn entry(standing: Standing) -> String {
    line(standing) + said_of(standing)
}

/// Writes the legend of a network with these pairs.
pub fn write(counts: OutcomeCounts, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<ul class=\"legend\">")?;
    for standing in counts.seen() {
        writeln!(out, "<li>{}</li>", entry(standing))?;
    }
    let earlier = Standing::ALL
        .into_iter()
        .zip([2, 5, 8])
        .map(|(standing, y)| format!("<path class=\"{}\" d=\"M2 {y}H34\"/>", class(standing)));
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
