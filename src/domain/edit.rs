//! Changing one cell of the roster from what an organiser types, such as `status=paused`.

use chrono::{Datelike, Months, NaiveDate};
use thiserror::Error;

use super::field::Field;
use super::ids::Person;
use super::mailing::Language;
use super::roster::{Participant, Roster, Status};
use super::who::Directory;
use crate::text::plain;

/// The column of the organiser's own in which stands why somebody left; it comes with the first
/// reason that is noted.
pub const WHY_LEFT: &str = "why";

/// The most characters of a reason for leaving.
const LONGEST_WHY: usize = 60;

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
    #[error("`{value}` will not do for `{column}`: write {wanted}")]
    Value {
        /// The column.
        column: &'static str,
        /// What was typed.
        value: String,
        /// What would do.
        wanted: &'static str,
    },
    /// A pause would have ended before it begins.
    #[error("a pause until {until} is over already")]
    Past {
        /// The day that was typed.
        until: NaiveDate,
        /// The first such day that is to come.
        next: NaiveDate,
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
    if column == WHY_LEFT {
        note_why_left(roster, person, value)?;
    }
    let mut changed = roster.get(person).clone();
    if changed.is_forgotten() {
        return Err(EditError::Forgotten(changed.id.to_string()));
    }
    match Field::parse(column) {
        Some(Field::Id) => return Err(EditError::Id),
        Some(field) => set_field(&mut changed, field, value, today)?,
        None if column == LANGUAGE => {
            let language = value.is_empty() || Language::from_word(value).is_some();
            if !language {
                let (column, value) = (LANGUAGE, value.into());
                return Err(EditError::Value { column, value, wanted: "`en`, `cy` or `both`" });
            }
            let is_language = |heading: &String| heading == LANGUAGE;
            if !roster.further_columns().iter().any(is_language) {
                roster.add_further_column(LANGUAGE);
                changed.further.push(String::new());
            }
            let at = roster.further_columns().iter().position(is_language);
            if let Some(cell) = at.and_then(|at| changed.further.get_mut(at)) {
                *cell = value.into();
            }
        }
        None => {
            let own = roster.further_columns().iter().position(|heading| heading == column);
            let cell = own.and_then(|position| changed.further.get_mut(position));
            *cell.ok_or_else(|| no_column(roster, column))? = plain(value);
        }
    }
    if changed.email != roster.get(person).email
        && let Some(owner) = Directory::new(roster).by_email(&changed.email)
        && owner != person
    {
        let id = roster.get(owner).id.to_string();
        return Err(EditError::Taken { email: changed.email, id });
    }
    roster.edit(person, |participant| *participant = changed);
    Ok(())
}

/// Makes room for the reason why somebody left; only who has left has one.
fn note_why_left(roster: &mut Roster, person: Person, value: &str) -> Result<(), EditError> {
    let wrong = |wanted| Err(EditError::Value { column: WHY_LEFT, value: value.into(), wanted });
    if roster.get(person).status != Status::Left && !value.is_empty() {
        return wrong("it together with `status=left`: it is why somebody left");
    }
    if value.chars().count() > LONGEST_WHY {
        return wrong("a few words, such as `moved`, so that the report can count them");
    }
    if !roster.further_columns().iter().any(|heading| heading == WHY_LEFT) {
        roster.add_further_column(WHY_LEFT);
    }
    Ok(())
}

/// The roster with one more participant at its end, of whom these cells are known, name and
/// address among them; they joined `today` unless a cell says otherwise.
pub fn add<'c>(
    roster: &Roster,
    cells: impl IntoIterator<Item = (&'c str, &'c str)>,
    today: NaiveDate,
) -> Result<(Roster, Person), EditError> {
    let mut grown = roster.clone();
    // Somebody without a name and an address would be one who was forgotten.
    let mut participant = Participant::new(roster.next_id(), "-", "-");
    participant.joined = Some(today);
    let person = grown.add(participant).ok_or(EditError::Id)?;
    for (column, value) in cells {
        set(&mut grown, person, column, value, today)?;
    }
    Ok((grown, person))
}

