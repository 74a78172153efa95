//! By what a row of a sheet is known again.

use crate::text::fold;
use crate::text::keyed::{Key, Mark};

use super::row_of::RowOf;

/// By what a row is known again.
#[derive(Clone, Copy)]
pub struct Marks {
    /// By the name and the address.
    pub row: Mark,
    /// By the time and the name, where the row has a time.
    pub stamped_name: Option<Mark>,
    /// The same by the address.
    pub stamped_address: Option<Mark>,
    /// By the address alone.
    pub address: Mark,
    /// By the name alone.
    pub name: Mark,
}

impl Marks {
    /// The marks of a row.
    pub fn of(key: &Key, row: &RowOf) -> Self {
        let email = fold(&row.email);
        // Where nobody is named the address is all that there is.
        let name = if row.name.is_empty() { email.clone() } else { fold(&row.name) };
        // Spreadsheet programs drop the seconds.
        let stamp = row.stamp.map(|stamp| stamp.format("%F %R").to_string());
        let stamped = |what: &str, text: &str| Some(key.mark(&[what, stamp.as_deref()?, text]));
        Self {
            row: key.mark(&["row", &email, &name]),
            stamped_name: stamped("time and name", &name),
            stamped_address: stamped("time and address", &email),
            address: key.mark(&["address", &email]),
            name: key.mark(&["name", &name]),
        }
    }

    /// All that it has.
    pub fn all(self) -> impl Iterator<Item = Mark> {
        let stamped = self.stamped_name.into_iter().chain(self.stamped_address);
        [self.row, self.address, self.name].into_iter().chain(stamped)
    }
}
