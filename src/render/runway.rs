//! The runway in a sentence or two, and as JSON.

use serde::Serialize;

use crate::domain::Interval;
use crate::domain::runway::Runway;
use crate::text::words::{count, people};

/// The runway for scripts.
#[derive(Debug, Serialize)]
pub struct RunwayRecord {
    people: usize,
    at_least: u32,
    at_most: u32,
    /// Whether the bounds hold only as long as nobody sits out twice.
    if_nobody_sits_out_twice: bool,
}

impl RunwayRecord {
    /// The figures, and on what they depend.
    pub fn new(runway: Runway) -> Self {
        let Runway { people, at_least, at_most, sitting_out_once } = runway;
        Self { people, at_least, at_most, if_nobody_sits_out_twice: sitting_out_once }
    }
}

/// How many rounds are left, and how long they last at an interval.
pub fn sentences(runway: Runway, interval: Interval) -> String {
    let Runway { people: here, at_least, at_most, sitting_out_once } = runway;
    let among = match here {
        0 => return "Nobody takes part now, so there are no rounds.".into(),
        1 => return "Only 1 person takes part now, so there are no rounds.".into(),
        _ => format!("Among the {} who take part now", people(here)),
    };
    if at_most == 0 {
        return format!("{among} every further round has a repeat.");
    }
    let once = if sitting_out_once { ", if nobody sits out twice" } else { "" };
    let left = match at_least {
        0 => {
            format!("{among} {} left; that there is one is not proven", rounds("at most", at_most))
        }
        _ if at_least == at_most => format!("{among} {} left", rounds("exactly", at_most)),
        _ => format!("{among} {} left", rounds(&format!("between {at_least} and"), at_most)),
    };
    let (least, most) = (interval.times(at_least), interval.times(at_most));
    let pace = match interval.to_string().strip_prefix("1 ") {
        Some(unit) => format!("One round a {unit}"),
        None => format!("A round every {interval}"),
    };
    let time = match at_least {
        0 => format!("at most {}", at_most_length(most)),
        _ if least == most => length(most),
        _ => format!("between {} and {}", number_of(least, most), at_most_length(most)),
    };
    format!("{left}{once}.\n{pace}: that is enough for {time}.")
}

/// `at most 63 rounds without a repeat are`.
fn rounds(how: &str, rounds: u32) -> String {
    let verb = if rounds == 1 { "is" } else { "are" };
    format!("{how} {} without a repeat {verb}", count(rounds as usize, "round"))
}

/// The same of an upper bound, whose years are an upper bound, too: `63 months (under 6 years)`.
fn at_most_length(time: Interval) -> String {
    match years(time) {
        (years, false) if years > 1 => format!("{time} (under {} years)", years + 1),
        _ => length(time),
    }
}

/// The number alone of a time whose unit is said behind another one.
fn number_of(time: Interval, other: Interval) -> String {
    let (time, other) = (time.to_string(), other.to_string());
    let unit =
        |text: &str| text.split_once(' ').map(|(_, unit)| unit.trim_end_matches('s').to_owned());
    match time.split_once(' ') {
        Some((number, _)) if unit(&time) == unit(&other) => number.into(),
        _ => time,
    }
}

/// The whole years of a time, and whether that is all of it.
fn years(time: Interval) -> (u32, bool) {
    let whole = time.whole_months();
    (time.whole_years(), whole.is_some_and(|months| months.is_multiple_of(12)))
}

/// `7 months`, `63 months (5 years)`.
fn length(time: Interval) -> String {
    match years(time) {
        (0 | 1, _) => time.to_string(),
        (years, true) => format!("{time} ({years} years)"),
        (years, false) => format!("{time} (over {years} years)"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(at_least: u32, at_most: u32, interval: u32) -> String {
        let runway = Runway { people: 30, at_least, at_most, sitting_out_once: false };
        sentences(runway, Interval::Months(interval))
            .replace("Among the 30 people who take part now ", "")
    }

    #[test]
    fn bounds_are_said_as_honestly_as_they_are_known() {
        for (runway, said) in [
            (
                say(12, 12, 1),
                "exactly 12 rounds without a repeat are left.\n\
                 One round a month: that is enough for 12 months.",
            ),
            (
                say(5, 28, 2),
                "between 5 and 28 rounds without a repeat are left.\n\
                 A round every 2 months: that is enough for between 10 and 56 months (under 5 years).",
            ),
            (
                say(0, 1, 1),
                "at most 1 round without a repeat is left; that there is one is not proven.\n\
                 One round a month: that is enough for at most 1 month.",
            ),
            (
                sentences(
                    Runway { people: 30, at_least: 7, at_most: 60, sitting_out_once: false },
                    Interval::Days(14),
                )
                .replace("Among the 30 people who take part now ", ""),
                "between 7 and 60 rounds without a repeat are left.\n\
                 A round every 2 weeks: that is enough for between 14 and 120 weeks (under 3 years).",
            ),
            (say(0, 0, 1), "every further round has a repeat."),
        ] {
            assert_eq!(runway, said);
        }
    }
}
