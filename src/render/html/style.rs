//! The style sheet: the colours and strokes of the pictures as variables, then `page.css`.

use std::fmt::Write;

use crate::domain::Outcome;
use crate::render::network::theme::{Stroke, Theme};

/// The whole style sheet.
pub fn sheet() -> String {
    let mut sheet = format!(
        "\n:root{{{}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{}}}}}\n",
        colours(Theme::of(false)),
        colours(Theme::of(true))
    );
    for (era, faint) in [("now", false), ("earlier", true)] {
        let outcomes = Outcome::ALL.map(|outcome| strokes(outcome, faint));
        // A `String` takes everything that is written to it.
        let _ = writeln!(sheet, ".{era}{{{}}}", outcomes.concat());
    }
    sheet + include_str!("page.css")
}

/// The class of a line or a bar.
pub fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "met",
        Outcome::NotMet => "not-met",
        Outcome::NotConfirmed => "not-confirmed",
    }
}

fn colours(theme: &Theme) -> String {
    let Theme { ground, ink, quiet, met, red, faint_met, faint_red } = theme;
    format!(
        "--ground:{ground};--ink:{ink};--quiet:{quiet};--blue:{met};--red:{red};\
         --faint-blue:{faint_met};--faint-red:{faint_red}"
    )
}

/// The look of an outcome's lines, which they inherit from what stands around them: the same
/// lines are strong in the picture of their round and faint in those of later ones.
fn strokes(outcome: Outcome, faint: bool) -> String {
    let (class, stroke) = (class(outcome), Stroke::of(outcome, faint));
    let colour = if outcome.is_red() { "red" } else { "blue" };
    let colour = if faint { format!("faint-{colour}") } else { colour.into() };
    format!(
        "--{class}:var(--{colour});--{class}-width:{};--{class}-dash:{};",
        stroke.width,
        stroke.dashes.unwrap_or("none")
    )
}
