//! The programme as one value: everything that the folder says.

use super::couple::Couple;
use super::experiment::Experiment;
use super::field::cell;
use super::ids::RoundNumber;
use super::roster::{Participant, Roster, Status};
use super::round::Round;
use super::settings::{Settings, Wish};

/// Two people who are never put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The two.
    pub people: Couple,
    /// Why; the organiser's note.
    pub why: String,
}

/// One scheme: its settings, its people, its history.
///
/// Invariant: the rounds' numbers ascend, with gaps allowed.
#[derive(Debug, Clone, Default)]
pub struct Programme {
    /// What the organiser chose.
    pub settings: Settings,
    /// Who takes part.
    pub roster: Roster,
    /// Who is never put together.
    pub exclusions: Vec<Exclusion>,
    /// The experiment, if one was ever planned.
    pub experiment: Option<Experiment>,
    rounds: Vec<Round>,
}

impl Programme {
    /// The wishes that change nothing, since what they compare is known of nobody who takes part.
    pub fn idle_wishes(settings: &Settings, roster: &Roster) -> Vec<Wish> {
        let takes_part = |one: &&Participant| one.status != Status::Left;
        let people: Vec<_> = roster.iter().map(|(_, one)| one).filter(takes_part).collect();
        let is_idle = |wish: &&Wish| {
            wish.column().is_some_and(|heading| {
                let said = |one: &&Participant| {
                    cell(roster, one, heading).is_some_and(|cell| !cell.trim().is_empty())
                };
                !people.iter().any(said)
            })
        };
        settings.wishes.iter().filter(is_idle).cloned().collect()
    }

    /// A programme without rounds.
    pub fn new(settings: Settings, roster: Roster, exclusions: Vec<Exclusion>) -> Self {
        Self { settings, roster, exclusions, ..Self::default() }
    }

    /// The programme with these rounds instead of its own, in whatever order they come; of two with
    /// one number the later one stays.
    #[must_use]
    pub fn with_rounds(mut self, rounds: impl IntoIterator<Item = Round>) -> Self {
        self.rounds.clear();
        self.put_rounds(rounds);
        self
    }

    /// The programme with this experiment.
    #[must_use]
    pub fn with_experiment(self, experiment: Option<Experiment>) -> Self {
        Self { experiment, ..self }
    }

    /// How many couples were put together, counted each time.
    pub fn couples(&self) -> usize {
        let pairs = self.rounds().iter().flat_map(Round::pairs);
        pairs.map(|pair| pair.connections().count()).sum()
    }

    /// The rounds so far, the earliest first.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// The round with a number.
    pub fn round(&self, number: RoundNumber) -> Option<&Round> {
        let found = self.rounds.binary_search_by_key(&number, Round::number).ok()?;
        self.rounds.get(found)
    }

    /// Puts a round in the place of the one with its number, or adds it in its order.
    pub fn put_round(&mut self, round: Round) {
        match self.rounds.binary_search_by_key(&round.number(), Round::number) {
            Ok(there) => self.rounds[there] = round,
            Err(between) => self.rounds.insert(between, round),
        }
    }

    /// Puts each of these rounds in its place.
    pub fn put_rounds(&mut self, rounds: impl IntoIterator<Item = Round>) {
        rounds.into_iter().for_each(|round| self.put_round(round));
    }

    /// The latest round.
    pub fn latest(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// The number that the next round gets.
    pub fn next_number(&self) -> RoundNumber {
        self.latest().map_or(RoundNumber::FIRST, |round| round.number().next())
    }
}
