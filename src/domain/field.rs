//! The columns of the roster: their names, what stands in them, and what may be written there.
//!
//! Whoever reads, writes, shows or describes the roster takes its columns from here.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::finding::FindingKind;
use super::ids::ParticipantId;
use super::roster::{NextTime, Participant, Rhythm, Roster, Status};
use crate::text::{iso_day, plain, typed_day};

/// The longest name that is taken in, in characters.
pub const LONGEST_NAME: usize = 200;

columns! {
    /// A column of the roster. An organiser's own column cannot have the name of one of these.
    Field
    /// The id.
    Id = "id",
    /// The whole name.
    Name = "name",
    /// The address.
    Email = "email",
    /// Where they work.
    Organisation = "organisation",
    /// The kind of organisation.
    Sector = "sector",
    /// The part of the country.
    Region = "region",
    /// Whether they take part: active, paused or left.
    Status = "status",
    /// The day on which they are back from a pause.
    Until = "until",
    /// Every how many rounds they take part.
    Rhythm = "rhythm",
    /// The day they signed up.
    Joined = "joined",
    /// The day they left.
    Left = "left",
    /// Whether they are in or out of one certain round.
    Next = "next",
}

/// What would do where a wish for one round is wanted.
const NEXT: &str = "`in` or `out`, behind the number of the round, such as `7 out`";

/// What would do where a day is wanted.
const DAY: &str = "a day as year-month-day, such as 2026-11-02";

/// What stands below a heading of the roster for somebody; `None` where there is no such column.
pub fn cell<'p>(
    roster: &Roster,
    participant: &'p Participant,
    heading: &str,
) -> Option<Cow<'p, str>> {
    if let Some(field) = Field::parse(heading) {
        return Some(field.get(participant));
    }
    participant.further.get(roster.further_column(heading)?).map(|cell| cell.as_str().into())
}

impl Field {
    /// The column with a heading.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }

    /// What is wrong with a file where a cell of the column will not do.
    pub const fn fault(self) -> FindingKind {
        match self {
            Self::Id => FindingKind::Id,
            Self::Status => FindingKind::Status,
            Self::Rhythm => FindingKind::Rhythm,
            Self::Until | Self::Joined | Self::Left => FindingKind::Date,
            Self::Name
            | Self::Email
            | Self::Organisation
            | Self::Sector
            | Self::Region
            | Self::Next => FindingKind::Value,
        }
    }

