//! An experiment while it runs: who is due in a round of it, and who may be together.

use chrono::{Days, NaiveDate};

use super::couple::Couple;
use super::experiment::{Arm, Experiment, Window};
use super::ids::{Person, RoundNumber};
use super::programme::Programme;
use super::roster::{Participant, Rhythm};
use super::round::{Longer, Pair, Round};

/// Whether somebody enters an experiment that draws on a day: they take part, in every round.
pub fn enters(participant: &Participant, day: NaiveDate) -> bool {
    participant.rhythm == Rhythm::EVERY_ROUND
        && participant.takes_part_on(day)
        && !participant.is_forgotten()
}

/// What an experiment asks of a round that it runs in: who is due, and who may be together.
#[derive(Debug, Clone)]
pub struct Running {
    round: RoundNumber,
    slot: u32,
    experiment: Experiment,
    arms: Vec<Option<Arm>>,
}

impl Running {
    /// The experiment that runs in a round, with everybody who has come since drawn by that day;
    /// `None` where none runs.
    pub fn in_round(programme: &Programme, round: RoundNumber, day: NaiveDate) -> Option<Self> {
        let mut experiment = programme.experiment.clone()?;
        experiment.slot(round)?;
        let arms = experiment.arms_of(programme.roster.len());
        let come = programme.roster.iter().filter(|(person, participant)| {
            arms[person.index()].is_none() && enters(participant, day)
        });
        experiment.draw(come.map(|(person, _)| person), round);
        Self::drawn(experiment, round, programme.roster.len())
    }

    /// The same for a round that is drawn already, among a roster of this size: nobody new comes in.
    pub fn drawn(experiment: Experiment, round: RoundNumber, roster: usize) -> Option<Self> {
        let slot = experiment.slot(round)?;
        let arms = experiment.arms_of(roster);
        Some(Self { round, slot, experiment, arms })
    }

    /// The experiment, with those who were drawn just now.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// The arm of somebody; those with a rhythm of their own are in none.
    pub fn arm(&self, person: Person) -> Option<Arm> {
        self.arms.get(person.index()).copied().flatten()
    }

    /// Draws somebody who takes part from this round on.
    pub fn draw(&mut self, person: Person) {
        if self.arm(person).is_none() {
            self.experiment.draw([person], self.round);
            self.arms = self.experiment.arms_of(self.arms.len());
        }
    }

    /// The round in which the arm of somebody is due next, if that is a later one than this.
    pub fn rests_until(&self, person: Person) -> Option<RoundNumber> {
        let arm = self.arm(person)?;
        let until = self.experiment.next_due(arm, self.round);
        (until > self.round).then_some(until)
    }

    /// Whose pairs of a round have the longer window, and until when: for the months of the shorter
    /// interval more than the round.
    pub fn longer(&self, round: &Round) -> Option<Longer> {
        let has = |&person: &Person| {
            let window = |arm| self.experiment.window(arm, self.slot);
            self.arm(person).is_some_and(|arm| window(arm) == Window::Longer)
        };
        let mut people: Vec<Person> = round.people().filter(has).collect();
        people.sort_unstable();
        let closes = round.head.closes?;
        let days = u64::try_from((closes - round.head.date).num_days()).unwrap_or_default();
        let later = self.experiment.interval.after(round.head.date, 1)?;
        let closes = later.checked_add_days(Days::new(days))?;
        (!people.is_empty()).then_some(Longer { closes, people })
    }

    /// Whether two people are in one arm, or in none.
    pub fn are_of_one_arm(&self, two: Couple) -> bool {
        let [one, other] = two.members().map(|person| self.arm(person));
        one == other
    }

    /// Whether the people of a pair are all of one arm, or all of none.
    pub fn allows(&self, pair: &Pair) -> bool {
        let mut arms = pair.members().iter().map(|&person| self.arm(person));
        let first = arms.next();
        arms.all(|arm| Some(arm) == first)
    }

    /// People sorted by their arm, those of none last, each in the order given; arms of which
    /// nobody is there are left out.
    pub fn groups(&self, people: &[Person]) -> Vec<Vec<Person>> {
        let of = |arm: Option<Arm>| {
            people.iter().copied().filter(|&person| self.arm(person) == arm).collect::<Vec<_>>()
        };
        let groups = [Some(Arm::ShorterFirst), Some(Arm::LongerFirst), None].map(of);
        groups.into_iter().filter(|group| !group.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests;
