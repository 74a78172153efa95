//! Workbooks come in: the same tables as texts, with sheets and cells for lines; hostile ones are
//! refused with a reason.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

mod hostile;
mod limits;
mod made;
mod plain;
