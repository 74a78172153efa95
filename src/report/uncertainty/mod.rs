//! What the figures can carry: intervals and verdicts that know that the same people stand in many
//! pairs, and that say nothing where there is too little to go by.
//!
//! - Only closed rounds count; comparisons and trends leave marked rounds out as well.
//! - Every guard is one of the constants below. Below a guard there are counts and shares, never a
//!   verdict, never an interval.
//!
//! The variances are dyadic sums ([`sharing`]), the intervals Wilson's with a design effect
//! ([`shares`]) and Student's t ([`quantile`]).

pub mod forecast;
pub mod latest;
pub mod matrix;
pub mod meetings;
pub mod mixing;
pub mod pooled;
pub mod quantile;
pub mod residuals;
pub mod shares;
pub mod sharing;
pub mod spans;
pub mod units;

use crate::domain::Trait;

use super::groups::Groups;

pub use forecast::Forecast;
pub use latest::{Latest, Limits, Unusual};
pub use matrix::Matrix;
pub use meetings::Meetings;
pub use mixing::{Mixed, MixingByChance};
pub use pooled::PooledShare;
pub use spans::{Spans, Verdict};
pub use units::{Kind, Span, Units};

/// No interval and no difference of fewer people.
pub const FEWEST_PEOPLE: usize = 20;

/// No difference of fewer pairs on either side.
pub const FEWEST_PAIRS: usize = 30;

/// No verdict on spans of fewer rounds on either side.
pub const FEWEST_ROUNDS: usize = 6;

/// No verdict on a round with fewer rounds of the same interval before it.
pub const EARLIER_ROUNDS: usize = 8;

/// Mixing is not held against chance with fewer connections.
pub const FEWEST_CONNECTIONS: usize = 30;

/// Mixing is not held against chance where fewer are expected within groups, or across.
pub const FEWEST_EXPECTED: f64 = 5.0;

/// No forecast from fewer changes.
pub const FEWEST_CHANGES: usize = 4;

/// What the figures of a programme can carry.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// The share of all pairs that met; absent without pairs.
    pub pooled: Option<PooledShare>,
    /// The latest round against those before it; absent before the second.
    pub latest: Option<Latest>,
    /// Conversations per participant.
    pub meetings: Option<MeetingsFigures>,
    /// Mixing against chance, by trait.
    pub mixing: Vec<(Trait, MixingByChance)>,
    /// Who talked with whom, by groups; absent where nobody met, or there is one group only.
    pub matrix: Option<Matrix>,
    /// How many people to expect.
    pub forecast: Option<Forecast>,
}

/// Conversations per participant over all closed rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeetingsFigures {
    /// People in pairs that met.
    pub conversations: f64,
    /// Months of everybody in a pair or sitting out.
    pub participant_months: f64,
    /// The one over the other.
    pub per_month: f64,
    /// Different people.
    pub people: usize,
    /// The standard error and the 95 % interval, both per year; absent below [`FEWEST_PEOPLE`].
    pub per_year: Option<(f64, (f64, f64))>,
}

impl Uncertainty {
    /// The figures of a programme; cost n log n in its pairs.
    pub(super) fn of(units: &Units<'_, '_>, groups: &Groups<'_>) -> Self {
        let closed = Span::of(units.history, |_, past| past.is_closed());
        let (met, given) = (mixing::met(units.history), mixing::given(units.history));
        Self {
            pooled: PooledShare::of(units, &closed),
            latest: Latest::of(units),
            meetings: MeetingsFigures::of(&Meetings::of(units, &closed, Kind::Met)),
            mixing: MixingByChance::of(&met, &given, groups),
            matrix: Matrix::of(units.history, groups, &met, &given),
            forecast: Forecast::of(units.history),
        }
    }
}

impl MeetingsFigures {
    fn of(meetings: &Meetings) -> Option<Self> {
        let interval = meetings.interval_per_year();
        (meetings.participant_months > 0.0).then(|| Self {
            conversations: meetings.conversations,
            participant_months: meetings.participant_months,
            per_month: meetings.per_month,
            people: meetings.residuals.people,
            per_year: interval.map(|interval| (meetings.se_per_year(), interval)),
        })
    }
}
