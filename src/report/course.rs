//! The course of a programme: what the numbers of people did, as facts about counts.
//!
//! These are counts of everybody, not samples: that a round had more people than the one before is
//! so. Why it was so is not said here.

use crate::domain::RoundNumber;

use super::growth::RoundGrowth;

/// A round and the people in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peopled {
    /// The number of the round.
    pub round: RoundNumber,
    /// People with a partner.
    pub people: usize,
}

/// What the numbers of people did up to the latest round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// How many rounds there were.
    pub rounds: usize,
    /// The latest round.
    pub latest: Peopled,
    /// The one before it; absent in the first.
    pub before: Option<Peopled>,
    /// The first of those with the most people.
    pub most: Peopled,
    /// The first of those with the fewest.
    pub fewest: Peopled,
    /// How many rounds in a row, up to the latest, had more people than the one before, or fewer
    /// as a negative number. A change into or out of a marked round ends the row.
    pub row: isize,
}

impl Course {
    /// The course of some rounds; `None` without any.
    pub fn of(rounds: &[RoundGrowth]) -> Option<Self> {
        let peopled =
            |round: &RoundGrowth| Peopled { round: round.number, people: round.participants };
        let latest = peopled(rounds.last()?);
        let all = || rounds.iter().map(peopled);
        // Of equals `min_by_key` finds the first, `max_by_key` the last.
        let most = all().rev().max_by_key(|one| one.people).unwrap_or(latest);
        let fewest = all().min_by_key(|one| one.people).unwrap_or(latest);
        let before = rounds.len().checked_sub(2).map(|at| peopled(&rounds[at]));
        Some(Self { rounds: rounds.len(), latest, before, most, fewest, row: row(rounds) })
    }

    /// Whether all rounds had equally many people.
    pub fn is_level(&self) -> bool {
        self.most.people == self.fewest.people
    }

    /// Whether the latest round alone has the most people, or the fewest.
    pub fn is_extreme(&self) -> bool {
        !self.is_level() && (self.most == self.latest || self.fewest == self.latest)
    }
}

/// Changes of one direction up to the latest round.
fn row(rounds: &[RoundGrowth]) -> isize {
    let changes = rounds.windows(2).rev().map_while(|two| {
        let counts = two.iter().all(|round| round.mark.is_none());
        counts.then(|| two[1].participants.cmp(&two[0].participants) as isize)
    });
    let mut row = 0;
    for change in changes {
        if change == 0 || row * change < 0 {
            break;
        }
        row += change;
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(people: &[(usize, bool)]) -> Course {
        let rounds = people.iter().zip(1..).map(|(&(participants, marked), number)| RoundGrowth {
            number: RoundNumber::new(number).unwrap(),
            date: chrono::NaiveDate::default(),
            interval: None,
            participants,
            sitting_out: 0,
            joiners: 0,
            returners: 0,
            retained: 0,
            lapsed: 0,
            excused: 0,
            absent: None,
            ever: 0,
            growth_pct: None,
            mark: marked.then(|| "moved".into()),
        });
        Course::of(&rounds.collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn a_row_ends_where_the_direction_changes_or_a_round_is_marked() {
        let plain = |people: &[usize]| {
            course(&people.iter().map(|&people| (people, false)).collect::<Vec<_>>()).row
        };
        assert_eq!(plain(&[92, 63, 61, 65, 75]), 2);
        assert_eq!(plain(&[92, 63, 61]), -2);
        assert_eq!(plain(&[60, 63, 63]), 0);
        assert_eq!(plain(&[60]), 0);
        assert_eq!(
            course(&[(92, false), (63, false), (61, true), (65, false), (75, false)]).row,
            1
        );
        assert_eq!(course(&[(60, false), (75, true)]).row, 0);
    }

    #[test]
    fn the_most_is_the_first_of_equals() {
        let course = course(&[(92, false), (63, false), (92, false)]);
        assert_eq!(course.most.round, RoundNumber::FIRST);
        assert!(!course.is_extreme() && !course.is_level());
        assert!(super::tests::course(&[(5, false), (9, false)]).is_extreme());
    }
}
