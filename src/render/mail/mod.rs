//! Messages as files: merge sheets, text to copy, a page of links, drafts, a mailbox.
//!
//! - [`mime`]: one message as RFC 5322 has it, for drafts, mailboxes and commands
//! - [`address`]: addresses as the post can carry them
//! - [`listing`]: what is shown on the terminal, and JSON

pub mod address;
pub mod listing;
pub mod mime;
mod page;
mod sheet;
#[cfg(feature = "xlsx")]
mod workbook;

use std::io::{self, Write};

use crate::domain::Programme;
use crate::messages::Message;

/// Into what messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A merge sheet of plain text.
    Csv,
    /// A merge sheet as a workbook.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// Text to paste.
    Text,
    /// A page with a link for each person and text to copy.
    Html,
    /// A mailbox.
    Mbox,
    /// A folder with a draft for each message.
    Drafts,
}

impl Format {
    /// Whether it needs to know who sends.
    pub fn needs_sender(self) -> bool {
        matches!(self, Self::Mbox | Self::Drafts)
    }

    /// Whether it is a sheet for somebody else's mail merge.
    pub fn is_sheet(self) -> bool {
        !matches!(self, Self::Text | Self::Html) && !self.needs_sender()
    }
}

/// Writes messages into one file; a folder of drafts has [`draft`] instead. The same messages give
/// the same bytes.
pub fn write(
    programme: &Programme,
    messages: &[&Message],
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Csv => sheet::csv(programme, messages, out),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => workbook::write(programme, messages, out),
        Format::Text => text(programme, messages, out),
        Format::Html => page::write(programme, messages, out),
        Format::Mbox => mailbox(programme, messages, out),
        Format::Drafts => Ok(()),
    }
}

/// A draft: the name of its file, and what stands in it.
pub fn draft(programme: &Programme, message: &Message) -> (String, Vec<u8>) {
    let (name, _) = message.id.split_once('@').unwrap_or((&message.id, ""));
    (format!("{name}.eml"), mime::message(programme, message, mime::Use::Draft))
}

fn mailbox(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    let organiser = programme.settings.mailing.organiser.as_ref();
    let sender = organiser.map_or("unmentor@unmentor.invalid", |one| one.address.as_str());
    for message in messages {
        let day = message.date.format("%a %b %e 09:00:00 %Y");
        writeln!(out, "From {sender} {day}")?;
        out.write_all(&mime::message(programme, message, mime::Use::Sent))?;
        writeln!(out)?;
    }
    Ok(())
}

fn text(programme: &Programme, messages: &[&Message], out: &mut dyn Write) -> io::Result<()> {
    for (at, message) in messages.iter().enumerate() {
        if at > 0 {
            writeln!(out, "\n{}\n", "=".repeat(72))?;
        }
        writeln!(out, "To: {}", address::people(programme, &message.to))?;
        writeln!(out, "Subject: {}\n", message.subject)?;
        out.write_all(message.text.as_bytes())?;
    }
    Ok(())
}
