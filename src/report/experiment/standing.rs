//! How an experiment stands while it runs: counts, and who is still there.

use crate::domain::experiment::Arm;
use crate::domain::{Experiment, RoundNumber, Status};

use super::super::history::History;
use super::super::outcomes::OutcomeCounts;

/// Arms of which the shares that are still there differ by more are of different people.
pub const FAR_APART: f64 = 0.1;

/// An experiment on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its rounds that have been drawn.
    pub drawn: u32,
    /// Those of them that have closed.
    pub closed: u32,
    /// All that are planned.
    pub planned: u32,
    /// The last of them.
    pub last: RoundNumber,
    /// What became of the pairs so far, for both intervals together.
    pub counts: OutcomeCounts,
    /// Pairs across the arms, which only a hand can have made; they are not read.
    pub across: usize,
    /// Both arms.
    pub arms: [ArmStanding; 2],
}

/// One arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArmStanding {
    /// Everybody who was drawn.
    pub drawn: usize,
    /// Those of them who came after the beginning.
    pub joined: usize,
    /// Those who have not left.
    pub still_there: usize,
}

impl ArmStanding {
    /// The share that is still there; 1 of nobody.
    pub fn share(self) -> f64 {
        if self.drawn == 0 { 1.0 } else { self.still_there as f64 / self.drawn as f64 }
    }

    /// Whether much more of one arm than of the other has left.
    pub fn are_far_apart([one, other]: [Self; 2]) -> bool {
        (one.share() - other.share()).abs() > FAR_APART
    }
}

impl Standing {
    /// How an experiment stands.
    pub fn of(history: &History<'_>, experiment: &Experiment) -> Self {
        let rounds = || {
            let own = |past: &&super::super::history::PastRound<'_>| {
                experiment.slot(past.round.number()).is_some()
            };
            history.rounds.iter().filter(own)
        };
        let arms = experiment.arms_of(history.programme.roster.len());
        let arm = |person: &crate::domain::Person| arms.get(person.index()).copied().flatten();
        let is_across = |pair: &&crate::domain::Pair| {
            let mut own = pair.members().iter().map(arm);
            let first = own.next();
            own.any(|other| Some(other) != first)
        };
        let across = rounds().flat_map(|past| past.round.pairs()).filter(is_across).count();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Self {
            drawn: number(rounds().count()),
            closed: number(rounds().filter(|past| past.is_closed()).count()),
            planned: experiment.rounds,
            last: experiment.last(),
            counts: OutcomeCounts::of(rounds()),
            across,
            arms: Self::arms(history, experiment),
        }
    }

    /// Whether the planned end has come: all rounds were drawn, and all have closed.
    pub fn is_over(&self) -> bool {
        self.closed == self.planned
    }

    /// Both arms, with who is still there.
    pub fn arms(history: &History<'_>, experiment: &Experiment) -> [ArmStanding; 2] {
        Arm::ALL.map(|arm| {
            let drawn = &experiment.arms[arm.index()];
            let stays = |one: &&crate::domain::experiment::Drawn| {
                let participant = history.programme.roster.get(one.person);
                participant.status != Status::Left && !participant.is_forgotten()
            };
            ArmStanding {
                drawn: drawn.len(),
                joined: drawn.iter().filter(|one| one.from != experiment.first).count(),
                still_there: drawn.iter().filter(stays).count(),
            }
        })
    }
}
