//! Invented programmes of which the truth is known.

use chrono::{Days, Months, NaiveDate};
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use unmentor::domain::{
    Answer, Collection, Interval, Pair, Participant, ParticipantId, Person, Programme, Response,
    Round, RoundHead, RoundNumber,
};

/// How pairs of these programmes come to meet and to answer.
#[derive(Debug, Clone, Copy)]
pub struct World {
    /// People in each round, an even number.
    pub people: usize,
    /// The share of pairs that meet.
    pub meets: f64,
    /// What one person brings of the variance of a pair's outcome.
    pub likeness: f64,
    /// By how much rounds differ, as a standard deviation.
    pub season: f64,
    /// The share of people who are replaced from one round to the next.
    pub leaving: f64,
}

/// What happens in one round: the share of all pairs that meet, and who answers.
#[derive(Debug, Clone, Copy)]
pub struct Month {
    /// The share of pairs that meet, over all people and seasons that there could be.
    pub meets: f64,
    /// Of the pairs that met, and of those that did not, the share that never answers.
    pub silent: [f64; 2],
    /// The chance of a pair of average people in an average season; chances end at 0 and 1, so
    /// that this is not the share.
    base: f64,
}

/// How many draws stand for all people and seasons.
const DRAWS: usize = 40_000;

/// A fifth of the pairs is silent.
pub const SILENT: [f64; 2] = [0.08, 0.36];

/// A programme of the kind of [`World`] while it goes on.
#[derive(Debug)]
pub struct Scheme {
    world: World,
    /// What is known of it.
    pub programme: Programme,
    /// Who sits where: two seats come together once in as many rounds as there are others.
    seats: Vec<Person>,
    /// By how much each person's pairs meet more often than those of others.
    bent: Vec<f64>,
    random: ChaCha8Rng,
}

impl World {
    /// A month like any other.
    pub fn usual(&self) -> Month {
        self.month(self.meets, SILENT)
    }

    /// A month in which this share meets and these never answer.
    pub fn month(&self, meets: f64, silent: [f64; 2]) -> Month {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let draws: Vec<f64> = (0..DRAWS)
            .map(|_| {
                let bent = self.bent(&mut random) + self.bent(&mut random);
                bent + self.season * normal(&mut random)
            })
            .collect();
        let share = |base: f64| {
            draws.iter().map(|draw| chance(base + draw)).sum::<f64>() / draws.len() as f64
        };
        let (mut low, mut high) = (-1.0, 2.0);
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if share(middle) < meets { low = middle } else { high = middle }
        }
        Month { meets, silent, base: f64::midpoint(low, high) }
    }

    /// What one person adds to the chance of a pair: evenly spread, with the variance that the
    /// likeness asks for.
    fn bent(&self, random: &mut ChaCha8Rng) -> f64 {
        let variance = self.likeness * self.meets * (1.0 - self.meets);
        (2.0 * uniform(random) - 1.0) * (3.0 * variance).sqrt()
    }
}

impl Month {
    /// The share of pairs that are reported to have met.
    pub fn reported(&self) -> f64 {
        self.meets * (1.0 - self.silent[0])
    }
}

impl Scheme {
    /// A programme before its first round.
    pub fn new(world: World, seed: u64) -> Self {
        let mut scheme = Self {
            world,
            programme: Programme::default(),
            seats: Vec::new(),
            bent: Vec::new(),
            random: ChaCha8Rng::seed_from_u64(seed),
        };
        scheme.seats = (0..world.people).map(|_| scheme.somebody()).collect();
        scheme
    }

    /// Somebody new.
    fn somebody(&mut self) -> Person {
        let number = u32::try_from(self.bent.len()).unwrap();
        let id = ParticipantId::numbered(number + 1);
        self.programme.roster.add(Participant::new(id, "", "")).unwrap();
        self.bent.push(self.world.bent(&mut self.random));
        Person(number)
    }

    /// The latest round never was.
    pub fn take_back(&mut self) {
        let programme = std::mem::take(&mut self.programme);
        let rounds = programme.rounds().split_last().map_or(Vec::new(), |(_, rest)| rest.to_vec());
        self.programme = programme.with_rounds(rounds);
    }

    /// One more round: some leave and others take their seats, everybody gets a partner whom they
    /// never had (a round-robin by the circle method), and some of the pairs meet and answer.
    pub fn go_on(&mut self, month: Month) {
        let number = self.programme.next_number();
        if number != RoundNumber::FIRST {
            for seat in 0..self.seats.len() {
                if uniform(&mut self.random) < self.world.leaving {
                    self.seats[seat] = self.somebody();
                }
            }
        }
        let circle = self.seats.len() - 1;
        let turn = number.get() as usize;
        let seat = |step: usize| self.seats[(turn + step) % circle];
        let others = (1..=circle / 2).map(|step| [seat(step), seat(circle - step)]);
        let couples: Vec<_> =
            std::iter::once([self.seats[circle], seat(0)]).chain(others).collect();
        let season = self.world.season * normal(&mut self.random);
        let base = month.base + season;
        let said = couples.iter().map(|&[a, b]| {
            let bent = self.bent[a.index()] + self.bent[b.index()];
            let met = uniform(&mut self.random) < chance(base + bent);
            let silent = month.silent[usize::from(!met)];
            let told = uniform(&mut self.random) >= silent;
            let answer = if met { Answer::Yes } else { Answer::No };
            Response { answer: told.then_some(answer), ..Response::silent(a) }
        });
        let said = said.collect();
        let pairs = (1..).zip(&couples).filter_map(|(n, &[a, b])| Pair::new(n, a, b, None));
        let mut round = Round::new(head(number), pairs.collect(), Vec::new()).unwrap();
        round.respond_all(said).unwrap();
        self.programme.put_round(round);
    }
}

fn head(number: RoundNumber) -> RoundHead {
    let first = NaiveDate::from_ymd_opt(2024, 1, 8).unwrap();
    let date = first + Months::new(number.get() - 1);
    let closes = Some(date + Days::new(21));
    let answers = Collection::Asked;
    RoundHead { number, date, closes, interval: Some(Interval::MONTH), answers, draw: None }
}

/// What lies beyond 0 and 1 is as sure as it can be.
fn chance(probability: f64) -> f64 {
    probability.clamp(0.0, 1.0)
}

/// A number from 0 to below 1.
fn uniform(random: &mut ChaCha8Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

/// A number of the standard normal distribution (Box and Muller 1958).
fn normal(random: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * (1.0 - uniform(random)).ln()).sqrt();
    radius * (std::f64::consts::TAU * uniform(random)).cos()
}
