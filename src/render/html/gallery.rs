//! All rounds as small pictures; a click shows a round in the large one.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::phrases::said_of;
use crate::render::xml::Text;
use crate::text::words::{count, number};

use super::scene::Scene;

/// Writes the gallery, unless there is only one round; the lines are those of the large picture,
/// used again.
pub fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    if scene.rounds.len() < 2 {
        return Ok(());
    }
    writeln!(out, "<h3>All rounds</h3>\n<ul class=\"gallery\">")?;
    let last = scene.rounds.len() - 1;
    for (at, round) in scene.rounds.iter().enumerate() {
        let current = if at == last { " aria-current=\"true\"" } else { "" };
        let grey = [Standing::Waiting, Standing::NotCollected];
        let grey = grey.into_iter().filter(|&standing| round.counts.standing(standing) > 0);
        let grey: String = grey
            .map(|standing| {
                let count = number(round.counts.standing(standing));
                [", ", &count, " ", said_of(standing)].concat()
            })
            .collect();
        writeln!(
            out,
            "<li><a href=\"#network\" data-round=\"{at}\"{current}><b>Round {}</b> <span>{}</span> \
             <span>{} met, <em>{}</em>{grey}</span>",
            round.number,
            round.date,
            number(round.counts.met),
            count(round.counts.red(), "red line")
        )?;
        writeln!(
            out,
            "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
            scene.width.ceil(),
            scene.height.ceil(),
            Text(&format!("The network in round {}", round.number))
        )?;
        write!(out, "<g class=\"earlier\">")?;
        for earlier in 0..at {
            write!(out, "<use href=\"#lines-{earlier}\"/>")?;
        }
        writeln!(
            out,
            "</g><g class=\"now\"><use href=\"#lines-{at}\"/></g><use href=\"#dots-{at}\"/></svg>\
             </a></li>"
        )?;
    }
    writeln!(out, "</ul>")
}
