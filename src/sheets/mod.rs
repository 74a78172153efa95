//! Strange files become tables with places. It knows no programme.
//!
//! | step | file |
//! |---|---|
//! | a workbook -> records with their rows | `book` |
//! | text -> records with their lines | `records` |
//! | records -> a table: delimiter, header, rows | `layout`, `scan`, `table` |

pub(crate) mod book;
pub(crate) mod layout;
pub(crate) mod notes;
pub(crate) mod records;
pub(crate) mod scan;
pub(crate) mod table;

pub use notes::Notes;
pub use table::Limits;
