//! What lines and circles mean, below the drawing.

use std::io::{self, Write};

use crate::domain::Standing;
use crate::render::layout::Point;
use crate::render::network::Drawing;
use crate::render::phrases::said_of;
use crate::render::xml::Text;
use crate::report::picture::{Node, Picture, Role};

use super::text::width;
use super::{Frame, MARGIN, Tenth, disc, path, radius, stroke};

/// One entry: a sample and its words.
#[derive(Clone, Copy)]
enum Sample {
    Line(Standing),
    Earlier,
    Person(Role),
}

const REST: [(Sample, &str); 4] = [
    (Sample::Earlier, "earlier rounds"),
    (Sample::Person(Role::TookPart), "took part; bigger = met more"),
    (Sample::Person(Role::Joined), "joined this round"),
    (Sample::Person(Role::NotIn), "not in this round"),
];
/// The entries of a network: those of its lines, then the rest.
fn entries(drawing: &Drawing) -> Vec<(Sample, &'static str)> {
    let lines = drawing.network.counts().seen();
    lines.map(|standing| (Sample::Line(standing), said_of(standing))).chain(REST).collect()
}

const SIZE: f64 = 13.0;
const ROW: f64 = 24.0;

/// The width of a sample before it is scaled.
fn sample_width(sample: Sample) -> f64 {
    match sample {
        Sample::Line(_) | Sample::Earlier => 38.0,
        Sample::Person(Role::TookPart) => 36.0,
        Sample::Person(_) => 14.0,
    }
}

/// Where each entry begins, before it is scaled: from the left margin, and in which row.
fn places(entries: &[(Sample, &str)], full: f64, scale: f64) -> Vec<(f64, u32)> {
    let room = (full - 2.0 * MARGIN) / scale;
    let (mut x, mut row) = (0.0, 0);
    let place = |&(sample, words): &(Sample, &str)| {
        let wide = sample_width(sample) + 7.0 + width(words, SIZE);
        if x > 0.0 && x + wide > room {
            (x, row) = (0.0, row + 1);
        }
        let place = (x, row);
        x += wide + 22.0;
        place
    };
    entries.iter().map(place).collect()
}

/// The height with the space below it.
pub fn height(drawing: &Drawing, full: f64, scale: f64) -> f64 {
    let rows = places(&entries(drawing), full, scale).last().map_or(0, |(_, row)| row + 1);
    (f64::from(rows) * ROW) * scale + MARGIN * 0.6
}

/// Writes the legend.
pub fn write(frame: &Frame, _picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let scale = frame.scale;
    let entries = entries(frame.drawing);
    let places = places(&entries, frame.width, scale);
    let top = frame.height - height(frame.drawing, frame.width, scale);
    writeln!(
        out,
        "<g transform=\"translate({MARGIN} {}) scale({})\" font-size=\"{SIZE}\">",
        Tenth(top),
        (scale * 1000.0).round() / 1000.0
    )?;
    for ((sample, words), (x, row)) in entries.into_iter().zip(places) {
        let y = f64::from(row) * ROW + ROW / 2.0;
        draw(frame, sample, Point { x, y }, out)?;
        writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" fill=\"{}\">{}</text>",
            Tenth(x + sample_width(sample) + 7.0),
            Tenth(y + 4.5),
            frame.theme.ink,
            Text(words)
        )?;
    }
    writeln!(out, "</g>")
}

fn draw(frame: &Frame, sample: Sample, at: Point, out: &mut dyn Write) -> io::Result<()> {
    let across = |y: f64| (Point { x: at.x, y }, Point { x: at.x + sample_width(sample), y });
    let line = |y: f64, standing, faint, out: &mut dyn Write| {
        let (from, to) = across(y);
        write!(
            out,
            "<g {}>",
            stroke(frame.theme, standing, faint).replacen("class=\"", "class=\"legend ", 1)
        )?;
        path(from, to, 0.0, out)?;
        writeln!(out, "</g>")
    };
    match sample {
        Sample::Line(standing) => line(at.y, standing, false, out),
        Sample::Earlier => {
            for (standing, off) in Standing::ALL.into_iter().zip([-5.0, 0.0, 5.0]) {
                line(at.y + off, standing, true, out)?;
            }
            Ok(())
        }
        Sample::Person(role) => {
            let mets: &[(u32, f64)] = if role == Role::TookPart {
                &[(0, 4.0), (2, 14.0), (5, 28.0)]
            } else {
                &[(0, 7.0)]
            };
            writeln!(out, "<g {}>", disc(frame.theme, role))?;
            for &(met, off) in mets {
                let r = Tenth(radius(&Node { member: 0, role, met }));
                let (x, y) = (Tenth(at.x + off), Tenth(at.y));
                writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")?;
            }
            writeln!(out, "</g>")
        }
    }
}
