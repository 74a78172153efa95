//! The report as one page for a browser: figures, growth chart, network with a round slider,
//! gallery and tables, in a single file that asks nobody for anything.
//!
//! The page is well-formed XML as well as HTML. Every text goes through [`Text`], everything that
//! the script reads through `data`; the content policy lets only this style sheet and this
//! script act, by their hashes. Without the script the latest round and all tables still show.

mod bars;
mod chart;
mod columns;
mod data;
mod download;
mod figures;
mod gallery;
mod latest;
mod legend;
mod matrix;
mod network;
mod policy;
mod scene;
mod section;
mod style;

use std::io::{self, Write};

use crate::domain::Programme;
use crate::report::Report;
use crate::report::picture::Network;

use super::Part;
use super::names::Names;
use super::page::Section;
use super::parts;
use super::xml::Text;
use scene::Scene;

/// A small line between two dots, for the tab of the browser.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 \
                    16'%3E%3Cpath d='M4 12 12 4' stroke='%23c8102e' stroke-width='2' \
                    stroke-dasharray='3 2'/%3E%3Cg fill='%232a6fb0'%3E%3Ccircle cx='3.5' \
                    cy='12.5' r='3'/%3E%3Ccircle cx='12.5' cy='3.5' r='3'/%3E%3C/g%3E%3C/svg%3E";

/// Writes the page: the whole report, or one part of it in more detail.
///
/// The lines of its pictures come from the programme, their figures from its report. People have
/// the same names or numbers in pictures and tables.
pub fn write(
    report: &Report,
    programme: &Programme,
    part: Option<Part>,
    names: Names<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut page = parts::page(report, part, names);
    if part.is_none() {
        picture_first(&mut page.sections);
    }
    let drawn = matches!(part, None | Some(Part::Network));
    let network = drawn.then(|| Network::new(programme, names.anonymise, report.today));
    let scene = network.as_ref().and_then(|network| Scene::of(report, network));
    head(&page.title, report, out)?;
    writeln!(out, "<body>\n<main>\n<header>\n<h1>{}</h1>", Text(&page.title))?;
    writeln!(out, "<p>{}</p>\n{}</header>", Text(&page.subtitle), named(report, part, names))?;
    bars::patterns(out)?;
    if part.is_none() && !report.growth.rounds.is_empty() {
        figures::write(report, out)?;
        chart::write(report, out)?;
    }
    for section in &page.sections {
        let (title, id) = (section.title(), section.title().to_lowercase());
        writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")?;
        writeln!(out, "<p class=\"headline\">{}</p>", Text(&section.headline))?;
        match (section.part, &scene, &network) {
            (Some(Part::Growth), ..) if part.is_some() => chart::write(report, out)?,
            (Some(Part::Network), Some(scene), _) => {
                network::write(scene, out)?;
                gallery::write(scene, out)?;
            }
            (Some(Part::Network), None, Some(network)) => latest::write(network, out)?,
            _ => {}
        }
        if section.part == Some(Part::Network) {
            matrix::write(report, names, out)?;
        }
        section::blocks(section, out)?;
        writeln!(out, "</section>")?;
    }
    writeln!(out, "</main>\n<footer>\n<p>Made with unmentor from a folder of plain files.</p>")?;
    writeln!(out, "</footer>")?;
    if let Some(scene) = &scene {
        data::write(scene, columns::columns(scene.network, names.missed), out)?;
        writeln!(out, "<script>{}</script>", policy::SCRIPT)?;
    }
    writeln!(out, "</body>\n</html>")
}

/// Says that a page names people, and how to make one that does not.
fn named(report: &Report, part: Option<Part>, names: Names<'_>) -> &'static str {
    let any = matches!(part, None | Some(Part::Network))
        || part == Some(Part::Participants) && names.missed;
    if names.anonymise || !any || report.growth.rounds.is_empty() {
        return "";
    }
    "<p class=\"named\">This page names people. One to publish, without names: <code>unmentor \
     report --anonymise -o report.html</code></p>\n"
}

/// What the browser knows before it shows anything.
fn head(title: &str, report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let style = style::sheet();
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
    writeln!(
        out,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>",
        Text(&policy::of(&style))
    )?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\"/>")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\"/>")?;
    writeln!(out, "<title>{}: report of {}</title>", Text(title), report.today)?;
    writeln!(out, "<link rel=\"icon\" href=\"{}\"/>", Text(ICON))?;
    writeln!(out, "<style>{style}</style>\n</head>")
}

/// On a page the network stands right behind the growth, since people look at pictures first.
fn picture_first(sections: &mut [Section]) {
    let place = |part| sections.iter().position(|section| section.part == Some(part));
    if let (Some(growth), Some(network)) = (place(Part::Growth), place(Part::Network)) {
        sections[growth + 1..=network].rotate_right(1);
    }
}
