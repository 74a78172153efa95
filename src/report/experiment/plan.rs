//! What an experiment could show, before it begins: the variance of its difference, the power, and
//! the smallest change that it would find.
//!
//! Source of the variances: the correlations that shared people bring (likeness), over the rounds in
//! which they stay; held against simulation in `tests/report/trials.rs`.

use super::super::uncertainty::meetings::YEAR;
use super::super::uncertainty::quantile::{Level, within};
use super::Basis;
use crate::domain::Interval;
use crate::domain::experiment::Primary;

/// Below this power an experiment promises nothing.
pub const LEAST_POWER: f64 = 0.5;

/// The point of the normal distribution that leaves a fifth above it.
const FOUR_FIFTHS: f64 = 0.841_621_233_572_914_3;

/// How an experiment is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Design {
    /// Each person has both intervals, one after the other.
    Crossover,
    /// In each round half of the pairs, drawn, have the longer interval.
    ByPair,
    /// Half of the people have the longer interval all the time.
    Parallel,
}

/// What somebody wants to know of a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// How many people would be drawn.
    pub people: usize,
    /// How many rounds it would take.
    pub rounds: u32,
    /// The shorter interval.
    pub interval: Interval,
    /// The change of the share that is looked for.
    pub change: f64,
    /// How much of chance the intervals leave out.
    pub level: Level,
}

/// What an experiment could show.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// How it is laid out.
    pub design: Design,
    /// What was asked.
    pub asked: Asked,
    /// Pairs to expect with the shorter and with the longer interval.
    pub pairs: [f64; 2],
    /// The standard error of the difference of the shares.
    pub se: f64,
    /// How likely it finds the change.
    pub power: f64,
    /// The smallest change that it finds in four cases of five.
    pub detectable: f64,
    /// Conversations per person and year to expect, with each interval.
    pub per_year: [f64; 2],
    /// The standard error of their difference.
    pub se_per_year: f64,
    /// How likely it finds that difference.
    pub power_meetings: f64,
}

impl Design {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Crossover, Self::ByPair, Self::Parallel];

    fn degrees(self, people: usize) -> usize {
        match self {
            Self::Crossover | Self::ByPair => people.saturating_sub(2),
            Self::Parallel => (people / 2).saturating_sub(3),
        }
    }
}

/// The variances of the two shares, and what they have in common.
struct Variances {
    shorter: f64,
    longer: f64,
    common: f64,
}

impl Plan {
    /// What an experiment of a design could show in a programme like this.
    pub fn of(basis: &Basis, design: Design, asked: Asked) -> Self {
        let people = asked.people as f64;
        let rounds = f64::from(asked.rounds);
        let pairs = match design {
            Design::Crossover | Design::Parallel => [people * rounds / 4.0, people * rounds / 8.0],
            Design::ByPair => [people * (rounds - 1.0) / 6.0; 2],
        };
        let rates = [basis.rate, (basis.rate + asked.change).clamp(0.0, 1.0)];
        let spread = rates.map(|rate| rate * (1.0 - rate));
        let variances = |adjusted| variances(basis, (design, asked), (pairs, spread), adjusted);
        let shares = variances(true);
        let se = (shares.shorter + shares.longer - 2.0 * shares.common).max(0.0).sqrt();
        let t = asked.level.t(design.degrees(asked.people));
        let year = YEAR / asked.interval.months();
        let per_year = [rates[0] * year, rates[1] / 2.0 * year];
        let talks = variances(false);
        let se_per_year =
            (talks.shorter + talks.longer / 4.0 - talks.common).max(0.0).sqrt() * year;
        let power = |change: f64, se: f64| below(change.abs() / se - t);
        Self {
            design,
            asked,
            pairs,
            se,
            power: power(asked.change, se),
            detectable: (t + FOUR_FIFTHS) * se,
            per_year,
            se_per_year,
            power_meetings: power(per_year[1] - per_year[0], se_per_year),
        }
    }

