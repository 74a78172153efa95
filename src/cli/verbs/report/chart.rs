//! The chart of a part of the report, as a picture of its own.

use anyhow::Result;

use super::Format;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::output::Output;
use crate::cli::session::Session;
use crate::cli::verbs::network;
use crate::render::chart::{self, NoPicture};
use crate::render::network::{Drawing, Format as Drawn, Look, Scope};
use crate::render::{Part, png};
use crate::report::Report;

/// Draws the chart of a part, or the picture of the latest round, and puts it where it belongs.
pub fn write(
    session: &mut Session,
    part: Option<Part>,
    output: &Output<Format>,
    pixels: bool,
) -> Result<()> {
    let Some(part) = part else {
        let file = output.file().map_or_else(|| "growth.svg".into(), std::path::Path::to_path_buf);
        let message = "a picture shows one part of the report";
        let hint = format!("unmentor report growth -o {}", file.display());
        return Err(Failure::new(Exit::Usage, message).hint(hint).into());
    };
    if pixels {
        let command = format!("unmentor report {} -o {}.png", part.word(), part.word());
        network::has_pixels(session, output.file(), &command)?;
    }
    let loaded = session.load()?;
    let programme = &loaded.programme;
    if programme.rounds().is_empty() {
        let message = "there are no rounds yet, so there is nothing to draw";
        return Err(Failure::new(Exit::Data, message).hint(find::first_round(programme)).into());
    }
    let mut drawn = Vec::new();
    if part == Part::Network {
        let network = output.network(programme, session.today);
        let format = if pixels { Drawn::Png } else { Drawn::Svg };
        Drawing::new(&network, Look::default()).write(Scope::All, format, &mut drawn)?;
    } else {
        let report = Report::of(programme, session.today);
        let svg =
            chart::picture(&report, part, output.anonymise).map_err(|why| refusal(part, why))?;
        if pixels {
            png::write(svg.as_bytes(), Some(PIXELS), &mut drawn)?;
        } else {
            drawn = svg.into_bytes();
        }
    }
    session.deliver(&drawn, output.file(), output.force)
}

/// Twice as wide as it is drawn, for screens with fine pixels.
const PIXELS: u32 = 2240;

fn refusal(part: Part, why: NoPicture) -> Failure {
    let word = part.word();
    match why {
        NoPicture::NotCharted => {
            let message = format!("`report {word}` has no chart; these have: {}", chart::charted());
            Failure::new(Exit::Usage, message)
                .hint(format!("unmentor report {word} -o {word}.html"))
        }
        NoPicture::NothingYet => {
            let message = format!("there is nothing to draw of `{word}` yet");
            Failure::new(Exit::Data, message).hint(format!("unmentor report {word}"))
        }
    }
}
