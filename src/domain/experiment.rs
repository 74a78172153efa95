//! A fair trial of a longer interval: a crossover by person.
//!
//! Everybody who enters is drawn into one of two arms. In the first half of the time one arm is due
//! in every round and the other in every second; in the second half it is the reverse. So everybody
//! is held against themselves, and both arms see every season. A pair has one window, so both of its
//! people must be of one arm: pairs within arms is a hard rule while the experiment runs.

use chrono::NaiveDate;

use super::ids::{Person, RoundNumber};
use super::interval::Interval;
use crate::matching::{Random, Stream};

/// Rounds of an experiment come in fours, so that each half has whole windows of two rounds.
pub const WHOLE: u32 = 4;

/// The fewest rounds of an experiment.
pub const SHORTEST: u32 = 4;

/// The most rounds of an experiment.
pub const LONGEST: u32 = 60;

/// How many rounds a longer interval lasts.
pub const LONGER: u32 = 2;

/// One of the two halves of the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arm {
    /// Due in every round of the first half, and in every second round afterwards.
    ShorterFirst,
    /// The reverse.
    LongerFirst,
}

/// The interval that somebody has in a round of an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Window {
    /// Until the next round.
    Shorter,
    /// Until the round after next.
    Longer,
}

/// What is read at the end of an experiment, said before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primary {
    /// The share of pairs that met, and the conversations per person.
    Both,
    /// The conversations per person only, since the share promised nothing.
    Conversations,
}

/// Somebody who was drawn, and the round from which that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// Who.
    pub person: Person,
    /// The first round of the experiment that they could be in.
    pub from: RoundNumber,
}

/// An experiment, as it was planned and sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// What the organiser wants to know, in their words.
    pub question: String,
    /// The seed of the draw of the arms.
    pub seed: u64,
    /// The day on which the arms were drawn.
    pub drawn_on: NaiveDate,
    /// The first round.
    pub first: RoundNumber,
    /// How many rounds: a multiple of [`WHOLE`].
    pub rounds: u32,
    /// The shorter interval; the longer is twice as long.
    pub interval: Interval,
    /// What is read at the end.
    pub primary: Primary,
    /// The difference of the shares that the organiser looks for.
    pub change: f64,
    /// How much of chance the intervals leave out, such as .95.
    pub level: f64,
    /// Everybody who was drawn, by arm and in the order of the draw.
    pub arms: [Vec<Drawn>; 2],
}

impl Arm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::ShorterFirst, Self::LongerFirst];

    /// The word in the file.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ShorterFirst => "shorter-first",
            Self::LongerFirst => "longer-first",
        }
    }

    /// Reads the word in the file.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arm| arm.word() == word)
    }

    /// Its position among both.
    pub const fn index(self) -> usize {
        match self {
            Self::ShorterFirst => 0,
            Self::LongerFirst => 1,
        }
    }
}

impl Experiment {
    /// The place of a round in the experiment, from 0; `None` for rounds before and after it.
    pub fn slot(&self, round: RoundNumber) -> Option<u32> {
        round.get().checked_sub(self.first.get()).filter(|&slot| slot < self.rounds)
    }

    /// The last round.
    pub fn last(&self) -> RoundNumber {
        self.first.plus(self.rounds.saturating_sub(1))
    }

    /// The first round of the second half.
    pub fn turn(&self) -> RoundNumber {
        self.first.plus(self.rounds / 2)
    }

    /// The interval of an arm in a round of the experiment.
    pub fn window(&self, arm: Arm, slot: u32) -> Window {
        if (slot < self.rounds / 2) == (arm == Arm::ShorterFirst) {
            Window::Shorter
        } else {
            Window::Longer
        }
    }

    /// For how many rounds an arm is to have an interval, for those who are in it from a round on.
    pub fn rounds_of(&self, arm: Arm, window: Window, from: RoundNumber) -> u32 {
        let first = from.get().saturating_sub(self.first.get());
        let own = (first..self.rounds).filter(|&slot| self.window(arm, slot) == window);
        u32::try_from(own.count()).unwrap_or(u32::MAX)
    }

    /// Whether an arm is due in a round of the experiment.
    pub fn is_due(&self, arm: Arm, slot: u32) -> bool {
        let within = slot % (self.rounds / 2).max(1);
        self.window(arm, slot) == Window::Shorter || within.is_multiple_of(LONGER)
    }

    /// The round in which an arm is due next, from a round of the experiment on.
    pub fn next_due(&self, arm: Arm, round: RoundNumber) -> RoundNumber {
        let due =
            |&rounds: &u32| self.slot(round.plus(rounds)).is_none_or(|slot| self.is_due(arm, slot));
        round.plus((0..LONGER).find(due).unwrap_or(LONGER))
    }

    /// The arm of everybody on a roster of this size.
    pub fn arms_of(&self, roster: usize) -> Vec<Option<Arm>> {
        let mut of = vec![None; roster];
        for arm in Arm::ALL {
            for drawn in &self.arms[arm.index()] {
                if let Some(place) = of.get_mut(drawn.person.index()) {
                    *place = Some(arm);
                }
            }
        }
        of
    }

    /// Draws people into arms, in twos: of each two neighbours one comes into each arm, by lot.
    /// Whoever is left alone shares the next lot with the next one to come.
    pub fn draw(&mut self, people: impl IntoIterator<Item = Person>, from: RoundNumber) {
        let [shorter, longer] = self.arms.each_ref().map(Vec::len);
        let mut random = Random::apart(self.seed, Stream::Arms);
        let mut lots = std::iter::repeat_with(|| random.below(2)).skip(shorter.max(longer));
        for person in people {
            let [shorter, longer] = self.arms.each_ref().map(Vec::len);
            let is_shorter = shorter < longer || (shorter == longer && lots.next() == Some(0));
            let arm = if is_shorter { Arm::ShorterFirst } else { Arm::LongerFirst };
            self.arms[arm.index()].push(Drawn { person, from });
        }
    }
}
