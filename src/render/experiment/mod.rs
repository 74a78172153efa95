//! A fair trial of a longer interval, in words and as JSON.

pub mod plan;
pub mod reading;
pub mod standing;

use std::io::{self, Write};

use super::{Style, prose};

/// Sentences, each a paragraph of its own.
pub(super) fn paragraphs(
    sentences: &[String],
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, sentence) in sentences.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        for line in prose::lines(sentence, style.width) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
