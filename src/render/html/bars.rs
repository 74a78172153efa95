//! Bars, told apart by pattern as well as by colour.

use std::io::{self, Write};

use crate::render::network::svg::Tenth;
use crate::render::page::{Bar, Ink};

/// The width of a full bar, in pixels.
const BAR: f64 = 140.0;

/// A bar; its figures stand beside it, so that it is only for the eye.
pub fn draw(bar: &Bar) -> String {
    let mut parts = String::new();
    let mut x = 0.0;
    for &(ink, count) in bar.parts.iter().filter(|(_, count)| *count > 0) {
        let wide = BAR * count as f64 / bar.full.max(1) as f64;
        parts += &rect(ink, x, wide);
        x += wide;
    }
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 {BAR} 14\" width=\"{BAR}\" height=\"14\" \
         aria-hidden=\"true\">{parts}</svg>"
    )
}

fn rect(ink: Ink, x: f64, wide: f64) -> String {
    let class = match ink {
        Ink::Met => "fill-met",
        Ink::NotMet => "fill-not-met",
        Ink::NotConfirmed => "fill-not-confirmed",
        Ink::People => "fill-people",
        Ink::Waiting => "fill-waiting",
        Ink::NotCollected => "fill-not-collected",
    };
    // Half a pixel less, so that the outlines of neighbours do not cover each other.
    let (x, wide) = (Tenth(x + 0.5), Tenth((wide - 1.0).max(0.5)));
    format!("<rect class=\"{class}\" x=\"{x}\" y=\"1\" width=\"{wide}\" height=\"12\"/>")
}

/// Samples of inks, each with its words.
pub fn swatches(inks: &[Ink]) -> String {
    inks.iter().map(|&ink| swatch(ink)).collect::<Vec<_>>().join(" ")
}

/// A sample of an ink with its words.
fn swatch(ink: Ink) -> String {
    format!(
        "<span class=\"swatch\"><svg viewBox=\"0 0 22 14\" width=\"22\" height=\"14\" \
         aria-hidden=\"true\">{}</svg>{}</span>",
        rect(ink, 0.0, 22.0),
        ink.words()
    )
}

/// Stripes and dots, for red that is told apart without colour.
pub fn patterns(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<svg class=\"patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\
         <pattern id=\"stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path d=\"M1.5 0V6\"/></pattern>\
         <pattern id=\"dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
         <circle cx=\"2.5\" cy=\"2.5\" r=\"1.2\"/></pattern></defs></svg>"
    )
}
