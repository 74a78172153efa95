//! `report round N`: one round in a paragraph, to paste.

use anyhow::Result;
use serde_json::json;

use super::Format;
use crate::cli::failure::{Exit, Failure};
use crate::cli::find;
use crate::cli::options::output::Output;
use crate::cli::session::Session;
use crate::domain::RoundNumber;
use crate::render::paragraph;
use crate::report::Report;

/// Prints or writes the paragraph; of the latest round when none is named.
pub fn write(
    session: &mut Session,
    number: Option<RoundNumber>,
    output: &Output<Format>,
    format: Format,
) -> Result<()> {
    if !matches!(format, Format::Table | Format::Markdown | Format::Json) {
        let message = "a round in a paragraph is text, Markdown or JSON";
        let hint = "let the file end in .txt, .md or .json";
        return Err(Failure::new(Exit::Usage, message).hint(hint).into());
    }
    let loaded = session.load()?;
    let round = find::round_or_latest(&loaded.programme, number)?.number();
    let report = Report::of(&loaded.programme, session.today);
    // It is there, or it would not have been found.
    let text = paragraph::of(&report, round).unwrap_or_default();
    let written = match format {
        Format::Json => json!({"round": round.get(), "paragraph": text}).to_string(),
        _ => text,
    };
    session.deliver(format!("{written}\n").as_bytes(), output.file(), output.force)
}