/// The column of the language in which somebody is written to; it is made when somebody needs it.
pub const LANGUAGE: &str = "language";

/// Sets one of the columns that every roster has, and what follows from it in the others.
fn set_field(
    changed: &mut Participant,
    field: Field,
    value: &str,
    today: NaiveDate,
) -> Result<(), EditError> {
    let wrong = |field: Field, value: &str, wanted| {
        Err(EditError::Value { column: field.word(), value: value.into(), wanted })
    };
    if field == Field::Until && (changed.status != Status::Left || !value.is_empty()) {
        let paused = Status::Paused { until: None };
        changed.status = if value.is_empty() { Status::Active } else { paused };
    }
    if let Err(wanted) = field.set(changed, value) {
        return wrong(field, value, wanted);
    }
    match (field, changed.status) {
        (Field::Until, Status::Paused { until: Some(until) }) if until <= today => {
            return Err(EditError::Past { until, next: next_such_day(until, today) });
        }
        (Field::Status, Status::Active) => changed.left = None,
        (Field::Status, Status::Left) => changed.left = changed.left.or(Some(today)),
        (Field::Left, _) if changed.left.is_some() => changed.status = Status::Left,
        _ => {}
    }
    match (changed.joined, changed.left) {
        (Some(joined), Some(left)) if left < joined => {
            wrong(Field::Left, &left.to_string(), "a day on or after the one they joined")
        }
        _ => Ok(()),
    }
}

/// The first day to come with the month and day of one that is past.
fn next_such_day(day: NaiveDate, today: NaiveDate) -> NaiveDate {
    let years = u32::try_from(today.year() - day.year()).unwrap_or_default();
    let in_years = |years: u32| day.checked_add_months(Months::new(12 * years)).unwrap_or(day);
    Some(in_years(years)).filter(|&day| day > today).unwrap_or_else(|| in_years(years + 1))
}

fn no_column(roster: &Roster, column: &str) -> EditError {
    let own = roster.further_columns().iter().cloned();
    let columns = Field::WORDS.map(String::from).into_iter().chain(own).collect();
    EditError::NoColumn { column: column.into(), columns }
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
    fn the_column_of_the_language_is_made_when_somebody_needs_it() {
        let mut roster = Roster::default();
        for number in 1..=2 {
            let id = ParticipantId::numbered(number);
            roster.add(Participant::new(id, "Jo", &format!("j{number}@x.example"))).unwrap();
        }
        let today = "2026-06-01".parse().unwrap();
        assert!(set(&mut roster, Person(0), "language", "fr", today).is_err());
        assert_eq!(roster.further_columns(), [] as [&str; 0]);
        set(&mut roster, Person(1), "language", "cy", today).unwrap();
        set(&mut roster, Person(0), "language", "both", today).unwrap();
        assert_eq!(roster.further_columns(), ["language"]);
        assert_eq!(roster.get(Person(1)).further, ["cy"]);
        assert_eq!(roster.get(Person(0)).further, ["both"]);
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
    fn a_pause_that_is_over_is_asked_back() {
        let mut roster = roster();
        for (until, next) in [("2026-03-01", "2027-03-01"), ("2024-12-24", "2026-12-24")] {
            let refused = set(&mut roster, Person(0), "until", until, today());
            let (until, next) = (until.parse().unwrap(), next.parse().unwrap());
            assert_eq!(refused, Err(EditError::Past { until, next }));
        }
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
    fn why_somebody_left_has_a_column_of_its_own() {
        let mut roster = roster();
        assert!(set(&mut roster, Person(1), "why", "moved", today()).is_err());
        set(&mut roster, Person(1), "status", "left", today()).unwrap();
        set(&mut roster, Person(1), "why", "moved", today()).unwrap();
        assert_eq!(roster.further_columns(), ["phone", "why"]);
        assert_eq!(roster.get(Person(1)).further, ["", "moved"]);
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
