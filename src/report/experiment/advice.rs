//! What would do where an experiment promises nothing.

use super::Basis;
use super::plan::{Asked, Design, Plan};
use crate::domain::experiment::{LONGEST, WHOLE};

/// Larger programmes are not looked at.
const MOST_PEOPLE: usize = 5_000;

/// Ways to an experiment that finds what it looks for in more than half of all cases, each by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Advice {
    /// With so many rounds; absent where not even the longest would do.
    pub rounds: Option<u32>,
    /// With so many people.
    pub people: Option<usize>,
    /// Looking for so large a change, in whole points of a per cent.
    pub change: Option<f64>,
    /// The conversations can be read as it is.
    pub conversations: bool,
}

impl Advice {
    /// What would do instead of what was asked.
    pub fn of(basis: &Basis, asked: Asked) -> Self {
        let does = |asked: Asked| Plan::of(basis, Design::Crossover, asked).is_promising();
        let rounds = (1..=LONGEST / WHOLE).map(|fours| fours * WHOLE);
        let mut rounds = rounds.filter(|&rounds| rounds > asked.rounds);
        let mut people = (asked.people.max(2)..=MOST_PEOPLE).filter(|people| people % 2 == 0);
        let points = (1_u8..=60).map(|points| f64::from(points) / 100.0 * asked.change.signum());
        let within = |change: &f64| (0.0..1.0).contains(&(basis.rate + change));
        let mut larger = points.filter(|change| change.abs() > asked.change.abs()).filter(within);
        Self {
            rounds: rounds.find(|&rounds| does(Asked { rounds, ..asked })),
            people: people.find(|&people| does(Asked { people, ..asked })),
            change: larger.find(|&change| does(Asked { change, ..asked })),
            conversations: Plan::of(basis, Design::Crossover, asked).is_promising_for_meetings(),
        }
    }
}
