//! CSV as this program writes it: UTF-8, LF, quotes only where needed, a final newline.

use csv::{Writer, WriterBuilder};

use crate::domain::text::defuse;

/// Rows of cells as text.
#[derive(Debug)]
pub(super) struct Rows(Writer<Vec<u8>>);

// Writing to memory cannot fail, so the results are of no interest.
impl Rows {
    /// Rows below a line of headings.
    pub fn below(headings: &[impl AsRef<str>]) -> Self {
        let mut rows = Self(WriterBuilder::new().flexible(true).from_writer(Vec::new()));
        for heading in headings {
            rows.raw(heading.as_ref());
        }
        rows.end_row();
        rows
    }

    /// A cell that this program made, or that stood there before and stays.
    pub fn raw(&mut self, cell: &str) {
        let _ = self.0.write_field(cell);
    }

    /// A cell that a stranger may have written: never a formula.
    pub fn cell(&mut self, cell: &str) {
        self.raw(&defuse(cell));
    }

    /// A date, or nothing.
    pub fn date(&mut self, date: Option<chrono::NaiveDate>) {
        self.raw(&date.map(|date| date.to_string()).unwrap_or_default());
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        let _ = self.0.write_record(None::<&[u8]>);
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
