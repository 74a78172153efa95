//! Records become a text: UTF-8, LF, quotes only where needed, a final newline.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use csv::{Writer, WriterBuilder};

use crate::text::defuse;

/// Rows of cells as text.
///
/// A row is written cell by cell. What goes wrong on the way is said by [`Rows::finish`], and
/// nothing is written after it.
#[derive(Debug)]
pub struct Rows<W: Write> {
    writer: Writer<W>,
    /// The value that is being written out.
    shown: String,
    failure: Option<csv::Error>,
}

impl<W: Write> Rows<W> {
    /// Rows below a line of headings.
    pub fn below(headings: &[impl AsRef<str>], out: W) -> Self {
        let writer = WriterBuilder::new().flexible(true).from_writer(out);
        let mut rows = Self { writer, shown: String::new(), failure: None };
        for heading in headings {
            rows.raw(heading.as_ref());
        }
        rows.end_row();
        rows
    }

    /// A cell that this program made, or that stood there before and stays.
    pub fn raw(&mut self, cell: &str) {
        self.put(|writer, _| writer.write_field(cell));
    }

    /// A cell that a stranger may have written: never a formula.
    pub fn cell(&mut self, cell: &str) {
        self.raw(&defuse(cell));
    }

    /// A value of this program, or nothing.
    pub fn shown(&mut self, value: Option<impl Display>) {
        self.shown.clear();
        if let Some(value) = value {
            // Writing to a string cannot fail.
            let _ = write!(self.shown, "{value}");
        }
        self.put(|writer, shown| writer.write_field(shown));
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.put(|writer, _| writer.write_record(None::<&[u8]>));
    }

    fn put(&mut self, write: impl FnOnce(&mut Writer<W>, &str) -> csv::Result<()>) {
        if self.failure.is_none() {
            self.failure = write(&mut self.writer, &self.shown).err();
        }
    }

    /// What was written to, once everything has got there.
    pub fn finish(self) -> io::Result<W> {
        match self.failure {
            Some(failure) => Err(failure.into()),
            None => self.writer.into_inner().map_err(csv::IntoInnerError::into_error),
        }
    }
}

impl Rows<Vec<u8>> {
    /// Rows below a line of headings, in memory.
    pub fn in_memory(headings: &[impl AsRef<str>]) -> Self {
        Self::below(headings, Vec::new())
    }

    /// The whole text. Writing to memory cannot fail.
    pub fn into_bytes(self) -> Vec<u8> {
        self.finish().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Record, Scanner};
    use super::*;
    use crate::text::undefuse;

    #[test]
    fn what_is_written_is_read_to_the_letter() {
        use proptest::prelude::*;
        let cell = "[a-c\",;\n\r '=+é]{0,6}";
        let row = prop::collection::vec(cell, 1..4);
        proptest!(|(rows in prop::collection::vec(row, 1..6))| {
            let mut written = Rows::in_memory(&["x", "y", "z"]);
            for row in &rows {
                for cell in row {
                    written.cell(cell);
                }
                written.end_row();
            }
            let text = String::from_utf8(written.into_bytes()).unwrap();
            let (mut scanner, mut record) = (Scanner::new(&text), Record::default());
            scanner.read(&mut record).unwrap();
            for row in &rows {
                prop_assert!(scanner.read(&mut record).unwrap());
                let read: Vec<_> = record.iter().map(undefuse).collect();
                prop_assert_eq!(&read, row);
            }
            prop_assert!(!scanner.read(&mut record).unwrap());
        });
    }

    #[test]
    fn a_failure_is_told_at_the_end() {
        let mut full = [0_u8; 4];
        let mut rows = Rows::below(&["pair", "participant"], &mut full[..]);
        rows.shown(Some(1));
        rows.end_row();
        assert_eq!(rows.finish().unwrap_err().kind(), io::ErrorKind::WriteZero);
    }
}
