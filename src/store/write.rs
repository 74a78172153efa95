//! CSV as this program writes it: UTF-8, LF, quotes only where needed, a final newline.

use std::fmt::{Display, Write};

use csv::{Writer, WriterBuilder};

use crate::text::defuse;

/// Rows of cells as text.
#[derive(Debug)]
pub(super) struct Rows {
    writer: Writer<Vec<u8>>,
    /// The value that is being written out.
    shown: String,
}

// Writing to memory cannot fail, so the results are of no interest.
impl Rows {
    /// Rows below a line of headings.
    pub fn below(headings: &[impl AsRef<str>]) -> Self {
        let writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
        let mut rows = Self { writer, shown: String::new() };
        for heading in headings {
            rows.raw(heading.as_ref());
        }
        rows.end_row();
        rows
    }

    /// A cell that this program made, or that stood there before and stays.
    pub fn raw(&mut self, cell: &str) {
        let _ = self.writer.write_field(cell);
    }

    /// A cell that a stranger may have written: never a formula.
    pub fn cell(&mut self, cell: &str) {
        self.raw(&defuse(cell));
    }

    /// A value of this program, or nothing.
    pub fn shown(&mut self, value: Option<impl Display>) {
        self.shown.clear();
        if let Some(value) = value {
            let _ = write!(self.shown, "{value}");
        }
        let _ = self.writer.write_field(&self.shown);
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        let _ = self.writer.write_record(None::<&[u8]>);
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }
}
