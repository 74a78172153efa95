//! What past rounds say about people and about pairs, as the pairing needs it.

use std::sync::Mutex;
use std::thread;

use chrono::NaiveDate;

use super::couple::Couple;
use super::ids::{Person, RoundNumber};
use super::outcome::Outcome;
use super::programme::Programme;
use super::round::{Pair, Round};
use super::standing::Standing;

/// Two people who were put together before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// The two.
    pub people: Couple,
    /// The last round in which they were put together.
    pub last: RoundNumber,
    /// Whether they ever met; not only in that round. Where nobody asked, they are taken to have.
    pub met: bool,
}

/// Every two people who were ever put together, in ascending order; a trio counts as three pairs.
/// Cost linear in the roster and the connections of all rounds, as long as nobody has very many;
/// two of the processor's cores share it.
pub fn partners_so_far(programme: &Programme) -> Vec<Together> {
    // By the lower person: where their connections begin.
    let mut starts = vec![0_usize; programme.roster.len() + 1];
    let pairs = programme.rounds().iter().flat_map(Round::pairs);
    for couple in pairs.flat_map(Pair::connections) {
        let [lower, _] = couple.members();
        starts[lower.index() + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let count = starts.last().copied().unwrap_or(0);
    let people = Couple::of_different(Person(0), Person(1));
    let nothing = Together { people, last: RoundNumber::FIRST, met: false };
    let mut all = vec![nothing; count];
    let middle = starts.partition_point(|&start| start < count / 2);
    let (below, above) = all.split_at_mut(starts.get(middle).copied().unwrap_or(0));
    let (starts_below, starts_above) = starts.split_at_mut(middle);
    let first = Mutex::new(Some((starts_below, below)));
    let gather_first = || {
        let first = first.lock().ok().and_then(|mut first| first.take());
        if let Some((starts, all)) = first {
            gather(programme, 0, starts, all);
        }
    };
    thread::scope(|scope| {
        let _ = thread::Builder::new().spawn_scoped(scope, gather_first);
        gather(programme, middle, starts_above, above);
    });
    // Nothing is left to do unless the system had no thread.
    gather_first();
    all.dedup_by(|later, kept| {
        let same = later.people == kept.people;
        if same {
            kept.last = later.last;
            kept.met |= later.met;
        }
        same
    });
    all
}

/// Puts the connections whose lower person is one of those from `first` on into their places.
/// `starts` says for each of these people where their places begin, counted from some zero.
fn gather(programme: &Programme, first: usize, starts: &mut [usize], all: &mut [Together]) {
    let zero = starts.first().copied().unwrap_or(0);
    for round in programme.rounds() {
        let asked = round.is_collected();
        for (pair, said) in round.answered_pairs() {
            let verdict = programme.settings.answers.verdict(said);
            let met = !asked || verdict.outcome == Outcome::Met;
            for people in pair.connections() {
                let [lower, _] = people.members();
                let one = lower.index().checked_sub(first);
                let Some(next) = one.and_then(|one| starts.get_mut(one)) else { continue };
                all[*next - zero] = Together { people, last: round.number(), met };
                *next += 1;
            }
        }
    }
    let lower = |together: &Together| together.people.members()[0];
    for of_one in all.chunk_by_mut(|one, other| lower(one) == lower(other)) {
        of_one.sort_unstable_by_key(|together| (together.people.members()[1], together.last));
    }
}

/// Every two people of some pairs who were put together before, as that history knows them.
pub fn repeats_in(pairs: &[Pair], history: &[Together]) -> Vec<Together> {
    let connections = pairs.iter().flat_map(Pair::connections);
    connections
        .filter_map(|two| {
            let found = history.binary_search_by_key(&two, |together| together.people).ok()?;
            history.get(found).copied()
        })
        .collect()
}

/// How somebody's conversations went so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Record {
    /// Conversations offered of which it is known, or should be, whether they took place.
    pub offered: u32,
    /// Conversations that took place.
    pub met: u32,
    /// Those in a row that did not take place.
    pub streak: Streak,
}

/// Conversations in a row, counted back from the last one, that did not take place or were not
/// confirmed. One whose answer is awaited, or was never asked for, neither adds to them nor ends
/// them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Streak {
    /// How many they are now.
    pub now: usize,
    /// The most they ever were.
    pub longest: usize,
}

impl Streak {
    /// Takes in the next conversation.
    pub fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Met => self.now = 0,
            Standing::Waiting | Standing::NotCollected => {}
            Standing::NotMet | Standing::NotConfirmed => {
                self.now += 1;
                self.longest = self.longest.max(self.now);
            }
        }
    }
}

