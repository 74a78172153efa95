//! The days of the latest round, from the introduction to the next one.

use chrono::{Days, NaiveDate};

use super::ids::RoundNumber;
use super::programme::Programme;
use super::round_day::RoundDay;
use super::schedule;

/// Where the latest round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// The round.
    pub round: RoundNumber,
    /// The day of the introduction.
    pub introduced: NaiveDate,
    /// The day halfway, when a reminder helps those who have not answered.
    pub reminder: NaiveDate,
    /// How many people have said something.
    pub answered: usize,
    /// How many people are in its pairs; nobody where answers were never asked for.
    pub asked: usize,
    /// The last day for answers.
    pub closes: NaiveDate,
    /// The day of the next round, as planned.
    pub next_round: NaiveDate,
    /// What that day follows from beside the interval.
    pub by: Option<RoundDay>,
}

impl Month {
    /// The days of the latest round of a programme, as they are seen on a day.
    pub fn of(programme: &Programme, today: NaiveDate) -> Option<Self> {
        let (round, settings) = (programme.latest()?, &programme.settings);
        let (introduced, closes) = (round.head.date, round.last_day(settings));
        let half = u64::try_from((closes - introduced).num_days() / 2).unwrap_or_default();
        let asked = if round.is_collected() { round.responses().len() } else { 0 };
        Some(Self {
            round: round.number(),
            introduced,
            reminder: introduced.checked_add_days(Days::new(half)).unwrap_or(introduced),
            answered: asked - round.silent().count().min(asked),
            asked,
            closes,
            next_round: schedule::day_after(settings, introduced, today),
            by: schedule::in_force(settings, Some(introduced)),
        })
    }

    /// How many people have not said anything.
    pub fn silent(&self) -> usize {
        self.asked - self.answered
    }

    /// Whether answers are still awaited on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        day <= self.closes && self.asked > 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::Answer;
    use super::super::sample::{add_round, answer, month, programme};
    use super::*;

    #[test]
    fn a_round_has_its_days() {
        let mut programme = programme(4);
        assert_eq!(Month::of(&programme, month(1)), None);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        answer(&mut programme, 1, 2, Answer::NotYet);
        let month = Month::of(&programme, month(1)).unwrap();
        assert_eq!((month.answered, month.asked, month.silent()), (1, 4, 3));
        assert_eq!((month.closes - month.introduced).num_days(), 28);
        assert_eq!((month.reminder - month.introduced).num_days(), 14);
        assert!(month.is_open(month.closes) && !month.is_open(month.closes.succ_opt().unwrap()));
        assert_eq!(month.next_round, super::super::sample::month(2));
    }
}
