//! The past, read once: what every pair came to, and every connection with its first dates.

use chrono::NaiveDate;

use crate::domain::{
    Couple, Interval, Outcome, Pair, Person, Programme, Response, Round, Standing, Verdict,
};

/// A programme with what follows from its answers; every report is made from one of these.
#[derive(Debug)]
pub struct History<'a> {
    /// The programme itself.
    pub programme: &'a Programme,
    /// Its rounds, in order.
    pub rounds: Vec<PastRound<'a>>,
    /// Everybody's part in it, by position in the roster.
    pub presence: Vec<Presence>,
    /// Every two people ever put together, once, the lower one first, in ascending order.
    pub connections: Vec<Connection>,
}

/// A round with the verdict on each of its pairs.
#[derive(Debug)]
pub struct PastRound<'a> {
    /// The round.
    pub round: &'a Round,
    /// What the answers of each pair come to, in the order of the pairs.
    pub verdicts: Vec<Verdict>,
    /// How each of them stands, in the same order.
    pub standings: Vec<Standing>,
    /// How a pair stands of whom nobody said yes or no.
    pub silence: Standing,
    /// Whether answers are still awaited.
    pub open: bool,
    /// Whether a mark in the settings keeps this round out of trends.
    pub marked: bool,
    /// How many of its connections there had been before.
    pub repeats: usize,
}

impl<'a> PastRound<'a> {
    /// Each pair with what was said and how it stands.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a Pair, &'a [Response], Standing)> {
        let standings = self.standings.iter().copied();
        self.round.answered_pairs().zip(standings).map(|((pair, said), how)| (pair, said, how))
    }

    /// Whether its pairs count in figures: no answer is awaited any more, and people were asked.
    pub fn is_closed(&self) -> bool {
        !self.open && self.silence != Standing::NotCollected
    }

    /// Whether it counts in comparisons and trends: closed, and without a mark.
    pub fn is_compared(&self) -> bool {
        self.is_closed() && !self.marked
    }

    /// The time until the next round, as planned, where it is known.
    pub fn interval(&self) -> Option<Interval> {
        self.round.head.interval.filter(|interval| interval.months() > 0.0)
    }

    /// How many pairs stand in one way.
    pub fn count(&self, standing: Standing) -> usize {
        self.standings.iter().filter(|&&one| one == standing).count()
    }
}

/// The first and the last round, as positions, in which somebody had a partner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Presence(Option<(u32, u32)>);

impl Presence {
    /// The first round.
    pub fn first(self) -> Option<u32> {
        self.0.map(|(first, _)| first)
    }

    /// The latest round so far.
    pub fn last(self) -> Option<u32> {
        self.0.map(|(_, last)| last)
    }

    /// Notes that somebody had a partner in a round; rounds come in order.
    pub fn note(&mut self, round: u32) {
        self.0 = Some((self.first().unwrap_or(round), round));
    }
}

/// Two people who were put together at least once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connection {
    /// The two.
    pub people: Couple,
    /// The position of the round in which they were first put together.
    pub offered: u32,
    /// The position of the round in which they first met.
    pub met: Option<u32>,
}

impl<'a> History<'a> {
    /// Reads a programme as it stands on a day; cost n log n in the number of pairs.
    pub fn of(programme: &'a Programme, today: NaiveDate) -> Self {
        let settings = &programme.settings;
        let mut presence = vec![Presence::default(); programme.roster.len()];
        let mut rounds = Vec::with_capacity(programme.rounds().len());
        let mut offers = Vec::with_capacity(programme.couples());
        for (position, round) in (0u32..).zip(programme.rounds()) {
            let said = round.answered_pairs().map(|(_, said)| said);
            let verdicts: Vec<_> = said.map(|said| settings.answers.verdict(said)).collect();
            let standings: Vec<_> =
                round.standings(today, settings).map(|(_, _, standing)| standing).collect();
            for (pair, verdict) in round.pairs().iter().zip(&verdicts) {
                let met = verdict.outcome == Outcome::Met;
                offers.extend(pair.connections().map(|people| (people, position, met)));
            }
            round.people().for_each(|person| presence[person.index()].note(position));
            rounds.push(PastRound {
                round,
                verdicts,
                open: standings.contains(&Standing::Waiting),
                standings,
                silence: round.silence(today, settings),
                marked: settings.marks.iter().any(|m| m.round == round.number()),
                repeats: 0,
            });
        }
        offers.sort_unstable();
        let connections = distinct(&offers, &mut rounds);
        Self { programme, rounds, presence, connections }
    }

    /// For each round the people who first met in it, the lower one first, in ascending order.
    pub fn first_met(&self) -> Vec<Vec<[Person; 2]>> {
        let met =
            || self.connections.iter().filter_map(|one| Some((one.met? as usize, one.people)));
        let mut counts = vec![0; self.rounds.len()];
        met().for_each(|(round, _)| counts[round] += 1);
        let mut rounds: Vec<_> = counts.into_iter().map(Vec::with_capacity).collect();
        met().for_each(|(round, people)| rounds[round].push(people.members()));
        rounds
    }

    /// The position of the latest round; `None` before the first.
    pub fn latest(&self) -> Option<usize> {
        self.rounds.len().checked_sub(1)
    }

    /// Everybody who ever had a partner, in the order of the roster.
    pub fn participants(&self) -> impl Iterator<Item = Person> {
        let all = (0..).map(Person).zip(&self.presence);
        all.filter(|(_, presence)| presence.first().is_some()).map(|(person, _)| person)
    }
}

/// Two people, in a round, and whether they met.
type Offer = (Couple, u32, bool);

/// Folds sorted offers into connections and counts the repeats of each round.
fn distinct(offers: &[Offer], rounds: &mut [PastRound<'_>]) -> Vec<Connection> {
    let is_new = |one: &Offer, next: &Offer| one.0 != next.0;
    let count = offers.windows(2).filter(|two| is_new(&two[0], &two[1])).count() + 1;
    let mut connections = Vec::with_capacity(count.min(offers.len()));
    for same in offers.chunk_by(|one, next| one.0 == next.0) {
        for &(_, round, _) in &same[1..] {
            rounds[round as usize].repeats += 1;
        }
        let (people, offered, _) = same[0];
        let met = same.iter().find(|offer| offer.2).map(|&(_, round, _)| round);
        connections.push(Connection { people, offered, met });
    }
    connections
}
