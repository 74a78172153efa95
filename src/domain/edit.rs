//! Changing one cell of the roster from what an organiser types, such as `status=paused`.

use chrono::NaiveDate;
use thiserror::Error;

use super::ids::Person;
use super::roster::{COLUMNS, Rhythm, Roster, Status};
use super::who::Directory;
use crate::text::plain;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 200;

/// Why a cell cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// There is no such column.
    #[error("the roster has no column `{column}`")]
    NoColumn {
        /// What was typed.
        column: String,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// They were forgotten, and nothing about them is kept again.
    #[error("{0} was forgotten, and stays so")]
    Forgotten(String),
    /// Ids are given once.
    #[error("an id is given once and never changed")]
    Id,
    /// The value is not one of those that the column takes.
    #[error("`{value}` will not do for `{column}`: {wanted}")]
    Value {
        /// The column.
        column: &'static str,
        /// What was typed.
        value: String,
        /// What would do.
        wanted: &'static str,
    },
    /// Somebody else has this address.
    #[error("{id} has the address `{email}` already")]
    Taken {
        /// The address.
        email: String,
        /// Whose it is.
        id: String,
    },
}

/// Sets one cell of a participant. `today` becomes the day of leaving when somebody leaves and no
/// day is known. Setting `until` pauses; becoming active clears `until` and `left`.
pub fn set(
    roster: &mut Roster,
    person: Person,
    column: &str,
    value: &str,
    today: NaiveDate,
) -> Result<(), EditError> {
    let value = value.trim();
    if roster.get(person).is_forgotten() {
        return Err(EditError::Forgotten(roster.get(person).id.to_string()));
    }
    let wrong = |column, wanted| EditError::Value { column, value: value.into(), wanted };
    let day = |column| {
        let parsed = if value.is_empty() { Ok(None) } else { value.parse().map(Some) };
        parsed.map_err(|_| wrong(column, "a day is written 2026-09-01"))
    };
    let mut changed = roster.get(person).clone();
    match column {
        "id" => return Err(EditError::Id),
        "name" if plain(value).is_empty() => {
            return Err(wrong("name", "a name cannot be empty"));
        }
        "name" if value.chars().count() > LONGEST_NAME => {
            return Err(wrong("name", "a name has at most 200 characters"));
        }
        "name" => changed.name = plain(value),
        "email" => changed.email = free_address(roster, person, value)?,
        "organisation" => changed.organisation = plain(value),
        "sector" => changed.sector = plain(value),
        "region" => changed.region = plain(value),
        "status" => match value {
            "active" => (changed.status, changed.left) = (Status::Active, None),
            "paused" if matches!(changed.status, Status::Paused { .. }) => {}
            "paused" => changed.status = Status::Paused { until: None },
            "left" => {
                (changed.status, changed.left) = (Status::Left, changed.left.or(Some(today)));
            }
            _ => return Err(wrong("status", "it is active, paused or left")),
        },
        "until" => match (day("until")?, changed.status) {
            (until @ Some(_), _) => changed.status = Status::Paused { until },
            (None, Status::Left) => {}
            (None, _) => changed.status = Status::Active,
        },
        "rhythm" => {
            changed.rhythm = value.parse().ok().and_then(Rhythm::new).ok_or_else(|| {
                wrong("rhythm", "it is 1 (every round), 2 (every second) or 3 (every third)")
            })?;
        }
        "joined" => changed.joined = day("joined")?,
        "left" => {
            changed.left = day("left")?;
            if changed.left.is_some() {
                changed.status = Status::Left;
            }
        }
        own => {
            let columns = roster.further_columns();
            let Some(position) = columns.iter().position(|heading| heading == own) else {
                let all = COLUMNS.iter().map(|&c| c.into()).chain(columns.iter().cloned());
                return Err(EditError::NoColumn { column: own.into(), columns: all.collect() });
            };
            changed.further[position] = value.into();
        }
    }
    if let (Some(joined), Some(left)) = (changed.joined, changed.left)
        && left < joined
    {
        let wanted = "somebody cannot leave before they join";
        return Err(EditError::Value { column: "left", value: left.to_string(), wanted });
    }
    roster.edit(person, |participant| *participant = changed);
    Ok(())
}

/// An address that is well formed and nobody else's.
fn free_address(roster: &Roster, person: Person, email: &str) -> Result<String, EditError> {
    if !email_address::EmailAddress::is_valid(email) {
        return Err(EditError::Value {
            column: "email",
            value: email.into(),
            wanted: "an address looks like jo@council.example",
        });
    }
    match Directory::new(roster).by_email(email) {
        Some(owner) if owner != person => {
            let id = roster.get(owner).id.to_string();
            Err(EditError::Taken { email: email.into(), id })
        }
        _ => Ok(email.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Participant, ParticipantId};
    use super::*;

    fn roster() -> Roster {
        let mut roster = Roster::with_further_columns(vec!["phone".into()]);
        for (number, name) in [(1, "jo"), (2, "sam")] {
            let email = format!("{name}@north.example");
            roster.add(Participant::new(ParticipantId::numbered(number), name, &email)).unwrap();
        }
        roster
    }

    fn today() -> NaiveDate {
        "2026-03-02".parse().unwrap()
    }

    #[test]
    fn a_day_of_return_pauses_and_becoming_active_clears_it() {
        let mut roster = roster();
        set(&mut roster, Person(0), "until", "2026-05-01", today()).unwrap();
        let until = Some("2026-05-01".parse().unwrap());
        assert_eq!(roster.get(Person(0)).status, Status::Paused { until });
        set(&mut roster, Person(0), "status", "paused", today()).unwrap();
        assert_eq!(roster.get(Person(0)).status, Status::Paused { until });
        set(&mut roster, Person(0), "status", "active", today()).unwrap();
        assert_eq!(roster.get(Person(0)).status, Status::Active);
    }

    #[test]
    fn leaving_is_dated() {
        let mut roster = roster();
        set(&mut roster, Person(1), "status", "left", today()).unwrap();
        assert_eq!(roster.get(Person(1)).left, Some(today()));
        set(&mut roster, Person(1), "phone", "07700 900001", today()).unwrap();
        assert_eq!(roster.get(Person(1)).further, ["07700 900001"]);
    }

    #[test]
    fn what_will_not_do_is_refused() {
        let mut roster = roster();
        let mut refused = |column, value| set(&mut roster, Person(0), column, value, today());
        for (column, value) in [
            ("id", "P0009"),
            ("name", " "),
            ("email", "jo at north"),
            ("email", "SAM@north.example"),
            ("status", "asleep"),
            ("rhythm", "4"),
            ("joined", "soon"),
            ("shoes", "43"),
        ] {
            assert!(refused(column, value).is_err(), "{column}={value}");
        }
    }
}