    /// Whether it promises anything for the share.
    pub fn is_promising(&self) -> bool {
        self.power >= LEAST_POWER
    }

    /// Whether it promises anything for the conversations.
    pub fn is_promising_for_meetings(&self) -> bool {
        self.power_meetings >= LEAST_POWER
    }

    /// Whether it promises anything for all that would be read.
    pub fn promises(&self, primary: Primary) -> bool {
        self.is_promising_for_meetings()
            && (primary == Primary::Conversations || self.is_promising())
    }
}

/// The share of the standard normal distribution below a point.
fn below(z: f64) -> f64 {
    if z.is_nan() {
        return 0.0;
    }
    let half = within(z.abs()) / 2.0;
    if z < 0.0 { 0.5 - half } else { 0.5 + half }
}

/// The variances of a design; `adjusted` for what is known of people from before, as the shares of a
/// parallel design are.
fn variances(
    basis: &Basis,
    (design, asked): (Design, Asked),
    (pairs, spread): ([f64; 2], [f64; 2]),
    adjusted: bool,
) -> Variances {
    let half = asked.rounds / 2;
    let all = |from: u32, to: u32, step: usize| (from..to).step_by(step).collect::<Vec<_>>();
    let of = |which: usize, inner: f64, outer: f64, together: f64| {
        let people = asked.people as f64;
        let (pairs, likeness) = (pairs[which], basis.likeness);
        spread[which] * (inner / pairs + likeness * outer * people * together / (pairs * pairs))
    };
    match design {
        Design::ByPair => {
            Variances { shorter: of(0, 1.0, 0.0, 0.0), longer: of(1, 1.0, 0.0, 0.0), common: 0.0 }
        }
        Design::Crossover => {
            let shorter = [all(0, half, 1), all(half, asked.rounds, 1)];
            let longer = [all(half, asked.rounds, 2), all(0, half, 2)];
            let across: f64 = (0..2).map(|arm| overlap(basis, &shorter[arm], &longer[arm])).sum();
            let people = asked.people as f64;
            Variances {
                shorter: of(0, 1.0, 1.0, overlap(basis, &shorter[0], &shorter[0])),
                longer: of(1, 1.0, 1.0, overlap(basis, &longer[0], &longer[0])),
                common: (spread[0] * spread[1]).sqrt() * basis.likeness * people / 2.0 * across
                    / (pairs[0] * pairs[1]),
            }
        }
        Design::Parallel => {
            let (shorter, longer) = (all(0, asked.rounds, 1), all(0, asked.rounds, 2));
            let known = if adjusted { known_from_before(basis, asked.rounds) } else { 0.0 };
            let inner = 1.0 - 2.0 * basis.likeness * known;
            let outer = (1.0 - known) / 2.0;
            Variances {
                shorter: of(0, inner, outer, overlap(basis, &shorter, &shorter)),
                longer: of(1, inner, outer, overlap(basis, &longer, &longer)),
                common: 0.0,
            }
        }
    }
}

/// The shares that stay between two lists of rounds, summed over all couples of different rounds.
fn overlap(basis: &Basis, one: &[u32], other: &[u32]) -> f64 {
    let stays = |&i: &u32| -> f64 {
        let different = other.iter().filter(|&&j| j != i);
        different.map(|j| basis.stays(i.abs_diff(*j))).sum()
    };
    one.iter().map(stays).sum()
}

/// How much of what a person brings is known from their earlier pairs, as long as they stay.
fn known_from_before(basis: &Basis, rounds: u32) -> f64 {
    let (pairs, likeness) = (basis.past_pairs, basis.likeness);
    let known = pairs * likeness / (1.0 + (pairs - 1.0) * likeness);
    let stay: f64 = (0..rounds).map(|round| basis.stays(round)).sum();
    known * stay / f64::from(rounds.max(1))
}
