//! Where the month stands, as a short list of days.

use chrono::NaiveDate;

use crate::domain::RoundDay;
use crate::domain::month::Month;
use crate::text::words;

/// How far a day is from today: `in 9 days`, `yesterday`.
fn days_away(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "yesterday".into(),
        days @ 2.. => format!("in {} days", words::number(days)),
        days => format!("{} days ago", words::number(-days)),
    }
}

/// The day of the first round, where it was chosen.
pub fn first(day: NaiveDate, today: NaiveDate) -> String {
    format!("  round 1     {day}  {}", days_away(day, today))
}

/// The days of a round, a line each, and the day of the next one with what it follows from.
pub fn lines(month: &Month, today: NaiveDate) -> Vec<String> {
    let day = |what: &str, day: NaiveDate, more: &str| {
        format!("  {what:<11} {day}  {}{more}", days_away(day, today))
    };
    let mut lines = vec![format!("Round {}", month.round), day("introduced", month.introduced, "")];
    if month.asked > 0 {
        if month.is_open(today) && month.silent() > 0 {
            lines.push(day("reminder", month.reminder, ", to those without an answer"));
        }
        let (answered, asked) = (words::number(month.answered), words::people(month.asked));
        lines.push(format!("  {:<11} {answered} of {asked}", "answers"));
        let closed = if month.is_open(today) { "closes" } else { "closed" };
        lines.push(day(closed, month.closes, ""));
    }
    let next = format!("round {}", month.round.next());
    let by = match month.by {
        None => ", by the interval".into(),
        Some(RoundDay::On(_)) => ", as chosen".into(),
        Some(rule) => format!(", the {rule}"),
    };
    lines.push(day(&next, month.next_round, &by));
    lines
}
