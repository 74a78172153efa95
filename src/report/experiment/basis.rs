//! What a programme's own rounds say about how much an experiment could show.

use std::collections::HashSet;

use crate::domain::Person;

use super::super::history::PastRound;
use super::super::uncertainty::shares::PairShare;
use super::super::uncertainty::{Kind, Span, Units};

/// The figures that a plan rests on, from all closed rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// The share of pairs that met.
    pub rate: f64,
    /// Pairs that the share is of.
    pub pairs: usize,
    /// Different people in them.
    pub people: usize,
    /// Closed rounds.
    pub rounds: usize,
    /// How much of the variance of a pair's outcome one person brings, at least 0.
    pub likeness: f64,
    /// Ordered couples of different pairs that have somebody in common.
    pub couples: f64,
    /// Of the people of a round, the mean share that is in the one so many rounds later, from 0.
    pub stay: Vec<f64>,
    /// Pairs that a person has been in, on average and rounded.
    pub past_pairs: f64,
}

impl Basis {
    /// The figures of a programme; `None` without a closed round, or where all or none met.
    pub fn of(units: &Units<'_, '_>) -> Option<Self> {
        let closed = Span::of(units.history, |_, past| past.is_closed());
        let met = PairShare::of(units, &closed, Kind::Met);
        let people = met.residuals.people;
        let spread = met.rate * (1.0 - met.rate);
        if met.n == 0 || people < 3 || spread <= 0.0 {
            return None;
        }
        let (ones, _) = units.weights(&closed, |_, unit| unit.outcome.map(|_| 1.0));
        let pairs = met.n as f64;
        let couples = units.sum(&ones, &ones) - pairs;
        let excess = met.residuals.by_people() * pairs / spread - 1.0;
        let likeness = if couples > 0.0 { (excess * pairs / couples).max(0.0) } else { 0.0 };
        let counted = units.within(&closed).filter(|(_, unit)| unit.outcome.is_some());
        let members: usize = counted.map(|(_, unit)| unit.members.len()).sum();
        Some(Self {
            rate: met.rate,
            pairs: met.n,
            people,
            rounds: closed.rounds,
            likeness,
            couples,
            stay: stay(units.history.rounds.iter().filter(|past| past.is_closed())),
            past_pairs: (members as f64 / people as f64).round(),
        })
    }

    /// The share of the people of a round that is in the one so many rounds later. Beyond the last
    /// that is known it goes on falling at its mean pace.
    pub fn stays(&self, rounds: u32) -> f64 {
        let known = self.stay.len().saturating_sub(1);
        if let Some(share) = self.stay.get(rounds as usize) {
            return *share;
        }
        match self.stay.last() {
            Some(last) if known > 0 => last.powf(f64::from(rounds) / known as f64),
            _ => 1.0,
        }
    }
}

/// The mean shares of people who stay, by how many rounds later.
fn stay<'a>(rounds: impl Iterator<Item = &'a PastRound<'a>>) -> Vec<f64> {
    let people = |past: &PastRound<'_>| past.round.people().collect::<HashSet<Person>>();
    let rounds: Vec<HashSet<Person>> = rounds.map(people).collect();
    let share = |(now, later): (&HashSet<Person>, &HashSet<Person>)| {
        now.intersection(later).count() as f64 / now.len().max(1) as f64
    };
    let mean = |apart: usize| {
        let shares: Vec<f64> = rounds
            .iter()
            .zip(&rounds[apart..])
            .filter(|(now, _)| !now.is_empty())
            .map(share)
            .collect();
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    };
    (0..rounds.len()).map(mean).collect()
}
