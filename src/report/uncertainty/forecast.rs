//! How many people to expect, if they go on coming and going as they did.

use super::super::history::History;
use super::super::share::mean;
use super::FEWEST_CHANGES;
use super::quantile::Level;

/// What the changes from round to round came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How many changes: between closed rounds of which neither is marked, over as many months as
    /// the next one.
    pub changes: usize,
    /// Their mean.
    pub mean_change: Option<f64>,
    /// Their standard deviation.
    pub sd_change: Option<f64>,
    /// The point of Student's t.
    pub t: Option<f64>,
    /// One, two and three rounds after the latest closed one; absent below [`FEWEST_CHANGES`].
    pub ahead: Option<[Ahead; 3]>,
}

/// A number of participants to expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ahead {
    /// How many rounds ahead.
    pub rounds: usize,
    /// The middle of what is to be expected.
    pub mean: f64,
    /// Its standard deviation.
    pub sd: f64,
    /// The lower end of the 95 % prediction interval, at least 0.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Forecast {
    /// The forecast of a programme; `None` before its first closed round.
    pub fn of(history: &History<'_>) -> Option<Self> {
        let closed: Vec<_> = history.rounds.iter().filter(|past| past.is_closed()).collect();
        let latest = closed.last()?;
        let interval = latest.interval();
        let people: Vec<_> = closed.iter().map(|past| past.round.people().count() as f64).collect();
        let changes = closed.windows(2).zip(people.windows(2));
        let changes: Vec<_> = changes
            .filter(|(two, _)| two.iter().all(|past| !past.marked))
            .filter(|(two, _)| two[0].interval() == interval)
            .map(|(_, people)| people[1] - people[0])
            .collect();
        Some(Self::from(people[people.len() - 1], &changes))
    }

    /// The random walk with drift: the mean change goes on, and the spread of the changes adds up
    /// together with the uncertainty of their mean (R. J. Hyndman and G. Athanasopoulos,
    /// "Forecasting: Principles and Practice", 3rd edition, section 5.5), with Student's t since
    /// the spread is estimated.
    fn from(last: f64, changes: &[f64]) -> Self {
        let few = Self {
            changes: changes.len(),
            mean_change: None,
            sd_change: None,
            t: None,
            ahead: None,
        };
        let Some(drift) = mean(changes).filter(|_| changes.len() >= FEWEST_CHANGES) else {
            return few;
        };
        let count = changes.len() as f64;
        let squares: f64 = changes.iter().map(|change| (change - drift).powi(2)).sum();
        let spread = (squares / (count - 1.0)).sqrt();
        let t = Level::P95.t(changes.len() - 1);
        let ahead = [1usize, 2, 3].map(|rounds| {
            let steps = rounds as f64;
            let mean = last + steps * drift;
            let sd = spread * (steps * (1.0 + steps / count)).sqrt();
            Ahead { rounds, mean, sd, low: (mean - t * sd).max(0.0), high: mean + t * sd }
        });
        Self {
            mean_change: Some(drift),
            sd_change: Some(spread),
            t: Some(t),
            ahead: Some(ahead),
            ..few
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forecast_is_that_worked_out_by_hand() {
        let forecast = Forecast::from(75.0, &[-29.0, -2.0, 4.0, 10.0]);
        let next = forecast.ahead.unwrap()[0];
        let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-11, "{one} {other}");
        close(next.mean, 70.75);
        close(next.sd, 19.243_505_397_925_816);
        close(next.low, 9.508_577_345_663_902);
        close(next.high, 131.991_422_654_336_1);
        assert_eq!(Forecast::from(75.0, &[-2.0, 4.0, 10.0]).ahead, None);
    }
}
