//! Those who are to be put together, as numbers for the engine, and its answer as people again.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::super::couple::Couple;
use super::super::history::{Record, Together, odd_role_balance, records};
use super::super::ids::{Person, RoundNumber};
use super::super::programme::Programme;
use super::super::roster::Participant;
use super::super::round::{Pair, SatOut};
use super::super::settings::{Odd, Wish};
use super::NoRound;
use crate::matching::{self, Drawn, Exception, Impossible, Problem, What};
use crate::text::fold;

/// Rounds behind somebody who is new no longer.
const OLD_HAND: u32 = 2;

/// In place of a number.
const NOT_DUE: u32 = u32::MAX;

/// People, numbered from 0 for the engine.
pub struct Table<'a> {
    due: &'a [Person],
    /// By position in the roster; [`NOT_DUE`] for those who are not.
    vertex: Vec<u32>,
}

impl<'a> Table<'a> {
    /// Numbers people in the order given, which is that of the roster.
    pub fn new(programme: &Programme, due: &'a [Person]) -> Self {
        let mut vertex = vec![NOT_DUE; programme.roster.len()];
        for (number, person) in (0..).zip(due) {
            vertex[person.index()] = number;
        }
        Self { due, vertex }
    }

    /// The number of somebody, if they are among these.
    pub fn vertex(&self, person: Person) -> Option<u32> {
        Some(self.vertex[person.index()]).filter(|&vertex| vertex != NOT_DUE)
    }

    /// The person with a number.
    pub fn person(&self, vertex: u32) -> Person {
        self.due[vertex as usize]
    }

    /// The numbers of two people, when both are among these.
    pub fn both(&self, couple: Couple) -> Option<(u32, u32)> {
        let [a, b] = couple.members();
        self.vertex(a).zip(self.vertex(b))
    }

    /// The rules of pairing for these people on a day, after the rounds of a programme.
    pub fn problem(&self, programme: &Programme, history: &[Together], day: NaiveDate) -> Problem {
        let recent = |last: RoundNumber| {
            let earlier = programme.rounds().partition_point(|round| round.number() < last);
            u16::try_from(earlier + 1).unwrap_or(u16::MAX)
        };
        let repeats = history.iter().filter_map(|Together { people, last, met }| {
            let (u, v) = self.both(*people)?;
            let what = What::Repeat([1, u16::from(*met), recent(*last)]);
            Some(Exception { u, v, what })
        });
        let never = programme.exclusions.iter().filter_map(|exclusion| {
            let (u, v) = self.both(exclusion.people)?;
            Some(Exception { u, v, what: What::Never })
        });
        let mut exceptions = Vec::with_capacity(history.len() + programme.exclusions.len());
        exceptions.extend(repeats.chain(never));
        let wishes = programme.settings.wishes.iter();
        Problem {
            n: u32::try_from(self.due.len()).unwrap_or(u32::MAX),
            exceptions,
            wishes: wishes.map(|wish| self.wish(programme, day, wish)).collect(),
            odd: match programme.settings.odd {
                Odd::Trio => matching::Odd::Trio,
                Odd::SitOut => matching::Odd::SitOut,
            },
            burden: self.burden(programme),
            look_ahead: true,
        }
    }

    /// How often everybody bore the odd role beyond their share, from zero for the least burdened.
    fn burden(&self, programme: &Programme) -> Vec<u32> {
        let balance = odd_role_balance(programme);
        let own = self.due.iter().map(|person| balance[person.index()]);
        let least = own.clone().min().unwrap_or(0);
        own.map(|balance| balance.abs_diff(least)).collect()
    }

    fn wish(&self, programme: &Programme, day: NaiveDate, wish: &Wish) -> matching::Wish {
        match wish {
            Wish::Apart(what) => matching::Wish::Apart(self.labels(programme, |one| what.of(one))),
            Wish::Together(what) => {
                matching::Wish::Together(self.labels(programme, |one| what.of(one)))
            }
            Wish::ApartBy(heading) => matching::Wish::Apart(self.own(programme, heading)),
            Wish::TogetherBy(heading) => matching::Wish::Together(self.own(programme, heading)),
            Wish::MixNewcomers => matching::Wish::Table {
                class: self.newcomers(programme),
                penalty: vec![vec![0, 0], vec![0, 1]],
            },
            Wish::SecondChance => {
                let records = records(programme, day);
                matching::Wish::Table {
                    class: self.due.iter().map(|person| luck(records[person.index()])).collect(),
                    penalty: vec![vec![0, 1, 0], vec![1, 1, 0], vec![0, 0, 0]],
                }
            }
        }
    }

