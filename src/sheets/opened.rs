//! A sheet whose records are known, and which of them is the header.

use crate::domain::Place;

use super::notes::Notes;
use super::records::Records;

/// A sheet whose rows are still to be told apart.
pub struct Opened {
    /// Its records; those of a workbook are all as wide as the widest.
    pub records: Records,
    /// The record that is the header.
    pub header: usize,
    /// The file, or the sheet of a workbook.
    pub whole: Place,
    /// What it was read as.
    pub reading: String,
    /// What is odd in it: signs of a wrong encoding, cells with an error such as `#N/A`.
    pub noted: Notes,
    /// Whether bare numbers for days count from 1904 and not from 1900.
    pub since_1904: bool,
}
