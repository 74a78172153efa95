//! `.unmentor/contents`: what the folder held after the last change, so that it is seen when
//! something has gone of which no other file speaks. Without it nothing is compared, and the next
//! change writes it.
//!
//! ```text
//! contents 1 5c1d9a3e
//! people 7
//! days joined 5e6f7a8b
//! apart P0001 P0002
//! called P0003 9d1c0b2a
//! round 01 of 2026-11-02, closes 2026-11-20, every 1
//! ```

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::domain::{
    Exclusion, Experiment, Field, Finding, FindingKind, Person, Place, Programme, Roster, Round,
    RoundHead,
};

use super::called::mark;
use super::notes::Notes;
use crate::store::paths::{EXCLUSIONS, EXPERIMENT, ROSTER, ROUNDS, RoundFile};

/// Begins the line of somebody who may have another name than the rounds say.
const CALLED: &str = "called";
/// Begins the line of an experiment.
const TRIAL: &str = "experiment";
/// Begins the line of a column of the roster with days.
const DAYS_OF: &str = "days";
/// The columns of the roster with days.
const DAYS: [Field; 3] = [Field::Until, Field::Joined, Field::Left];
/// The beginning of the file; behind it the CRC-32 of all below the first line.
const FIRST_LINE: &str = "contents 1";

/// The file. Of several rounds with one number the last counts.
pub fn write<'a>(
    roster: &Roster,
    exclusions: &[Exclusion],
    experiment: Option<&Experiment>,
    rounds: impl Iterator<Item = &'a Round>,
    called: &[Person],
) -> String {
    let mut lines = format!("people {}\n", roster.len());
    // Writing to a string cannot fail.
    for field in DAYS {
        let days = roster.iter().filter_map(|(_, one)| Some((one.id.as_str(), field.day(one)?)));
        if let Some(sum) = sum_of_days(days) {
            let _ = writeln!(lines, "{DAYS_OF} {} {sum}", field.word());
        }
    }
    for Exclusion { people, .. } in exclusions {
        let [a, b] = people.members().map(|person| &roster.get(person).id);
        let _ = writeln!(lines, "apart {a} {b}");
    }
    if let Some(Experiment { first, rounds, .. }) = experiment {
        let _ = writeln!(lines, "{TRIAL} of {rounds} rounds from round {first}");
    }
    for &person in called {
        let _ = writeln!(lines, "{CALLED} {}", mark(roster, person));
    }
    let heads: BTreeMap<_, _> = rounds.map(|round| (round.number(), &round.head)).collect();
    for RoundHead { number, date, closes, interval, .. } in heads.into_values() {
        let _ = write!(lines, "round {:02} of {date}", number.get());
        if let Some(day) = closes {
            let _ = write!(lines, ", closes {day}");
        }
        if let Some(interval) = interval {
            let time = interval
                .whole_months()
                .map_or_else(|| interval.to_string(), |months| months.to_string());
            let _ = write!(lines, ", every {time}");
        }
        lines.push('\n');
    }
    format!("{FIRST_LINE} {:08x}\n{lines}", crc32fast::hash(lines.as_bytes()))
}

/// Whether a file is as it was written.
fn is_whole(text: &str) -> bool {
    text.split_once('\n').is_some_and(|(first, lines)| {
        first == format!("{FIRST_LINE} {:08x}", crc32fast::hash(lines.as_bytes()))
    })
}

/// What was noted of the days in a column of a file: a [sum](sum_of_days).
pub fn days<'t>(text: &'t str, file: &str, heading: &str) -> Option<&'t str> {
    let is_known = file == ROSTER && is_whole(text);
    let mut lines = text.lines().filter(|_| is_known);
    lines.find_map(|line| {
        let rest = line.strip_prefix(DAYS_OF)?.trim_start();
        rest.strip_prefix(heading)?.strip_prefix(' ')
    })
}

/// Eight digits for days with the ids of whose they are, in whatever order; `None` for none.
pub fn sum_of_days<'a>(days: impl Iterator<Item = (&'a str, NaiveDate)>) -> Option<String> {
    let of_one = |(id, day): (&str, NaiveDate)| {
        let mut crc = crc32fast::Hasher::new();
        crc.update(id.as_bytes());
        crc.update(&day.num_days_from_ce().to_le_bytes());
        crc.finalize()
    };
    let sum = days.map(of_one).reduce(u32::wrapping_add)?;
    Some(format!("{sum:08x}"))
}

/// The marks of those who may have another name than the rounds say.
pub fn called(text: &str) -> HashSet<String> {
    let lines = text.lines().filter(|_| is_whole(text));
    lines
        .filter_map(|line| line.strip_prefix(CALLED)?.strip_prefix(' '))
        .map(String::from)
        .collect()
}

/// Notes what has gone since the file was written.
pub fn compare(before: &str, programme: &Programme, called: &[Person], notes: &mut Notes) {
    let Programme { roster, exclusions, experiment, .. } = programme;
    let now = write(roster, exclusions, experiment.as_ref(), programme.rounds().iter(), called);
    if before == now || !is_whole(before) {
        return;
    }
    let now: HashSet<&str> = now.lines().collect();
    let gone = before.lines().skip(1).filter(|line| !now.contains(line));
    for finding in gone.filter_map(|line| finding(line, programme)) {
        let hint = "bring it back; if it is right as it is: unmentor check --accept";
        notes.edit(finding.hint(hint));
    }
}

/// What it means that a line holds no longer; more people than before are no loss.
fn finding(line: &str, programme: &Programme) -> Option<Finding> {
    let (kind, rest) = line.split_once(' ')?;
    let now = programme.roster.len();
    Some(match kind {
        "people" if rest.parse::<usize>().is_ok_and(|before| before > now) => {
            let message = format!("{rest} people were on the roster, {now} are left");
            Finding::new(FindingKind::Gone, Place::file(ROSTER), message)
        }
        "apart" => {
            let message =
                format!("{} were kept apart, and no longer are", rest.replace(' ', " and "));
            Finding::new(FindingKind::Gone, Place::file(EXCLUSIONS), message)
        }
        TRIAL => {
            let message = format!("the experiment {rest} has gone");
            Finding::new(FindingKind::Gone, Place::file(EXPERIMENT), message)
        }
        "round" => {
            let (number, dates) = rest.split_once(" of ")?;
            let day = dates.split(',').next().unwrap_or(dates);
            let folder = format!("{ROUNDS}/{number}");
            if programme.round(number.parse().ok()?).is_none() {
                let message = format!("the round of {day} has gone");
                Finding::new(FindingKind::Gone, Place::file(folder), message)
            } else {
                let message = format!("its dates were different: {dates}");
                let place = Place::file(RoundFile::Head.inside(&folder)).in_column("date");
                Finding::new(FindingKind::ChangedDates, place, message)
            }
        }
        _ => return None,
    })
}
