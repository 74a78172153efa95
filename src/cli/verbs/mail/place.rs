//! Messages into a file or a folder.

use std::path::Path;

use anyhow::Result;

use super::batch::Batch;
use crate::cli::delivery::{Writing, is_written, put_folder, put_private};
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::{Session, Work};
use crate::domain::Programme;
use crate::domain::message::Fate;
use crate::messages::Message;
use crate::render::mail::{self, Format, address};
use crate::text::words;
use crate::text::{defuse, quote};

/// Writes the new messages, and marks them as made once they are in place.
pub fn write(
    session: &mut Session,
    work: &Work,
    batch: &Batch,
    place: &Path,
    force: bool,
) -> Result<()> {
    let programme = work.programme();
    let format = format_of(place)?;
    if format.needs_sender() {
        needs_organiser(programme)?;
    }
    Session::not_ours(place, "choose another name for -o")?;
    let messages = batch.carried(session, programme, format.needs_sender());
    batch.warn_of_texts(session, programme);
    tell_of_unknown(session, programme, batch);
    if messages.is_empty() {
        session.terminal.note(format_args!("{} Nothing was written.", batch.sentence()));
        if !batch.messages.is_empty() && batch.new_ones().count() == 0 {
            let kind = batch.kind.word();
            session.terminal.note(format_args!(
                "`unmentor mail {kind} --again -o PLACE` makes them a second time."
            ));
        }
        return Ok(());
    }
    tell_of_sheets(session, programme, format, &messages);
    let done = if work.is_dry() { "would write" } else { "written" };
    if format == Format::Drafts {
        drafts(work, programme, &messages, place, force)?;
    } else {
        file(work, programme, &messages, format, place, force)?;
    }
    let how = place.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
    let lines =
        messages.iter().flat_map(|one| one.logged(programme, Fate::Made, session.today, &how));
    work.log_messages(lines)?;
    let count = words::count(messages.len(), "message");
    let already = batch.messages.len() - batch.new_ones().count();
    let rest = match already {
        0 => String::new(),
        some => format!("; {} made before were left as they are", words::number(some)),
    };
    session.terminal.note(format_args!("{done}: {} ({count}{rest})", place.display()));
    Ok(())
}

fn file(
    work: &Work,
    programme: &Programme,
    messages: &[&Message],
    format: Format,
    place: &Path,
    force: bool,
) -> Result<()> {
    let write: Writing<'_> = &|out| mail::write(programme, messages, format, out);
    // A run that was killed before it could mark them has left this very file.
    if is_written(place, write) {
        return Ok(());
    }
    Session::free(place, force)?;
    if !work.is_dry() {
        put_private(place, write).map_err(|cause| Failure::on_file("write", place, &cause))?;
    }
    Ok(())
}

fn drafts(
    work: &Work,
    programme: &Programme,
    messages: &[&Message],
    place: &Path,
    force: bool,
) -> Result<()> {
    let files = || messages.iter().map(|message| mail::draft(programme, message));
    if place.exists() && !place.is_dir() {
        let message = format!("`{}` is a file, not a folder", place.display());
        return Err(Failure::new(Exit::Unconfirmed, message).hint("choose another name").into());
    }
    for (name, bytes) in files() {
        let file = place.join(name);
        if !is_written(&file, &|out| out.write_all(&bytes)) {
            Session::free(&file, force)?;
        }
    }
    if !work.is_dry() {
        put_folder(place, files()).map_err(|cause| Failure::on_file("write", place, &cause))?;
    }
    Ok(())
}

/// What the ending of a place stands for.
fn format_of(place: &Path) -> Result<Format, Failure> {
    let text = place.to_string_lossy();
    if place.is_dir() || text.ends_with('/') || text.ends_with('\\') {
        return Ok(Format::Drafts);
    }
    let ending = place.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None => Ok(Format::Drafts),
        Some("csv") => Ok(Format::Csv),
        #[cfg(feature = "xlsx")]
        Some("xlsx") => Ok(Format::Xlsx),
        Some("txt") => Ok(Format::Text),
        Some("html" | "htm") => Ok(Format::Html),
        Some("mbox") => Ok(Format::Mbox),
        Some(_) => {
            let message = format!("the ending of `{}` names no format", place.display());
            Err(Failure::new(Exit::Usage, message).hint(
                "let it end in one of .xlsx, .csv, .html, .txt, .mbox; a name without an ending is \
                 a folder of drafts",
            ))
        }
    }
}

/// Refuses a road on which a message needs somebody who sends it.
pub fn needs_organiser(programme: &Programme) -> Result<(), Failure> {
    if programme.settings.mailing.organiser.is_some() {
        return Ok(());
    }
    Err(Failure::new(Exit::Usage, "unmentor.toml does not say who sends the messages").hint(
        "add a line such as `organiser = \"Ada Penhale <coffee@north.example>\"`; .xlsx, .csv, \
         .html and .txt need none",
    ))
}

/// Names those of whom nobody knows whether their message has left.
pub fn tell_of_unknown(session: &mut Session, programme: &Programme, batch: &Batch) {
    let unknown: Vec<_> = batch.unknown().flat_map(|message| message.to.iter()).collect();
    for &&person in &unknown {
        let participant = programme.roster.get(person);
        let message = format!(
            "whether the message to {} has left is unknown; it is not made again by itself",
            participant.label()
        );
        let kind = batch.kind.word();
        let hint = format!(
            "ask whether it has arrived; if not: unmentor mail {kind} --only {} --again --send",
            participant.id
        );
        session.terminal.warning(&Failure::new(Exit::Data, message).hint(hint));
    }
}

/// What an organiser should know of a merge sheet.
fn tell_of_sheets(
    session: &mut Session,
    programme: &Programme,
    format: Format,
    messages: &[&Message],
) {
    if !format.is_sheet() {
        return;
    }
    let people = messages.iter().flat_map(|message| &message.to);
    let refused: Vec<_> = people
        .map(|&person| programme.roster.get(person))
        .filter(|one| !one.email.is_empty() && !address::notify_takes(&one.email))
        .map(|one| quote(&one.email))
        .collect();
    if !refused.is_empty() {
        let all = refused.join(", ");
        session.terminal.note(format_args!("note: GOV.UK Notify does not take {all}"));
    }
    if format != Format::Csv {
        return;
    }
    let is_touched = |text: &str| defuse(text) != text;
    let touched: Vec<_> = messages
        .iter()
        .filter(|one| {
            let facts = &one.facts;
            [&facts.name, &facts.first_name, &facts.partner_name, &facts.partner_organisation]
                .iter()
                .any(|text| is_touched(text))
        })
        .map(|one| quote(&one.facts.name))
        .collect();
    if !touched.is_empty() {
        session.terminal.note(format_args!(
            "note: a cell in the row of {} begins with an apostrophe, so that no spreadsheet takes \
             it for a formula; it would be seen in the message, and a workbook (.xlsx) needs none",
            touched.join(", ")
        ));
    }
}
