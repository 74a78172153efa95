//! A name beside an id in a past round, where the roster has another.

use crate::domain::{Person, Place, RoundNumber};

/// A name in a file of a round that is not the one of the roster.
#[derive(Debug, Clone)]
pub struct Called {
    pub round: RoundNumber,
    pub person: Person,
    /// Where it stands.
    pub place: Place,
    /// Empty where the file has none.
    pub name: String,
}
