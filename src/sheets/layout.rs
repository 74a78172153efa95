//! How a text is laid out: its delimiter, and which of its lines is the header.

use crate::text::csv::{Record, Scanner};
use crate::text::plain_words;

use super::records::Records;
use super::vocabulary::Vocabulary;

/// The delimiters that spreadsheets write, the usual one first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many records at the beginning are looked at.
pub const SAMPLE: usize = 60;

/// A delimiter, where the text proper begins, and which record is the header.
pub struct Layout {
    /// The delimiter.
    pub delimiter: u8,
    /// The first byte behind a `sep=` line, and its line.
    pub start: (usize, u64),
    /// The record that is the header.
    pub header: usize,
}

impl Layout {
    /// The delimiter as people call it.
    pub fn delimiter_name(&self) -> &'static str {
        match self.delimiter {
            b',' => "commas",
            b';' => "semicolons",
            b'\t' => "tabs",
            _ => "bars",
        }
    }

    /// Finds the layout: the delimiter and the line that together show the most columns that are
    /// understood; where that does not decide, the delimiter that gives the most even records.
    pub fn find(text: &str, vocabulary: &impl Vocabulary) -> Self {
        let (sep, start) = sep_line(text);
        let candidates = sep.map_or_else(|| DELIMITERS.to_vec(), |delimiter| vec![delimiter]);
        let mut best: Option<(Score, Self)> = None;
        for delimiter in candidates {
            let sample = sample(text, start, delimiter);
            let (known, header) = header_of(&sample, vocabulary);
            let score = Score { known, evenness: evenness(&sample, header) };
            if best.as_ref().is_none_or(|(top, _)| *top < score) {
                best = Some((score, Self { delimiter, start, header }));
            }
        }
        best.map_or(Self { delimiter: b',', start, header: 0 }, |(_, layout)| layout)
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    known: usize,
    evenness: usize,
}

/// The delimiter of a first line such as `sep=;`, which Excel writes and obeys, and where the text
/// goes on.
fn sep_line(text: &str) -> (Option<u8>, (usize, u64)) {
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let line = text[..end].trim_matches('"');
    let named = match line.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("sep=") => line.as_bytes().get(4).copied(),
        _ => None,
    };
    let Some(delimiter) = named.filter(|d| DELIMITERS.contains(d) && line.len() == 5) else {
        return (None, (0, 1));
    };
    let next = if text[end..].starts_with("\r\n") { end + 2 } else { (end + 1).min(text.len()) };
    (Some(delimiter), (next, 2))
}

fn sample(text: &str, (at, line): (usize, u64), delimiter: u8) -> Records {
    let (mut records, mut record) = (Records::default(), Record::default());
    let mut scanner = Scanner::at(text, at, line, delimiter);
    // A broken quote is passed over here and reported when the whole text is read; a few will do
    // to see the layout.
    let mut faults = 0;
    while records.len() < SAMPLE && faults < 5 {
        match scanner.read(&mut record) {
            Ok(true) => records.push(record.line(), record.iter()),
            Ok(false) => break,
            Err(_) => faults += 1,
        }
    }
    records
}

/// The record with the most headings that are understood, the first of equals; where none is
/// understood, the first record with the most cells that are not empty, above all rows. A record
/// with an address in it is a row, and the header only where the sheet begins with it.
pub fn header_of(sample: &Records, vocabulary: &impl Vocabulary) -> (usize, usize) {
    let is_row = |record| sample.cells(record).any(|cell| vocabulary.is_datum(cell));
    let rows: Vec<bool> = (0..sample.len()).map(is_row).collect();
    let above = rows.iter().position(|&is_row| is_row).unwrap_or(sample.len());
    let understood = |record: usize| {
        if rows[record] {
            return 0;
        }
        let known = |cell: &&str| vocabulary.meaning(cell).is_some() || vocabulary.is_named(cell);
        let mut found: Vec<String> = sample.cells(record).filter(known).map(plain_words).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let filled = |record| sample.cells(record).filter(|cell| !cell.trim().is_empty()).count();
    let first_best = |score: &dyn Fn(usize) -> usize, end: usize| {
        let most = (0..end).map(score).max().unwrap_or(0);
        (most, (0..end).find(|&record| score(record) == most).unwrap_or(0))
    };
    let (most, header) = first_best(&understood, sample.len());
    if most > 0 { (most, header) } else { (0, first_best(&filled, above).1) }
}

/// How many records have as many cells as the header, when that is more than one.
fn evenness(sample: &Records, header: usize) -> usize {
    let width = sample.width(header);
    if width < 2 {
        return 0;
    }
    (header..sample.len()).filter(|&record| sample.width(record) == width).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::tests::People;

    fn found(text: &str) -> (&'static str, usize, u64) {
        let layout = Layout::find(text, &People);
        (layout.delimiter_name(), layout.header, layout.start.1)
    }

    #[test]
    fn delimiters_and_title_rows_are_recognised() {
        assert_eq!(found("name,email\nA;B,a@x.example\n"), ("commas", 0, 1));
        assert_eq!(found("Name;E-Mail\n\"A, B\";a@x.example\n"), ("semicolons", 0, 1));
        assert_eq!(found("name\temail\n"), ("tabs", 0, 1));
        assert_eq!(found("name|email\n"), ("bars", 0, 1));
        assert_eq!(found("sep=;\r\nname;email\n"), ("semicolons", 0, 2));
        assert_eq!(found("Sign-ups, spring\n\nName,Email\n"), ("commas", 2, 1));
    }

    #[test]
    fn unknown_headings_leave_it_to_the_even_records() {
        assert_eq!(found("x;y, z;w\n1;2;3\n4;5;6\n"), ("semicolons", 0, 1));
        assert_eq!(found(""), ("commas", 0, 1));
    }
}
