//! Workbooks come in: the same tables as texts, with sheets and cells for lines; hostile ones are
//! refused with a reason.

mod hostile;
mod limits;
mod made;
mod plain;
