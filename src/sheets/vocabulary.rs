//! What is understood of headings by whoever asks for a table.

/// What is understood of headings. A header is found by it among titles and rows, and a sheet
/// among those of a workbook; what the headings mean is nobody's business here.
pub trait Vocabulary {
    /// What a column can mean.
    type Meaning: Ord;

    /// What a heading is understood as.
    fn meaning(&self, heading: &str) -> Option<Self::Meaning>;

    /// Whether the organiser named a column by this heading.
    fn is_named(&self, heading: &str) -> bool;

    /// Whether a header has all that is needed.
    fn suffices(&self, header: &[&str]) -> bool;

    /// Whether a cell can only stand in a row, such as an address: no heading is one.
    fn is_datum(&self, cell: &str) -> bool;

    /// A line of headings that would do.
    fn example(&self) -> &'static str;
}
