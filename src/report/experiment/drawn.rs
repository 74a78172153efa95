//! Conversations of everybody who was drawn, whatever became of them: who left has none from then
//! on, and who never had a pair has none at all.

use crate::domain::Person;

use super::super::uncertainty::meetings::YEAR;
use super::super::uncertainty::quantile::Level;
use super::super::uncertainty::shares::side;
use super::super::uncertainty::sharing::{Sharing, Weights};

/// One of two sides: those who were drawn for it, and the pairs that they had in it.
#[derive(Debug, Clone, Default)]
pub struct DrawnSide<'a> {
    /// Everybody with their planned months.
    pub planned: Vec<(&'a Person, f64)>,
    /// The people of each pair, and whether they met.
    pub pairs: Vec<(&'a [Person], bool)>,
}

/// The second side less the first, in conversations per person and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrawnDifference {
    /// Of each side.
    pub per_year: [f64; 2],
    /// The difference.
    pub difference: f64,
    /// Its standard error.
    pub se: f64,
    /// The point of Student's t.
    pub t: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
}

impl<'a> DrawnSide<'a> {
    /// Conversations of a person in a month; 0 without months.
    pub fn per_month(&self) -> f64 {
        let months = self.months();
        if months > 0.0 { self.conversations() / months } else { 0.0 }
    }

    /// People in pairs that met.
    pub fn conversations(&self) -> f64 {
        let met = self.pairs.iter().filter(|(_, met)| *met);
        met.map(|(members, _)| members.len() as f64).sum()
    }

    /// Planned months of everybody.
    pub fn months(&self) -> f64 {
        self.planned.iter().map(|(_, months)| months).sum()
    }

    /// What each pair, and everybody without one, adds to the error.
    fn residuals(&self, roster: usize) -> Vec<(&'a [Person], f64)> {
        let (months, per_month) = (self.months(), self.per_month());
        let mut pairs = vec![0.0; roster];
        for person in self.pairs.iter().flat_map(|(members, _)| *members) {
            pairs[person.index()] += 1.0;
        }
        let mut planned = vec![0.0; roster];
        for &(person, months) in &self.planned {
            planned[person.index()] = months;
        }
        let of_pair = |&(members, met): &(&'a [Person], bool)| {
            let own = |person: &Person| planned[person.index()] / pairs[person.index()];
            let conversations = if met { members.len() as f64 } else { 0.0 };
            let expected = per_month * members.iter().map(own).sum::<f64>();
            (members, (conversations - expected) / months)
        };
        let alone = self.planned.iter().filter(|(person, _)| pairs[person.index()] == 0.0);
        let alone =
            alone.map(|&(person, own)| (std::slice::from_ref(person), -per_month * own / months));
        self.pairs.iter().map(of_pair).chain(alone).collect()
    }
}

impl DrawnDifference {
    /// The second side less the first, when so many people stand behind it, of a roster of this
    /// size; `None` where nobody was drawn for a side.
    pub fn of(
        sides: [&DrawnSide<'_>; 2],
        level: Level,
        people: usize,
        roster: usize,
    ) -> Option<Self> {
        if people < 3 || sides.iter().any(|side| side.months() <= 0.0) {
            return None;
        }
        let [first, second] = sides.map(|side| side.residuals(roster));
        let second = second.into_iter();
        let all = first.into_iter().map(|(members, value)| (members, -value)).chain(second);
        let all: Vec<_> = all.collect();
        let mut weights = Weights::new(all.len(), roster);
        for (unit, &(members, value)) in all.iter().enumerate() {
            weights.put(unit, members, value);
        }
        let sharing = Sharing::of(all.iter().map(|&(members, _)| members));
        let variance = sharing.sum(&weights, &weights).max(0.0);
        let number = people as f64;
        let se = variance.sqrt() * number / (number - 2.0) * YEAR;
        let t = level.t(people - 2);
        let per_year = sides.map(|side| side.per_month() * YEAR);
        let difference = per_year[1] - per_year[0];
        let (low, high) = (difference - t * se, difference + t * se);
        Some(Self { per_year, difference, se, t, low, high })
    }

    /// On which side of 0 both limits lie.
    pub fn side(&self) -> i8 {
        side(self.low, self.high)
    }
}
