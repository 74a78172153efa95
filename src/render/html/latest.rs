//! The latest round of a network that is too large to be drawn whole: its pairs in rows, sorted by
//! what became of them, so that the red ones can be seen as an area.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::network::MOST;
use crate::render::phrases::round;
use crate::render::xml::Text;
use crate::report::picture::{Line, Network};
use crate::text::words::{count, people};

use super::legend;
use super::style::class;

/// The length of a line, and the room of a pair to the right and below.
const LINE: usize = 18;
/// See `LINE`.
const CELL: (usize, usize) = (32, 15);
/// How many pairs stand in a row.
const ROW: usize = 33;

/// Writes the pairs of the latest round in place of the whole network; words alone where even they
/// are too many, nothing before the first round.
pub fn write(network: &Network, out: &mut dyn Write) -> io::Result<()> {
    let Some(latest) = network.rounds.last() else { return Ok(()) };
    let whole = (people(network.members.len()), count(network.lines.len(), "line"));
    writeln!(
        out,
        "<p>A picture of {} and {} would be too large for a page. <code>unmentor network</code> \
         draws single rounds and writes files for Gephi.</p>",
        whole.0, whole.1
    )?;
    let mut lines: Vec<&Line> = network.lines_of(latest.number).iter().collect();
    if lines.is_empty() || lines.len() > MOST {
        return Ok(());
    }
    let order = |line: &&Line| Standing::ALL.iter().position(|&one| one == line.standing);
    lines.sort_by_key(order);
    let (wide, high) = (CELL.0 * ROW, CELL.1 * lines.len().div_ceil(ROW) + 6);
    let (mut ends, mut courses) = (String::new(), vec![String::new(); Standing::ALL.len()]);
    for (at, line) in lines.iter().enumerate() {
        let (x, y) = (at % ROW * CELL.0 + 7, at / ROW * CELL.1 + 9);
        // A `String` takes everything that is written to it.
        let _ = write!(courses[order(line).unwrap_or_default()], "M{x} {y}h{LINE}");
        let _ = write!(ends, "M{x} {y}h0m{LINE} 0h0");
    }
    writeln!(
        out,
        "<h3>The latest round</h3>\n<p>{}. Each line is a pair, a trio three lines; sorted by what \
         became of them.</p>",
        Text(&round(latest.number, latest.counts))
    )?;
    writeln!(
        out,
        "<svg class=\"rows now\" viewBox=\"0 0 {wide} {high}\" role=\"img\" aria-label=\"The pairs \
         of round {}\">",
        latest.number
    )?;
    for (standing, course) in Standing::ALL.into_iter().zip(courses) {
        if !course.is_empty() {
            writeln!(out, "<path class=\"{}\" d=\"{course}\"/>", class(standing))?;
        }
    }
    writeln!(out, "<path class=\"dots\" d=\"{ends}\"/></svg>\n<ul class=\"legend beside\">")?;
    for standing in latest.counts.seen() {
        writeln!(out, "<li>{}</li>", legend::entry(standing))?;
    }
    writeln!(out, "</ul>")
}