    /// What stands there for somebody, as it is written.
    pub fn get(self, participant: &Participant) -> Cow<'_, str> {
        match self {
            Self::Id => participant.id.as_str().into(),
            Self::Name => participant.name.as_str().into(),
            Self::Email => participant.email.as_str().into(),
            Self::Organisation => participant.organisation.as_str().into(),
            Self::Sector => participant.sector.as_str().into(),
            Self::Region => participant.region.as_str().into(),
            Self::Status => participant.status.word().into(),
            Self::Rhythm => participant.rhythm.rounds().to_string().into(),
            Self::Until | Self::Joined | Self::Left => {
                self.day(participant).map_or(Cow::Borrowed(""), |day| day.to_string().into())
            }
            Self::Next => {
                participant.next.map_or(Cow::Borrowed(""), |next| next.to_string().into())
            }
        }
    }

    /// The day that stands there for somebody, in a column of days.
    pub fn day(self, participant: &Participant) -> Option<NaiveDate> {
        match self {
            Self::Until => participant.status.until(),
            Self::Joined => participant.joined,
            Self::Left => participant.left,
            _ => None,
        }
    }

    /// Takes over what stands in a file: text to the letter, and an empty cell as what is usual.
    /// The end of a pause means nothing to somebody who is not paused, so it comes after the
    /// status.
    ///
    /// `Err` says what would do, and the participant is as before.
    pub fn read(self, participant: &mut Participant, cell: &str) -> Result<(), &'static str> {
        let day = || if cell.is_empty() { Ok(None) } else { iso_day(cell).map(Some).ok_or(DAY) };
        match self {
            Self::Id => {
                let id = ParticipantId::parse(cell);
                participant.id = id.ok_or("letters, digits, `.`, `_`, `-`, such as P0042")?;
            }
            Self::Name => participant.name = cell.into(),
            Self::Email => participant.email = cell.into(),
            Self::Organisation => participant.organisation = cell.into(),
            Self::Sector => participant.sector = cell.into(),
            Self::Region => participant.region = cell.into(),
            Self::Status => {
                let known = [
                    Status::Active,
                    Status::Paused { until: participant.status.until() },
                    Status::Left,
                ];
                let meant = |status: &Status| cell.eq_ignore_ascii_case(status.word());
                let found = known.into_iter().find(meant);
                let usual = cell.is_empty().then_some(Status::Active);
                participant.status = found.or(usual).ok_or("`active`, `paused` or `left`")?;
            }
            Self::Until => {
                let day = day()?;
                if let Status::Paused { until } = &mut participant.status {
                    *until = day;
                }
            }
            Self::Rhythm => {
                let rhythm = cell.parse().ok().and_then(Rhythm::new);
                let usual = cell.is_empty().then_some(Rhythm::EVERY_ROUND);
                participant.rhythm = rhythm.or(usual).ok_or("1, 2 or 3: every how many rounds")?;
            }
            Self::Joined => participant.joined = day()?,
            Self::Left => participant.left = day()?,
            Self::Next if cell.is_empty() => participant.next = None,
            Self::Next => participant.next = Some(NextTime::parse(cell).ok_or(NEXT)?),
        }
        Ok(())
    }

    /// Takes over what somebody typed, which is held to more than what stands in a file.
    ///
    /// `Err` says what would do, and the participant is as before.
    pub fn set(self, participant: &mut Participant, typed: &str) -> Result<(), &'static str> {
        let typed = typed.trim();
        let cell = match self {
            Self::Email if !email_address::EmailAddress::is_valid(typed) => {
                return Err("an address such as jo@council.example");
            }
            Self::Email => typed.into(),
            Self::Until | Self::Joined | Self::Left if !typed.is_empty() => {
                typed_day(typed).ok_or(DAY)?.to_string()
            }
            _ => plain(typed),
        };
        match self {
            Self::Name if cell.is_empty() => Err("a name that is not empty"),
            Self::Name if cell.chars().count() > LONGEST_NAME => {
                Err("a name of at most 200 characters")
            }
            Self::Status if cell.is_empty() => Err("`active`, `paused` or `left`"),
            Self::Rhythm if cell.is_empty() => Err("1, 2 or 3: every how many rounds"),
            _ => self.read(participant, &cell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jo() -> Participant {
        Participant::new(ParticipantId::numbered(1), "jo", "jo@north.example")
    }

    /// Something that can stand in a column and is not what a new participant has there.
    fn unusual(field: Field) -> &'static str {
        match field {
            Field::Id => "P0077",
            Field::Name => "Éabha de Búrca",
            Field::Email => "eabha@south.example",
            Field::Organisation | Field::Sector | Field::Region => "North",
            Field::Status => "paused",
            Field::Until | Field::Joined | Field::Left => "2026-05-01",
            Field::Rhythm => "3",
            Field::Next => "7 out",
        }
    }

    #[test]
    fn what_is_written_is_what_was_read_in_every_column() {
        let mut participant = jo();
        for field in Field::ALL {
            assert_eq!(Field::parse(field.word()), Some(field));
            let before = participant.clone();
            field.read(&mut participant, unusual(field)).unwrap();
            assert_eq!(field.get(&participant), unusual(field), "{}", field.word());
            assert_ne!(participant, before, "{}", field.word());
            for other in Field::ALL.into_iter().filter(|&other| other != field) {
                assert_eq!(other.get(&participant), other.get(&before), "{}", other.word());
            }
        }
        let mut typed = jo();
        for field in Field::ALL {
            field.set(&mut typed, unusual(field)).unwrap();
        }
        assert_eq!(typed, participant);
    }

    #[test]
    fn an_empty_cell_of_a_file_is_what_is_usual() {
        let mut participant = jo();
        for field in Field::ALL.into_iter().skip(1) {
            field.read(&mut participant, "").unwrap();
        }
        let empty = Participant { name: String::new(), email: String::new(), ..jo() };
        assert_eq!(participant, empty);
    }

    #[test]
    fn what_will_not_do_changes_nothing() {
        let long = "x".repeat(LONGEST_NAME + 1);
        for (field, typed) in [
            (Field::Id, "two words"),
            (Field::Name, " "),
            (Field::Name, long.as_str()),
            (Field::Email, "jo at north"),
            (Field::Status, "asleep"),
            (Field::Status, ""),
            (Field::Until, "soon"),
            (Field::Rhythm, "4"),
            (Field::Next, "out"),
            (Field::Next, "0 in"),
            (Field::Rhythm, ""),
            (Field::Joined, "+12026-01-01"),
            (Field::Left, "31/12/2026"),
        ] {
            let mut participant = jo();
            assert!(field.set(&mut participant, typed).is_err(), "{}={typed}", field.word());
            assert_eq!(participant, jo());
        }
    }

    #[test]
    fn a_pause_keeps_its_end_and_only_a_pause_has_one() {
        let mut participant = jo();
        Field::Until.read(&mut participant, "2026-05-01").unwrap();
        assert_eq!(participant.status, Status::Active);
        Field::Status.read(&mut participant, "Paused").unwrap();
        Field::Until.read(&mut participant, "2026-05-01").unwrap();
        Field::Status.read(&mut participant, "paused").unwrap();
        assert_eq!(Field::Until.get(&participant), "2026-05-01");
    }
}
