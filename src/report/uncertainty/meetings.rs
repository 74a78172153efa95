//! Conversations per participant and month, which a longer interval lowers while the share of
//! pairs that meet rises.

use super::FEWEST_PEOPLE;
use super::quantile::Level;
use super::residuals::Residuals;
use super::shares::{Clusters, degrees, side};
use super::units::{Kind, Span, Unit, Units};

/// Months of a year.
pub const YEAR: f64 = 12.0;

/// Conversations of those who were due, by the time that they were in the programme. Those who
/// paused, skipped or had left are not in it.
#[derive(Debug, Clone)]
pub struct Meetings {
    /// Members of pairs that met.
    pub conversations: f64,
    /// Months of everybody in a pair or sitting out.
    pub participant_months: f64,
    /// Conversations per participant and month; 0 without months.
    pub per_month: f64,
    /// What each unit adds to its error: a ratio, linearised (W. G. Cochran, "Sampling
    /// Techniques", 3rd edition, 1977, chapter 6).
    pub residuals: Residuals,
}

/// Two spans against each other, per participant and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeetingsDifference {
    /// Degrees of freedom.
    pub df: usize,
    /// The point of Student's t.
    pub t: f64,
    /// In the later span.
    pub now: f64,
    /// In the earlier span.
    pub before: f64,
    /// The standard error of the difference.
    pub se: f64,
    /// The lower limit of the difference.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// The later over the earlier, with its limits; absent when nobody met in one of them.
    pub ratio: Option<(f64, f64, f64)>,
}

impl Meetings {
    /// The conversations of a span; pairs of this kind count as such.
    pub fn of(units: &Units<'_, '_>, span: &Span, kind: Kind) -> Self {
        let (conversations, participant_months) = totals(units, span, kind);
        let per_month = over(conversations, participant_months);
        let residuals = Residuals::of(units, span, |_, unit| {
            let excess = self::conversations(unit, kind) - per_month * months(unit);
            Some(excess / participant_months)
        });
        Self { conversations, participant_months, per_month, residuals }
    }

    /// Conversations per participant and year.
    pub fn per_year(&self) -> f64 {
        self.per_month * YEAR
    }

    /// The standard error per year, by people.
    pub fn se_per_year(&self) -> f64 {
        self.variance(Clusters::People).sqrt() * YEAR
    }

    /// The 95 % interval per year; absent below [`FEWEST_PEOPLE`].
    pub fn interval_per_year(&self) -> Option<(f64, f64)> {
        let people = self.residuals.people;
        let half = Level::P95.t(people.saturating_sub(2)) * self.se_per_year();
        (people >= FEWEST_PEOPLE).then(|| (self.per_year() - half, self.per_year() + half))
    }

    fn variance(&self, clusters: Clusters) -> f64 {
        let rounds = match clusters {
            Clusters::People => 0.0,
            Clusters::PeopleAndRounds => self.residuals.rounds_part,
        };
        (self.residuals.by_people() + rounds).max(self.residuals.own)
    }
}

/// Conversations per participant and year in a span.
pub fn per_year(units: &Units<'_, '_>, span: &Span) -> f64 {
    let (conversations, months) = totals(units, span, Kind::Met);
    over(conversations, months) * YEAR
}

/// Conversations and participant-months of a span.
fn totals(units: &Units<'_, '_>, span: &Span, kind: Kind) -> (f64, f64) {
    let add =
        |(y, q), (_, unit): (usize, Unit<'_>)| (y + conversations(&unit, kind), q + months(&unit));
    units.within(span).fold((0.0, 0.0), add)
}

/// One over another; 0 over nothing.
fn over(one: f64, other: f64) -> f64 {
    if other > 0.0 { one / other } else { 0.0 }
}

/// The people of a unit who had a conversation.
fn conversations(unit: &Unit<'_>, kind: Kind) -> f64 {
    let met = unit.outcome.is_some_and(|outcome| kind.holds(outcome));
    if met { unit.members.len() as f64 } else { 0.0 }
}

fn months(unit: &Unit<'_>) -> f64 {
    unit.members.len() as f64 * unit.months
}

impl MeetingsDifference {
    /// Two spans against each other, at 95 %.
    pub fn of(units: &Units<'_, '_>, [now, before]: [&Meetings; 2], clusters: Clusters) -> Self {
        let df = degrees(&now.residuals, &before.residuals, clusters);
        let t = Level::P95.t(df);
        let covariance = now.residuals.covariance(units, &before.residuals)
            * (now.residuals.factor() * before.residuals.factor()).sqrt();
        let (v1, v2) = (now.variance(clusters), before.variance(clusters));
        let se = (v1 + v2 - 2.0 * covariance).max(0.0).sqrt() * YEAR;
        let (g1, g2) = (now.per_month, before.per_month);
        let ratio = (g1 > 0.0 && g2 > 0.0).then(|| {
            let variance = v1 / (g1 * g1) + v2 / (g2 * g2) - 2.0 * covariance / (g1 * g2);
            let times = (t * variance.max(0.0).sqrt()).exp();
            (g1 / g2, g1 / g2 / times, g1 / g2 * times)
        });
        let (now, before) = (now.per_year(), before.per_year());
        let (low, high) = (now - before - t * se, now - before + t * se);
        Self { df, t, now, before, se, low, high, ratio }
    }

    /// On which side of 0 both limits of the difference lie.
    pub fn side(&self) -> i8 {
        side(self.low, self.high)
    }
}