    /// Equal numbers for people who share what stands in a column of the organiser's own.
    fn own(&self, programme: &Programme, heading: &str) -> Vec<Option<u32>> {
        let at = programme.roster.further_column(heading);
        self.labels(programme, |one| {
            at.and_then(|at| one.further.get(at)).map_or("", |cell| cell.trim())
        })
    }

    /// 1 for those in their first or second round, 0 for others; nobody is new where all are.
    fn newcomers(&self, programme: &Programme) -> Vec<u16> {
        let mut rounds = vec![0_u32; programme.roster.len()];
        for person in programme.rounds().iter().flat_map(super::super::Round::people) {
            rounds[person.index()] += 1;
        }
        let own = self.due.iter().map(|person| rounds[person.index()]);
        let all_are = own.clone().all(|rounds| rounds < OLD_HAND);
        own.map(|rounds| u16::from(!all_are && rounds < OLD_HAND)).collect()
    }

    /// Equal numbers for people of whom the same is said, such as an organisation or a region.
    fn labels<'p>(
        &self,
        programme: &'p Programme,
        of: impl Fn(&'p Participant) -> &'p str,
    ) -> Vec<Option<u32>> {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        // As people write it: folding each anew would take most of the time.
        let mut known: HashMap<&str, Option<u32>> = HashMap::from([("", None)]);
        let mut label = |value| {
            *known.entry(value).or_insert_with(|| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                Some(*numbers.entry(fold(value)).or_insert(next))
            })
        };
        let values = self.due.iter().map(|person| of(programme.roster.get(*person)));
        values.map(&mut label).collect()
    }

    /// The pairs that the engine drew, with running numbers from the first, and who sits out.
    pub fn drawn(&self, drawn: &Drawn, first: u32) -> (Vec<Pair>, Option<SatOut>) {
        let pairs = drawn.pairs.iter().map(|pair| pair.to_vec());
        let all: Vec<Vec<u32>> = pairs.chain(drawn.trio.map(Vec::from)).collect();
        let sits_out = drawn.sits_out.map(|vertex| SatOut {
            person: self.person(vertex),
            why: match self.due.len() {
                1 => "nobody else of the same arm of the experiment was due".into(),
                due => format!(
                    "{due} people were due, an odd number; the turn goes round, and this time it \
                     was theirs"
                ),
            },
        });
        (self.pairs(all, first), sits_out)
    }

    /// Pairs and trios of these people in ascending order, with running numbers from the first.
    pub fn pairs(&self, mut together: Vec<Vec<u32>>, first: u32) -> Vec<Pair> {
        together.sort_unstable();
        let pair = |(number, members): (u32, Vec<u32>)| match *members {
            [a, b] => Pair::new(number, self.person(a), self.person(b), None),
            [a, b, c] => Pair::new(number, self.person(a), self.person(b), Some(self.person(c))),
            _ => None,
        };
        (first..).zip(together).filter_map(pair).collect()
    }

    /// Why there is no round, in people.
    pub fn explain(&self, why: Impossible) -> NoRound {
        let people = |vertices: Vec<u32>| -> Vec<Person> {
            vertices.into_iter().map(|vertex| self.due[vertex as usize]).collect()
        };
        match why {
            Impossible::NoPairing { barrier, stranded } => NoRound::Excluded {
                // Without anybody to compete for, the smallest piece says it all.
                stranded: if barrier.is_empty() {
                    stranded.into_iter().next().map(people).unwrap_or_default()
                } else {
                    stranded.into_iter().flat_map(people).collect()
                },
                wanted: people(barrier),
            },
            Impossible::NoTrio => NoRound::NoTrio,
        }
    }
}

/// The class of somebody for a second chance: 1 for those whose last two conversations or more did
/// not happen, 2 for those who usually meet (two thirds of at least two), 0 for all others.
fn luck(record: Record) -> u16 {
    if record.streak.now >= 2 {
        1
    } else if record.offered >= 2 && record.met * 3 >= record.offered * 2 {
        2
    } else {
        0
    }
}
