//! What people wrote in their own words, for the organiser's eyes.

use std::io::{self, Write};

use super::{Style, prose};
use crate::domain::{Person, Programme, Response};
use crate::text;

/// Writes what was said under a heading, a paragraph for each reason and comment, behind where it
/// was said and by whom; nothing where nobody wrote anything.
pub fn write<'r>(
    programme: &Programme,
    said: impl Iterator<Item = (String, Person, &'r Response)>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut first = true;
    for (place, person, response) in said {
        let reason = (response.reason_text(), "");
        let comment = (response.comment(), " (comment)");
        for (words, what) in [reason, comment] {
            if words.trim().is_empty() {
                continue;
            }
            if first {
                writeln!(out, "\nIn their own words")?;
                first = false;
            }
            let name = programme.roster.called(person);
            let coded = response.reason.filter(|_| what.is_empty());
            let coded = coded.map_or(String::new(), |reason| format!(" ({})", reason.code()));
            let sentence =
                format!("{place} {}{coded}{what}: {}", text::clean(&name), text::plain(words));
            prose::write("  ", &sentence, style, out)?;
        }
    }
    Ok(())
}
