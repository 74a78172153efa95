//! Comma-separated text, read and written: the one place that knows how a cell is quoted.
//!
//! [`Scanner`] reads a text record by record, each with the line an editor shows it on; [`Rows`]
//! writes one. Neither knows what the cells mean. What [`Rows`] has written, [`Scanner`] and
//! [`undefuse`](super::undefuse) give back to the letter.

mod scan;
mod write;

pub use scan::{QuoteFault, Record, Scanner};
pub use write::Rows;
