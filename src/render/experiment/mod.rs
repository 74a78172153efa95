//! A fair trial of a longer interval, in words and as JSON.

pub mod plan;
pub mod reading;
pub mod standing;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Style, prose};
use crate::domain::Interval;

/// The months of an interval, as a whole number where they are one.
fn months(interval: Interval) -> Value {
    interval.whole_months().map_or_else(|| json!(interval.months()), |months| json!(months))
}

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
