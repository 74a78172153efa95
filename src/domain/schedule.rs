//! When the next round is.

use chrono::NaiveDate;

use super::programme::Programme;
use super::round_day::{RoundDay, from, nearest};
use super::settings::Settings;

/// What the next round's day follows from beside the interval, if the latest one was on a day.
pub fn in_force(settings: &Settings, latest: Option<NaiveDate>) -> Option<RoundDay> {
    let has_gone = |day: NaiveDate| latest.is_some_and(|latest| day <= latest);
    settings.next_round.filter(|rule| !matches!(rule, RoundDay::On(day) if has_gone(*day)))
}

/// The day of the round that follows one of a certain day, as it is planned today.
///
/// A rule such as "first Monday" means that day nearest to where the interval leads; once it has
/// gone by without a round, as in a month without one, the next such day.
pub fn day_after(settings: &Settings, latest: NaiveDate, today: NaiveDate) -> NaiveDate {
    let by_interval = settings.interval.after(latest, 1).unwrap_or(NaiveDate::MAX);
    match in_force(settings, Some(latest)) {
        Some(RoundDay::On(day)) => day,
        Some(RoundDay::Every(which, weekday)) => nearest((which, weekday), by_interval, latest)
            .filter(|&day| day >= today)
            .or_else(|| from(which, weekday, today))
            .unwrap_or(by_interval),
        None => by_interval,
    }
}

/// The day of the next round; today when it is overdue, or when nobody has planned the first one.
pub fn next_day(programme: &Programme, today: NaiveDate) -> NaiveDate {
    let settings = &programme.settings;
    let day = match (programme.latest(), settings.next_round) {
        (Some(latest), _) => day_after(settings, latest.head.date, today),
        (None, Some(RoundDay::On(day))) => day,
        (None, Some(RoundDay::Every(which, weekday))) => {
            from(which, weekday, today).unwrap_or(today)
        }
        (None, None) => today,
    };
    day.max(today)
}

#[cfg(test)]
mod tests {
    use super::super::Interval;
    use super::super::sample::programme;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn settings(interval: &str, next_round: &str) -> Settings {
        let next_round = RoundDay::parse(next_round);
        Settings { interval: Interval::parse(interval).unwrap(), next_round, ..Settings::default() }
    }

    #[test]
    fn a_rule_is_kept_near_the_interval_whenever_the_last_round_was() {
        for (interval, rule, latest, next) in [
            ("1 month", "first Monday", "2026-03-02", "2026-04-06"),
            ("1 month", "first Monday", "2026-02-28", "2026-04-06"),
            ("1 month", "first Monday", "2026-03-06", "2026-04-06"),
            ("1 month", "last Friday", "2026-01-30", "2026-02-27"),
            ("2 months", "last Friday", "2026-01-30", "2026-03-27"),
            ("1 month", "last Friday", "2026-11-27", "2026-12-25"),
            ("2 weeks", "first Monday", "2026-03-02", "2026-04-06"),
            ("1 month", "2026-09-07", "2026-07-06", "2026-09-07"),
            ("1 month", "2026-07-06", "2026-07-06", "2026-08-06"),
            ("2 weeks", "", "2026-07-06", "2026-07-20"),
        ] {
            let settings = settings(interval, rule);
            let found = day_after(&settings, day(latest), day(latest));
            assert_eq!(found, day(next), "{interval}, {rule}, after {latest}");
        }
    }

    #[test]
    fn a_month_without_a_round_is_nothing_special() {
        let rule = settings("1 month", "first Monday");
        assert_eq!(day_after(&rule, day("2026-07-06"), day("2026-08-03")), day("2026-08-03"));
        assert_eq!(day_after(&rule, day("2026-07-06"), day("2026-08-04")), day("2026-09-07"));
        assert_eq!(day_after(&rule, day("2026-07-06"), day("2026-12-09")), day("2027-01-04"));
    }

    #[test]
    fn before_the_first_round_the_settings_alone_say_its_day() {
        let mut programme = programme(2);
        let on = |programme: &Programme| next_day(programme, day("2026-06-09"));
        assert_eq!(on(&programme), day("2026-06-09"));
        programme.settings = settings("1 month", "first Monday");
        assert_eq!(on(&programme), day("2026-07-06"));
        programme.settings = settings("1 month", "2026-06-20");
        assert_eq!(on(&programme), day("2026-06-20"));
        programme.settings = settings("1 month", "2026-01-20");
        assert_eq!(on(&programme), day("2026-06-09"));
    }
}
