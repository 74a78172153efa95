//! The organiser's days: of the latest round those that are to come, and of the rounds after it all.

use chrono::{Days, NaiveDate};

use super::ids::RoundNumber;
use super::month::Month;
use super::programme::Programme;
use super::schedule::{day_after, in_force, next_day};

/// What is to be done on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Task {
    /// Ask who is in, a week before the round.
    Invite,
    /// Pair and introduce.
    Pair,
    /// Remind those without an answer.
    Remind,
    /// Ask those without an answer whether they met, and see the report.
    Ask,
}

/// A day of an organiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The day.
    pub day: NaiveDate,
    /// The round it is about.
    pub round: RoundNumber,
    /// What is to be done.
    pub task: Task,
}

/// The days from a day on: of the latest round, and of so many that follow it as they are planned
/// today, in order.
pub fn calendar(programme: &Programme, today: NaiveDate, rounds: u32) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(month) = Month::of(programme, today).filter(|month| month.is_open(today)) {
        let Month { round, reminder, closes, .. } = month;
        entries.push(Entry { day: reminder, round, task: Task::Remind });
        entries.push(Entry { day: closes, round, task: Task::Ask });
    }
    let settings = &programme.settings;
    let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let is_planned = programme.latest().is_some() || in_force(settings, None).is_some();
    let (mut round, mut day) = (programme.next_number(), next_day(programme, today));
    for _ in 0..if is_planned { rounds } else { 0 } {
        let closes = u64::from(settings.closes_after_days);
        let invite = day.checked_sub_days(Days::new(7)).unwrap_or(day);
        entries.push(Entry { day: invite, round, task: Task::Invite });
        entries.push(Entry { day, round, task: Task::Pair });
        entries.push(Entry { day: later(day, closes / 2), round, task: Task::Remind });
        entries.push(Entry { day: later(day, closes), round, task: Task::Ask });
        (round, day) = (round.next(), day_after(settings, day, day));
    }
    entries.retain(|entry| entry.day >= today);
    entries.sort_by_key(|entry| (entry.day, entry.round, entry.task));
    entries
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, programme};
    use super::super::{Interval, RoundDay};
    use super::*;

    fn days(programme: &Programme, today: &str, rounds: u32) -> Vec<(String, u32, Task)> {
        let all = calendar(programme, today.parse().unwrap(), rounds);
        all.iter().map(|one| (one.day.to_string(), one.round.get(), one.task)).collect()
    }

    #[test]
    fn the_days_follow_the_rule_and_those_gone_by_are_left_out() {
        let mut programme = programme(4);
        assert_eq!(days(&programme, "2026-01-01", 3), [], "nobody has planned a round");
        programme.settings.next_round = RoundDay::parse("first Monday");
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        let found = days(&programme, "2026-01-16", 2);
        let day = |day: &str, round, task| (day.to_owned(), round, task);
        assert_eq!(
            found,
            [
                day("2026-01-26", 2, Task::Invite),
                day("2026-01-29", 1, Task::Ask),
                day("2026-02-02", 2, Task::Pair),
                day("2026-02-16", 2, Task::Remind),
                day("2026-02-23", 3, Task::Invite),
                day("2026-03-02", 2, Task::Ask),
                day("2026-03-02", 3, Task::Pair),
                day("2026-03-16", 3, Task::Remind),
                day("2026-03-30", 3, Task::Ask),
            ]
        );
        programme.settings.next_round = None;
        programme.settings.interval = Interval::Days(14);
        let pairs = days(&programme, "2026-01-02", 3).into_iter();
        let pairs: Vec<_> = pairs.filter(|one| one.2 == Task::Pair).map(|one| one.0).collect();
        assert_eq!(pairs, ["2026-01-15", "2026-01-29", "2026-02-12"]);
    }
}
