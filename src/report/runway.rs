//! Runway: how many rounds without a repeat are left, as two numbers that are quick to prove.
//!
//! They follow from counting alone, so that a report of any size has them and another program can
//! reproduce them. [`domain::runway`](crate::domain::runway), which the command `runway` shows,
//! looks for the rounds themselves and often knows more; what is said in words is what it knows.

use chrono::NaiveDate;

use crate::domain::runway::{Runway as Known, runway};
use crate::domain::{Couple, Interval, Odd, Programme};

use super::history::History;

/// Bounds on the rounds without a repeat that are left among those who take part today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Runway {
    /// Those who take part today.
    pub active: usize,
    /// The most former partners, still taking part, that one of them has.
    pub most_partners: usize,
    /// There certainly are this many rounds.
    pub at_least: usize,
    /// There certainly are not more than this many.
    pub at_most: usize,
    /// Connections used up, of all that are possible among them.
    pub used_share: Option<f64>,
    /// Months between rounds, by the settings.
    pub interval: Interval,
    /// What the command `runway` says: rounds that were looked for, or among more people than
    /// [`LOOKED_FOR`] its bounds by counting. They may rest on a condition.
    pub known: Known,
}

/// Up to this many people the rounds themselves are looked for.
pub const LOOKED_FOR: usize = 200;

impl Runway {
    /// The bounds of a programme on a day; cost linear in its connections.
    ///
    /// A connection is used up when the two were put together before, or are never to be; Δ is
    /// the most used-up connections of one person. With an even number n there are at least
    /// n/2 - Δ rounds: a graph of n vertices in which each has n/2 neighbours holds a perfect
    /// matching (G. A. Dirac, "Some theorems on abstract graphs", 1952), and each round takes one
    /// neighbour. There are at most n-1-Δ, since somebody then has no new partner left.
    pub(super) fn of(history: &History<'_>, today: NaiveDate) -> Self {
        let roster = &history.programme.roster;
        let here: Vec<bool> = roster.iter().map(|(_, p)| p.takes_part_on(today)).collect();
        let active = here.iter().filter(|&&here| here).count();
        let both = |couple: Couple| couple.members().iter().all(|person| here[person.index()]);
        let mut partners = vec![0usize; roster.len()];
        let mut used = 0;
        for connection in history.connections.iter().filter(|c| both(c.people)) {
            for person in connection.people.members() {
                partners[person.index()] += 1;
            }
            used += 1;
        }
        let most_partners = partners.iter().copied().max().unwrap_or(0);
        let met_before = |people: &Couple| {
            history.connections.binary_search_by_key(people, |c| c.people).is_ok()
        };
        let mut barred: Vec<_> = history.programme.exclusions.iter().map(|e| e.people).collect();
        barred.sort_unstable();
        barred.dedup();
        barred.retain(|people| both(*people) && !met_before(people));
        for person in barred.iter().flat_map(|couple| couple.members()) {
            partners[person.index()] += 1;
        }
        let most = partners.into_iter().max().unwrap_or(0);
        let possible = active * active.saturating_sub(1) / 2;
        let free = possible - used - barred.len();
        let (at_least, at_most) = bounds(active, most, free, history.programme.settings.odd);
        let used_share = super::share::ratio(used, possible);
        let known = counted(active, most, free, history.programme.settings.odd);
        let interval = history.programme.settings.interval;
        Self { active, most_partners, at_least, at_most, used_share, interval, known }
    }

    /// Looks for the rounds themselves, if there are not too many people for that.
    pub(super) fn look(&mut self, programme: &Programme, today: NaiveDate) {
        if self.active <= LOOKED_FOR {
            self.known = runway(programme, today);
        }
    }
}

