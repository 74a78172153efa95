//! The network with its controls: the latest round, and all others for the script to show.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::network::svg::Tenth;
use crate::render::phrases::round;
use crate::render::xml::Text;
use crate::report::picture::{Node, Role};

use super::legend;
use super::scene::{RoundScene, Scene};
use super::style::class;

/// A circle grows with up to this many conversations.
const MOST_MET: u32 = 8;
/// Among more lines than these the earlier ones are drawn paler, and paler still.
const MANY: [usize; 2] = [800, 2000];

/// Writes picture and controls.
pub fn write(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    let Some(latest) = scene.rounds.last() else { return Ok(()) };
    writeln!(out, "<div class=\"network\">\n<div class=\"stage\">")?;
    picture(scene, latest, out)?;
    writeln!(
        out,
        "<div id=\"zoom\" hidden=\"hidden\"><button type=\"button\" data-zoom=\"0.7\" \
         aria-label=\"Larger\">+</button><button type=\"button\" data-zoom=\"1.4\" \
         aria-label=\"Smaller\">\u{2212}</button><button type=\"button\" data-zoom=\"0\">Whole\
         </button></div>\n<div id=\"tip\" hidden=\"hidden\"></div>\n</div>\n<div class=\"panel\">"
    )?;
    panel(scene, latest, out)?;
    legend::write(scene.counts, out)?;
    writeln!(out, "</div>\n</div>")
}

fn picture(scene: &Scene, latest: &RoundScene, out: &mut dyn Write) -> io::Result<()> {
    let many = match scene.network.lines.len() {
        lines if lines <= MANY[0] => "",
        lines if lines <= MANY[1] => " class=\"many\"",
        _ => " class=\"many most\"",
    };
    writeln!(
        out,
        "<svg id=\"picture\"{many} viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"round-words\">",
        scene.width.ceil(),
        scene.height.ceil()
    )?;
    writeln!(out, "<defs>")?;
    if scene.is_crowded() {
        everybody(scene, out)?;
    } else {
        for (at, round) in scene.rounds.iter().enumerate() {
            dots(scene, at, round, out)?;
        }
    }
    writeln!(out, "</defs>")?;
    let last = scene.rounds.len() - 1;
    for (at, round) in scene.rounds.iter().enumerate() {
        let era = if at == last { "now" } else { "earlier" };
        writeln!(out, "<g class=\"{era}\"><g id=\"lines-{at}\">")?;
        lines(round, out)?;
        writeln!(out, "</g></g>")?;
    }
    writeln!(out, "<g id=\"marked\" class=\"now\"></g>\n<g id=\"people\">")?;
    for (node, place) in scene.nodes(latest.number).iter().zip(&scene.places) {
        let (x, y) = (Tenth(place.x), Tenth(place.y));
        writeln!(out, "<circle class=\"{}\" cx=\"{x}\" cy=\"{y}\"/>", look(node))?;
    }
    writeln!(out, "</g>\n</svg>")
}

/// The lines of a round: one path for each outcome.
fn lines(round: &RoundScene, out: &mut dyn Write) -> io::Result<()> {
    for standing in Standing::ALL {
        let own = round.lines.iter().filter(|(line, _)| line.standing == standing);
        let courses: String = own.map(|(_, course)| course.as_str()).collect();
        if !courses.is_empty() {
            writeln!(out, "<path class=\"{}\" d=\"{courses}\"/>", class(standing))?;
        }
    }
    Ok(())
}

/// The people of a round as dots of one path, for its small picture: lines without a length
/// whose round ends are all that shows.
fn dots(scene: &Scene, at: usize, round: &RoundScene, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<path id=\"dots-{at}\" class=\"dots\" d=\"")?;
    for node in scene.nodes(round.number) {
        if node.role != Role::NotIn {
            let place = scene.places[node.member as usize];
            write!(out, "M{} {}h0", Tenth(place.x), Tenth(place.y))?;
        }
    }
    writeln!(out, "\"/>")
}

/// Everybody as faint dots, the common ground of all small pictures.
fn everybody(scene: &Scene, out: &mut dyn Write) -> io::Result<()> {
    let places = scene.places.iter().map(|place| format!("M{} {}h0", place.x, place.y));
    writeln!(
        out,
        "<path id=\"everybody\" class=\"dots faint\" d=\"{}\"/>",
        places.collect::<String>()
    )
}

/// The class of a person's circle.
fn look(node: &Node) -> String {
    match node.role {
        Role::TookPart => format!("took m{}", node.met.min(MOST_MET)),
        Role::Joined => "joined".into(),
        Role::NotIn => "out".into(),
    }
}

/// What turns the picture; without the script only the words of the latest round are to be seen.
fn panel(scene: &Scene, latest: &RoundScene, out: &mut dyn Write) -> io::Result<()> {
    let last = scene.rounds.len() - 1;
    writeln!(
        out,
        "<p id=\"round-words\" class=\"round\" aria-live=\"polite\">{}</p>",
        Text(&round(latest.number, latest.counts))
    )?;
    // What turns from round to round is of no use to a single one.
    let single = if last == 0 { " hidden=\"hidden\"" } else { "" };
    writeln!(out, "<div id=\"controls\" hidden=\"hidden\">\n<div{single}>")?;
    writeln!(
        out,
        "<p><label for=\"round\">Round</label>\n<input id=\"round\" type=\"range\" min=\"0\" \
         max=\"{last}\" step=\"1\" value=\"{last}\"/></p>"
    )?;
    writeln!(out, "<p class=\"ticks\" aria-hidden=\"true\">")?;
    let shown = |at: &usize| scene.rounds.len() <= 12 || *at == 0 || *at == last;
    for at in (0..=last).filter(shown) {
        writeln!(out, "<span>{}</span>", scene.rounds[at].number)?;
    }
    writeln!(
        out,
        "</p>\n<p><button id=\"play\" type=\"button\">Play</button></p>\n\
         </div>\n<p class=\"switches\"><label{single}><input id=\"earlier\" type=\"checkbox\" \
         checked=\"checked\"/> earlier rounds, faint</label>\n\
         <label><input id=\"only-red\" type=\"checkbox\"/> red lines only</label>\n\
         <label><input id=\"alone\" type=\"checkbox\"/> who met nobody so far</label></p>\n\
         <p id=\"colours\" hidden=\"hidden\"><label for=\"colour\">Colour by</label>\n\
         <select id=\"colour\"></select></p>\n<ul id=\"groups\" class=\"groups\"></ul>\n\
         <p><label for=\"find\">Find a person</label>\n\
         <input id=\"find\" type=\"search\" list=\"names\" autocomplete=\"off\" \
         spellcheck=\"false\"/><datalist id=\"names\"></datalist></p>\n\
         <p id=\"around\" class=\"switches\" hidden=\"hidden\"><label><input id=\"ego\" \
         type=\"checkbox\"/> their neighbourhood alone</label></p>\n\
         <div id=\"found\" role=\"status\"></div>\n</div>"
    )
}
