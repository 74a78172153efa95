//! The style sheet: the colours and strokes of the pictures as variables, then `page.css`.

use std::fmt::Write;

use crate::domain::Standing;
use crate::render::network::theme::{Stroke, Theme};

/// The whole style sheet.
pub fn sheet() -> String {
    let mut sheet = format!(
        "\n:root{{{}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{}}}}}\n",
        colours(Theme::of(false)),
        colours(Theme::of(true))
    );
    for (era, faint) in [("now", false), ("earlier", true)] {
        let standings = Standing::ALL.map(|standing| strokes(standing, faint));
        // A `String` takes everything that is written to it.
        let _ = writeln!(sheet, ".{era}{{{}}}", standings.concat());
    }
    sheet + include_str!("page.css")
}

/// The class of a line or a bar.
pub fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "met",
        Standing::NotMet => "not-met",
        Standing::NotConfirmed => "not-confirmed",
        Standing::Waiting => "waiting",
        Standing::NotCollected => "not-collected",
    }
}

fn colours(theme: &Theme) -> String {
    let Theme { ground, ink, quiet, met, red, faint_met, faint_red, grey, faint_grey } = theme;
    format!(
        "--ground:{ground};--ink:{ink};--quiet:{quiet};--blue:{met};--red:{red};\
         --faint-blue:{faint_met};--faint-red:{faint_red};--grey:{grey};--faint-grey:{faint_grey}"
    )
}

/// The look of the lines of a standing, which they inherit from what stands around them: the same
/// lines are strong in the picture of their round and faint in those of later ones.
fn strokes(standing: Standing, faint: bool) -> String {
    let (class, stroke) = (class(standing), Stroke::of(standing, faint));
    let colour = match standing {
        Standing::Met => "blue",
        Standing::NotMet | Standing::NotConfirmed => "red",
        Standing::Waiting | Standing::NotCollected => "grey",
    };
    let colour = if faint { format!("faint-{colour}") } else { colour.into() };
    format!(
        "--{class}:var(--{colour});--{class}-width:{};--{class}-dash:{};",
        stroke.width,
        stroke.dashes.unwrap_or("none")
    )
}
