//! What stands around a table and says of everybody in it that they do not take part.

use super::super::presence::{self, Standing};
use crate::sheets::Table;

/// What a title, the sheet's name or that of the file says, with the words that say it.
pub fn of(table: &Table) -> Option<(Standing, String)> {
    let file = &table.whole.file;
    table.titles().find_map(says).or_else(|| Some((presence::of_file(file)?, file.clone())))
}

/// What one text says.
pub fn says(title: &str) -> Option<(Standing, String)> {
    Some((presence::of_everybody(title)?, title.to_owned()))
}
