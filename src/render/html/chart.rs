//! The growth chart with its finding, at two widths, of which the style sheet shows one.

use std::io::{self, Write};

use crate::render::names::Names;
use crate::render::page::Ink;
use crate::render::xml::Text;
use crate::render::{chart, spreadsheet};
use crate::report::Report;

use super::bars::swatches;
use super::download;

/// Writes the chart; nothing before the first round.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(title) = chart::title(report) else { return Ok(()) };
    writeln!(out, "<figure class=\"chart\">\n<h2>{}</h2>", Text(&title))?;
    if let Some(words) = chart::standfirst(report) {
        writeln!(out, "<p>{}</p>", Text(&words))?;
    }
    for (name, width) in [("wide", 1040.0), ("narrow", 340.0)] {
        let (drawn, height, words) = chart::on_page(report, width);
        write!(
            out,
            "<svg class=\"{name}\" viewBox=\"0 0 {width} {height:.0}\" role=\"img\" \
             aria-label=\"{}\">\n{drawn}</svg>\n",
            Text(&words)
        )?;
    }
    let names = Names { people: &report.people, anonymise: true, missed: false };
    let mut data = Vec::new();
    spreadsheet::write(report, None, names, &mut data)?;
    writeln!(
        out,
        "<figcaption>{}<br/>{}<br/>{}</figcaption>\n{}\n</figure>",
        swatches(&Ink::of(report.overall.all.counts)),
        Text(&chart::remarks(report)),
        Text(&chart::source(report)),
        download::link("rounds", "all rounds with their figures", &data)
    )
}