/// What the command `runway` says among many people: as [`bounds`], but that with an odd number
/// nobody sits out twice, and that a trio with its round takes (n+3)/2 connections exactly.
fn counted(n: usize, most: usize, free: usize, odd: Odd) -> Known {
    let (at_least, at_most) = bounds(n, most, free, odd);
    let at_most = match (n % 2, odd) {
        (1, Odd::SitOut) if n > 1 => n - most,
        (1, Odd::Trio) if n > 1 => (n - 1 - most).min(2 * free / (n + 3)),
        _ => at_most,
    };
    let short = |rounds: usize| u32::try_from(rounds).unwrap_or(u32::MAX);
    Known {
        people: n,
        at_least: short(at_least.min(at_most)),
        at_most: short(at_most),
        sitting_out_once: n % 2 == 1 && odd == Odd::SitOut,
    }
}

/// The bounds for `n` people, one of whom has `most` connections used up, and `free` left in all.
///
/// With an odd number and one person sitting out, that person is put together with a further,
/// imagined one, and the even case applies; each round takes (n-1)/2 connections. With a trio,
/// each round takes (n+3)/2 connections, somebody new for everybody and at most two of anybody's;
/// a trio with a perfect matching of the others exists while everybody has (n+3)/2 left.
fn bounds(n: usize, most: usize, free: usize, odd: Odd) -> (usize, usize) {
    if n < 2 {
        return (0, 0);
    }
    match (n % 2, odd) {
        (0, _) => ((n / 2).saturating_sub(most), n - 1 - most),
        (_, Odd::SitOut) => (n.div_ceil(2).saturating_sub(most), free / (n / 2)),
        (_, Odd::Trio) => {
            let room = (n.saturating_sub(5) / 2).checked_sub(most).filter(|_| n >= 5);
            let proved = room.map_or(usize::from(most == 0), |room| room / 2 + 1);
            (proved, (n - 1 - most).min(free / n.div_ceil(2).saturating_add(1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_strangers_have_one_round_with_a_trio_and_five_with_one_sitting_out() {
        // After a trio and a pair what is left has no triangle.
        assert_eq!(bounds(5, 0, 10, Odd::Trio), (1, 2));
        assert_eq!(bounds(5, 0, 10, Odd::SitOut), (3, 5));
        assert_eq!(bounds(3, 0, 3, Odd::Trio), (1, 1));
    }

    #[test]
    fn what_is_counted_is_what_the_command_says_among_many_people() {
        use crate::domain::{
            Pair, Participant, ParticipantId, Person, Round, RoundHead, RoundNumber,
        };
        for (people, odd) in [(202, Odd::Trio), (203, Odd::Trio), (203, Odd::SitOut)] {
            let mut programme = Programme::default();
            programme.settings.odd = odd;
            for number in 1..=people {
                let id = ParticipantId::numbered(number);
                programme.roster.add(Participant::new(id, "Somebody", "")).unwrap();
            }
            let today = NaiveDate::from_ymd_opt(2025, 7, 1).unwrap();
            for number in 1..=4 {
                let pairs = (0..people / 2 - number).map(|at| {
                    Pair::new(at + 1, Person(2 * at), Person(2 * at + 2 * number - 1), None)
                });
                let pairs: Vec<_> = pairs.flatten().collect();
                let mut seen = std::collections::HashSet::new();
                let pairs = pairs
                    .into_iter()
                    .filter(|pair| pair.members().iter().all(|person| seen.insert(*person)));
                let head = RoundHead {
                    number: RoundNumber::new(number).unwrap(),
                    date: today,
                    closes: None,
                    interval: None,
                    answers: crate::domain::Collection::Asked,
                    draw: None,
                };
                programme.put_round(Round::new(head, pairs.collect(), Vec::new()).unwrap());
            }
            let known = Runway::of(&History::of(&programme, today), today).known;
            assert_eq!(known, runway(&programme, today));
        }
    }

    #[test]
    fn an_even_number_of_strangers_has_at_most_one_round_fewer_than_people() {
        assert_eq!(bounds(70, 6, 2306, Odd::Trio), (29, 63));
        assert_eq!(bounds(2, 1, 0, Odd::Trio), (0, 0));
        assert_eq!(bounds(0, 0, 0, Odd::Trio), (0, 0));
        assert_eq!(bounds(1, 0, 0, Odd::SitOut), (0, 0));
    }
}
