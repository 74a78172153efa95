//! The report in words, as a page and as pictures.

mod charts;
mod exports;
mod layout;
mod page;
mod pictures;
mod promises;
mod size;
mod words;