/// The record of everybody in the roster on a day, by position.
pub fn records(programme: &Programme, day: NaiveDate) -> Vec<Record> {
    let mut records = vec![Record::default(); programme.roster.len()];
    for round in programme.rounds() {
        for (pair, _, standing) in round.standings(day, &programme.settings) {
            for person in pair.members() {
                let record = &mut records[person.index()];
                record.offered += u32::from(standing.counts());
                record.met += u32::from(standing == Standing::Met);
                record.streak.add(standing);
            }
        }
    }
    records
}

/// How much more often than their share everybody bore the odd role (sat out, or was one of a
/// trio), in tenths, by position in the roster.
///
/// The share of a round is the number of odd places over the number of people, for everyone who
/// was in it. Among people who took part in the same rounds it orders by the plain count; somebody
/// new starts at zero, neither first nor last in the queue.
pub fn odd_role_balance(programme: &Programme) -> Vec<i32> {
    let mut balance = vec![0_f64; programme.roster.len()];
    for round in programme.rounds() {
        let trios = round.pairs().iter().filter(|pair| pair.is_trio());
        let bearers: Vec<Person> = trios
            .flat_map(|trio| trio.members().iter().copied())
            .chain(round.sitting_out().iter().map(|out| out.person))
            .collect();
        if bearers.is_empty() {
            continue;
        }
        let size = round.responses().len() + round.sitting_out().len();
        let share = bearers.len() as f64 / size.max(1) as f64;
        for person in round.everybody() {
            balance[person.index()] -= share;
        }
        for person in bearers {
            balance[person.index()] += 1.0;
        }
    }
    balance.into_iter().map(tenths).collect()
}

/// Rounds to tenths. The balance of a person lies between plus and minus the number of rounds.
#[expect(clippy::cast_possible_truncation, reason = "clamped to what fits")]
fn tenths(balance: f64) -> i32 {
    (balance * 10.0).round().clamp(-1e8, 1e8) as i32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Answer;
    use super::super::sample::{add_round, answer, change_round, month, programme};
    use super::*;

    #[test]
    fn a_trio_counts_as_three_pairs_and_the_last_time_stands() {
        let mut programme = programme(4);
        add_round(&mut programme, &[&[2, 0, 1]]);
        add_round(&mut programme, &[&[1, 0], &[2, 3]]);
        answer(&mut programme, 1, 2, Answer::Yes);
        let so_far: Vec<_> = partners_so_far(&programme)
            .iter()
            .map(|t| (t.people.members().map(|who| who.0), t.last.get(), t.met))
            .collect();
        assert_eq!(
            so_far,
            [([0, 1], 2, true), ([0, 2], 1, true), ([1, 2], 1, true), ([2, 3], 2, false)]
        );
    }

    #[test]
    fn everybody_ever_together_is_found_once_and_in_order() {
        let mut programme = programme(31);
        let mut expected = BTreeMap::new();
        for round in 1..=6 {
            // The people turn past each other, so that many meet again.
            let pairs: Vec<[u32; 2]> =
                (0..15).map(|i| [i, 30 - (i + round * round) % 15]).collect();
            add_round(&mut programme, &pairs.iter().map(|pair| &pair[..]).collect::<Vec<_>>());
            answer(&mut programme, round, round, Answer::Yes);
            for [a, b] in pairs {
                let before: Option<&(u32, bool)> = expected.get(&[a, b]);
                let met = a == round || before.is_some_and(|(_, met)| *met);
                expected.insert([a, b], (round, met));
            }
        }
        assert!(expected.len() < 90, "nobody met twice");
        let found = partners_so_far(&programme).into_iter();
        let found = found.map(|t| (t.people.members().map(|who| who.0), (t.last.get(), t.met)));
        assert_eq!(found.collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
    }

    #[test]
    fn the_streak_ends_when_somebody_meets() {
        let mut programme = programme(2);
        for round in 1..=3 {
            add_round(&mut programme, &[&[0, 1]]);
            if round == 2 {
                answer(&mut programme, round, 0, Answer::Yes);
            }
        }
        let record = |programme: &_, day| records(programme, day)[1];
        let all = Record { offered: 3, met: 1, streak: Streak { now: 1, longest: 1 } };
        assert_eq!(record(&programme, month(4)), all);
        change_round(&mut programme, 3, |round| round.head.closes = Some(month(5)));
        let awaited = Record { offered: 2, streak: Streak { now: 0, longest: 1 }, ..all };
        assert_eq!(record(&programme, month(4)), awaited);
        assert_eq!(record(&programme, month(5)), awaited, "the last day belongs to the round");
        assert_eq!(record(&programme, month(6)), all);
    }

    #[test]
    fn the_odd_role_weighs_by_share_and_newcomers_start_at_zero() {
        let mut programme = programme(5);
        add_round(&mut programme, &[&[0, 1], &[2]]);
        add_round(&mut programme, &[&[0, 2], &[1, 3]]);
        assert_eq!(odd_role_balance(&programme), [-3, -3, 7, 0, 0]);
    }
}
