//! Whether the latest round is unlike the rounds before it.

use crate::domain::Interval;
use crate::domain::RoundNumber;

use super::super::history::PastRound;
use super::EARLIER_ROUNDS;
use super::quantile::Level;
use super::shares::{Clusters, Difference, PairShare, difference};
use super::units::{Kind, Span, Units};

/// The latest round that counts against the earlier ones with the same interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Latest {
    /// Its number.
    pub round: RoundNumber,
    /// Its pairs that met.
    pub met: usize,
    /// Its pairs.
    pub pairs: usize,
    /// How many earlier rounds with the same interval count.
    pub rounds_before: usize,
    /// Pairs of those that met.
    pub met_before: usize,
    /// Pairs of those.
    pub pairs_before: usize,
    /// The time that its pairs had.
    pub interval: Option<Interval>,
    /// How many of them had as low a share, or a lower one.
    pub as_low: usize,
    /// How many of them had as high a share, or a higher one.
    pub as_high: usize,
    /// By people, at 95 %; absent with too few people or pairs.
    pub difference: Option<Difference>,
    /// The same of pairs that met or were not confirmed.
    pub difference_upper: Option<Difference>,
    /// Between which shares rounds of this programme lie; absent with too few rounds.
    pub limits: Option<Limits>,
    /// What may be said.
    pub verdict: Unusual,
}

/// Where a round of a programme lies, if nothing has changed, at 99 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The share of all pairs of the earlier rounds.
    pub mean: f64,
    /// How much more these rounds varied than separate pairs would, which is 1; the limits never
    /// take less. Absent when all pairs came to the same.
    pub spread: Option<f64>,
    /// The point of Student's t.
    pub t: f64,
    /// The lower limit; it may lie below 0.
    pub low: f64,
    /// The upper limit; it may lie above 1.
    pub high: f64,
    /// -1 if the latest round lies below, 1 if it lies above, else 0.
    pub outside: i8,
}

/// What may be said of the latest round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusual {
    /// Too few people or pairs in it or before it: nothing.
    TooFew,
    /// Fewer than [`EARLIER_ROUNDS`] before it: only the difference.
    TooFewRounds,
    /// It lies where rounds of this programme lie.
    AsUsual,
    /// It lies below, and differs from the rounds before, whoever was silent.
    Low,
    /// It lies above, and differs from the rounds before, whoever was silent.
    High,
}

impl Latest {
    /// The latest round; `None` before the second that counts.
    ///
    /// Not "more than chance", since every round is another chance to be wrong, but "unlike the
    /// rounds before": the limits of a control chart (W. A. Shewhart, "Economic Control of
    /// Quality", 1931; D. B. Laney, "Improved control charts for attributes", Quality Engineering
    /// 14, 2002), with Student's t since the spread is estimated.
    pub fn of(units: &Units<'_, '_>) -> Option<Self> {
        let history = units.history;
        let latest = history.rounds.iter().rposition(PastRound::is_compared)?;
        let past = &history.rounds[latest];
        let interval = past.interval();
        let now = Span::of(history, |at, _| at == latest);
        let earlier = Span::of(history, |at, past| {
            at < latest && past.is_compared() && past.interval() == interval
        });
        if history.rounds[..latest].iter().all(|past| !past.is_compared()) {
            return None;
        }
        let spans = [&now, &earlier];
        let share = |kind| spans.map(|span| PairShare::of(units, span, kind));
        let apart = |[now, before]: &[PairShare; 2]| {
            difference(units, [now, before], Level::P95, Clusters::People)
        };
        let met = share(Kind::Met);
        let enough = met.iter().all(PairShare::is_enough);
        let difference = enough.then(|| apart(&met));
        let difference_upper = enough.then(|| apart(&share(Kind::AtMost)));
        let [now, before] = &met;
        let rounds = by_round(units, &earlier);
        let limits = (enough && earlier.rounds >= EARLIER_ROUNDS)
            .then(|| Limits::of(&rounds, (now.k, now.n)));
        let sides = limits.zip(difference.zip(difference_upper));
        let verdict = match sides.map(|(limits, (one, two))| (limits.outside, one, two)) {
            _ if !enough => Unusual::TooFew,
            None => Unusual::TooFewRounds,
            Some((-1, one, two)) if (one.side(), two.side()) == (-1, -1) => Unusual::Low,
            Some((1, one, two)) if (one.side(), two.side()) == (1, 1) => Unusual::High,
            Some(_) => Unusual::AsUsual,
        };
        // As products, which are exact where quotients are not.
        let than = |&(k, n): &(usize, usize)| (k * now.n).cmp(&(now.k * n));
        Some(Self {
            round: past.round.number(),
            met: now.k,
            pairs: now.n,
            rounds_before: earlier.rounds,
            met_before: before.k,
            pairs_before: before.n,
            interval,
            as_low: rounds.iter().filter(|round| than(round).is_le()).count(),
            as_high: rounds.iter().filter(|round| than(round).is_ge()).count(),
            difference,
            difference_upper,
            limits,
            verdict,
        })
    }

