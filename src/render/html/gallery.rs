//! All rounds as small pictures; a click shows a round in the large one.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::network::svg::Tenth;
use crate::render::phrases::{rate_with_limits, said_of};
use crate::render::xml::Text;
use crate::report::{OutcomeCounts, Share};
use crate::text::words::{count, number};

use super::scene::Scene;

/// The share of fewer pairs is not told.
const FEW: usize = 10;

/// Writes the gallery, unless there is only one round; the lines are those of the large picture,
/// used again.
pub fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    if scene.rounds.len() < 2 {
        return Ok(());
    }
    let large = if scene.is_crowded() { " large" } else { "" };
    writeln!(out, "<h3>All rounds</h3>\n<p>{}</p>", Text(&reading(scene)))?;
    writeln!(out, "<ul class=\"gallery{large}\">")?;
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
        small(scene, at, out)?;
        writeln!(out, "{}</a></li>", share(round.counts))?;
    }
    writeln!(out, "</ul>")
}

/// What is to be known to read the small pictures.
fn reading(scene: &Scene) -> String {
    let lines = if scene.is_crowded() {
        "The lines of each round, and everybody as a dot in the same place."
    } else {
        "The lines of each round, and faint those before it."
    };
    format!(
        "{lines} Below: the share of its pairs that did not meet or did not confirm, on a scale from \
         0 to 100\u{a0}%; the bracket is where it may lie by chance alone (95\u{a0}% interval)."
    )
}

/// The small picture of a round, in the frame that all of them have.
fn small(scene: &Scene, at: usize, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        scene.width.ceil(),
        scene.height.ceil(),
        Text(&format!("The network in round {}", scene.rounds[at].number))
    )?;
    if scene.is_crowded() {
        write!(out, "<use href=\"#everybody\"/>")?;
    } else {
        write!(out, "<g class=\"earlier\">")?;
        for earlier in 0..at {
            write!(out, "<use href=\"#lines-{earlier}\"/>")?;
        }
        write!(out, "</g>")?;
    }
    write!(out, "<g class=\"now\"><use href=\"#lines-{at}\"/></g>")?;
    if !scene.is_crowded() {
        write!(out, "<use href=\"#dots-{at}\"/>")?;
    }
    writeln!(out, "</svg>")
}

/// The share of red lines with its bracket; in words where there is none to tell yet.
fn share(counts: OutcomeCounts) -> String {
    let red = Share::of(counts.red(), counts.counted());
    let whole = counts.counted() == counts.pairs && counts.pairs >= FEW;
    let Some(((low, high), rate)) = red.low.zip(red.high).zip(red.rate).filter(|_| whole) else {
        return String::new();
    };
    let [low, rate, high] = [low, rate, high].map(|share| Tenth(100.0 * share));
    format!(
        "<span class=\"share\">{} red</span><svg class=\"bracket\" viewBox=\"0 0 100 9\" \
         aria-hidden=\"true\"><path class=\"axis\" d=\"M0 4.5H100\"/><path class=\"red\" \
         d=\"M0 4.5H{rate}\"/><path class=\"whisker\" d=\"M{low} 1.5v6M{low} 4.5H{high}M{high} \
         1.5v6\"/></svg>",
        Text(&rate_with_limits(red)),
    )
}
