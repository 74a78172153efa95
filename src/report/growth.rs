//! Growth: who comes, who comes back, who stays away, round by round.

use chrono::NaiveDate;

use crate::domain::RoundNumber;

use super::history::{History, PastRound, Presence};
use super::share::{Share, Z95, mean};

/// The growth report.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// Every round.
    pub rounds: Vec<RoundGrowth>,
    /// Of those with a partner in one round, those with one in the next; one entry for each two
    /// rounds that follow each other.
    pub retention: Vec<Retention>,
    /// The mean of the retention rates that count for trends.
    pub mean_retention: Option<f64>,
    /// Numbers to expect if the changes go on as they were; empty with fewer than two changes.
    pub forecast: Vec<Forecast>,
    /// How many changes from round to round count for trends.
    pub changes: usize,
}

/// One round. Participants are people with a partner; those who sat out are counted apart.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundGrowth {
    /// The number of the round.
    pub number: RoundNumber,
    /// The day people were introduced.
    pub date: NaiveDate,
    /// Months until the next round, as planned.
    pub interval_months: Option<u32>,
    /// People with a partner.
    pub participants: usize,
    /// People without one.
    pub sitting_out: usize,
    /// With a partner for the first time.
    pub joiners: usize,
    /// With a partner before, but not in the round before this one.
    pub returners: usize,
    /// With a partner in the round before this one too.
    pub retained: usize,
    /// With a partner in the round before this one, but not in this one.
    pub lapsed: usize,
    /// With a partner at least once so far.
    pub ever: usize,
    /// The change against the round before, in per cent; absent for the first round.
    pub growth_pct: Option<f64>,
    /// The organiser's note on this round, which keeps it out of trends.
    pub mark: Option<String>,
}

/// How many stayed from one round to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retention {
    /// The later round.
    pub into: RoundNumber,
    /// The retained, of the participants of the round before.
    pub share: Share,
    /// Whether neither round is marked.
    pub counts: bool,
}

/// A number of participants to expect, some rounds ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// How many rounds ahead.
    pub ahead: usize,
    /// The middle of what is to be expected.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// The lower end of the 95 % prediction interval; it may lie below zero.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Growth {
    /// The growth of a programme; cost linear in its pairs.
    pub(super) fn of(history: &History<'_>) -> Self {
        let mut presence = vec![Presence::default(); history.presence.len()];
        let mut rounds: Vec<RoundGrowth> = Vec::with_capacity(history.rounds.len());
        for past in &history.rounds {
            rounds.push(round_growth(past, rounds.last(), rounds.len(), &mut presence, history));
        }
        let pairs = rounds.windows(2);
        let retention: Vec<_> = pairs
            .map(|two| Retention {
                into: two[1].number,
                share: Share::of(two[1].retained, two[0].participants),
                counts: two.iter().all(|round| round.mark.is_none()),
            })
            .collect();
        let counted: Vec<_> =
            retention.iter().filter(|r| r.counts).filter_map(|r| r.share.rate).collect();
        let changes: Vec<_> = rounds
            .windows(2)
            .filter(|two| two.iter().all(|round| round.mark.is_none()))
            .map(|two| two[1].participants as f64 - two[0].participants as f64)
            .collect();
        let last = rounds.last().map_or(0, |round| round.participants);
        let forecast = forecast(last, &changes);
        let mean_retention = mean(&counted);
        Self { rounds, retention, mean_retention, forecast, changes: changes.len() }
    }
}

/// One round against the one before; notes who was there.
fn round_growth(
    past: &PastRound<'_>,
    before: Option<&RoundGrowth>,
    position: usize,
    presence: &mut [Presence],
    history: &History<'_>,
) -> RoundGrowth {
    let (mut joiners, mut returners, mut retained) = (0, 0, 0);
    let round = past.round;
    for person in round.people() {
        let person = &mut presence[person.index()];
        match person.last() {
            None => joiners += 1,
            Some(last) if last as usize + 1 == position => retained += 1,
            Some(_) => returners += 1,
        }
        person.note(u32::try_from(position).unwrap_or(u32::MAX));
    }
    let participants = joiners + returners + retained;
    let previously = before.map_or(0, |before| before.participants);
    let marks = &history.programme.settings.marks;
    RoundGrowth {
        number: round.number(),
        date: round.head.date,
        interval_months: round.head.interval_months,
        participants,
        sitting_out: round.sitting_out().len(),
        joiners,
        returners,
        retained,
        lapsed: previously - retained,
        ever: before.map_or(0, |before| before.ever) + joiners,
        growth_pct: (previously > 0)
            .then(|| 100.0 * (participants as f64 / previously as f64 - 1.0)),
        mark: marks.iter().find(|m| m.round == round.number()).map(|m| m.note.clone()),
    }
}

/// Three rounds ahead by the random walk with drift: the mean change goes on, and the spread of
/// the changes adds up together with the uncertainty of their mean (R. J. Hyndman and
/// G. Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 5.5).
fn forecast(last: usize, changes: &[f64]) -> Vec<Forecast> {
    let Some(drift) = mean(changes).filter(|_| changes.len() >= 2) else {
        return Vec::new();
    };
    let count = changes.len() as f64;
    let variance = changes.iter().map(|c| (c - drift) * (c - drift)).sum::<f64>() / (count - 1.0);
    let ahead = [1usize, 2, 3].into_iter();
    ahead
        .map(|ahead| {
            let steps = ahead as f64;
            let mean = last as f64 + steps * drift;
            let sd = (variance * (steps + steps * steps / count)).sqrt();
            Forecast { ahead, mean, sd, low: mean - Z95 * sd, high: mean + Z95 * sd }
        })
        .collect()
}