    /// Its share of pairs that met.
    pub fn rate(&self) -> f64 {
        self.met as f64 / self.pairs.max(1) as f64
    }
}

/// Pairs that met and all pairs of each round of a span that had any.
fn by_round(units: &Units<'_, '_>, span: &Span) -> Vec<(usize, usize)> {
    let mut rounds = vec![(0, 0); units.history.rounds.len()];
    for (_, unit) in units.within(span) {
        if let Some(outcome) = unit.outcome {
            let (met, pairs) = &mut rounds[unit.round as usize];
            *met += usize::from(Kind::Met.holds(outcome));
            *pairs += 1;
        }
    }
    rounds.retain(|&(_, pairs)| pairs > 0);
    rounds
}

impl Limits {
    /// From the pairs that met, of all pairs, of earlier rounds and of the latest.
    fn of(earlier: &[(usize, usize)], (met, pairs): (usize, usize)) -> Self {
        let met_of: usize = earlier.iter().map(|&(met, _)| met).sum();
        let all: usize = earlier.iter().map(|&(_, pairs)| pairs).sum();
        let (mean, all) = (met_of as f64 / all as f64, all as f64);
        let (one, df) = (mean * (1.0 - mean), earlier.len() - 1);
        let squares = earlier.iter().map(|&(met, pairs)| {
            let (met, pairs) = (met as f64, pairs as f64);
            pairs * (met / pairs - mean) * (met / pairs - mean)
        });
        let spread = (one > 0.0).then(|| (squares.sum::<f64>() / one / df as f64).sqrt());
        let t = Level::P99.t(df);
        let widening = spread.unwrap_or(1.0).max(1.0);
        let half = t * (one * (1.0 / pairs as f64 + 1.0 / all)).sqrt() * widening;
        let (low, high, rate) = (mean - half, mean + half, met as f64 / pairs as f64);
        let outside = i8::from(rate > high) - i8::from(rate < low);
        Self { mean, spread, t, low, high, outside }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_worked_out_by_hand() {
        let earlier =
            [(20, 36), (14, 35), (26, 40), (17, 33), (15, 38), (22, 36), (20, 34), (18, 41)];
        let limits = Limits::of(&earlier, (8, 39));
        let close = |one: f64, other: f64| assert!((one - other).abs() < 1e-12, "{one} {other}");
        close(limits.mean, 0.518_771_331_058_020_4);
        close(limits.spread.unwrap(), 1.207_520_009_657_97);
        close(limits.t, 3.499_483_297_350_492_4);
        close(limits.low, 0.158_885_358_535_520_83);
        close(limits.high, 0.878_657_303_580_520_1);
        assert_eq!((limits.outside, Limits::of(&earlier, (6, 39)).outside), (0, -1));
    }

    #[test]
    fn rounds_in_which_all_met_have_no_spread() {
        let limits = Limits::of(&[(10, 10); 8], (9, 10));
        assert_eq!((limits.spread, limits.low, limits.outside), (None, 1.0, -1));
    }
}
