//! What of a row tells it from others.

use chrono::NaiveDateTime;

/// What of a row tells it from others.
#[derive(Debug, Clone)]
pub struct RowOf {
    /// Its line.
    pub line: u64,
    /// Whom it names.
    pub name: String,
    /// Their address.
    pub email: String,
    /// When the form was filled in.
    pub stamp: Option<NaiveDateTime>,
}
