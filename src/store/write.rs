//! CSV as this program writes it: UTF-8, LF, quotes only where needed, a final newline.

/// Rows of cells as text.
#[derive(Debug, Default)]
pub(super) struct Rows {
    text: String,
    fresh_row: bool,
}

impl Rows {
    /// Rows below a line of headings.
    pub fn below(headings: &[impl AsRef<str>]) -> Self {
        let mut rows = Self::default();
        for heading in headings {
            rows.raw(heading.as_ref());
        }
        rows.end_row();
        rows
    }

    /// A cell that this program made, and that is no formula.
    pub fn raw(&mut self, cell: &str) {
        if self.fresh_row {
            self.text.push(',');
        }
        self.fresh_row = true;
        if cell.contains([',', '"', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(cell);
        }
    }

    /// A cell that a stranger may have written.
    pub fn cell(&mut self, cell: &str) {
        self.raw(&crate::domain::text::defuse(cell));
    }

    /// A date, or nothing.
    pub fn date(&mut self, date: Option<chrono::NaiveDate>) {
        self.raw(&date.map(|date| date.to_string()).unwrap_or_default());
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.text.push('\n');
        self.fresh_row = false;
    }

    /// The whole file.
    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}
