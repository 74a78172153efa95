//! The picture of a round for Graphviz, which lays it out again in its own way.

use std::fmt;
use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::phrases::round;
use crate::report::picture::{Line, Picture, Role};
use crate::text::clean;

use super::{Drawing, Theme};

/// Text in double quotes, as the DOT language reads it: only `"` and `\` mean more than
/// themselves, and `\` begins an escape in labels.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = clean(self.0).replace('\\', "\\\\").replace('"', "\\\"");
        write!(f, "\"{text}\"")
    }
}

/// Writes an undirected graph: `neato` or `sfdp` draw it well.
pub fn write(drawing: &Drawing, picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let theme = Theme::of(drawing.look.dark);
    let ink = theme.ink;
    writeln!(out, "graph {} {{", Quoted(drawing.network.programme))?;
    writeln!(out, "  layout=neato; overlap=false; splines=true; labelloc=t;")?;
    writeln!(out, "  bgcolor=\"{}\"; fontcolor=\"{ink}\";", theme.ground)?;
    writeln!(out, "  label={};", Quoted(&round(picture.round.number, picture.round.counts)))?;
    writeln!(out, "  node [shape=circle, fixedsize=true, fontsize=9, fontcolor=\"{ink}\"];")?;
    for node in &picture.nodes {
        let id = drawing.names.id(node.member);
        let name = drawing.names.called(node.member);
        let width = 0.12 + 0.03 * f64::from(node.met.min(10));
        write!(out, "  {} [", Quoted(&id))?;
        if drawing.look.labels {
            write!(out, "label=\"\", xlabel={}", Quoted(&name))?;
        } else {
            write!(out, "label=\"\", tooltip={}", Quoted(&id))?;
        }
        let (colour, fill) = match node.role {
            Role::TookPart => (ink, ink),
            Role::Joined => (ink, theme.ground),
            Role::NotIn => (theme.quiet, theme.ground),
        };
        write!(out, ", width={width:.2}, style=filled, color=\"{colour}\", fillcolor=\"{fill}\"")?;
        writeln!(out, "];")?;
    }
    for (lines, faint) in [(picture.earlier, true), (picture.current, false)] {
        for line in lines {
            edge(drawing, theme, line, faint, out)?;
        }
    }
    writeln!(out, "}}")
}

fn edge(
    drawing: &Drawing,
    theme: &Theme,
    line: &Line,
    faint: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (a, b) = (drawing.names.id(line.ends.0), drawing.names.id(line.ends.1));
    let standing = line.standing;
    let style = match standing {
        Standing::Met | Standing::Waiting => "solid",
        Standing::NotMet | Standing::NotCollected => "dashed",
        Standing::NotConfirmed => "dotted",
    };
    let colour = theme.line(standing, faint);
    let width = match (faint, standing.counts()) {
        (false, true) => "2",
        (true, true) => "1",
        (_, false) => "0.7",
    };
    let waiting = if standing == Standing::Waiting { ", waiting=true" } else { "" };
    writeln!(
        out,
        "  {} -- {} [color=\"{colour}\", style={style}, penwidth={width}, round={}, pair=\"{}\", \
         outcome={}{waiting}];",
        Quoted(&a),
        Quoted(&b),
        line.pair.round,
        line.pair,
        standing.outcome().code(),
    )
}
