//! The next rounds under other settings: what is assumed, and what comes of it in many futures.

use std::sync::Mutex;

use chrono::NaiveDate;

use crate::domain::future::{Chance, Future, Rates, future};
use crate::domain::history::records;
use crate::domain::schedule::next_day;
use crate::domain::settings::OptIn;
use crate::domain::{Interval, Outcome, Programme, Settings, both};

use super::experiment::Basis;
use super::experiment::usually::Usually;
use super::groups::Groups;
use super::growth::{Growth, RoundGrowth};
use super::history::History;
use super::outcomes::OutcomeCounts;
use super::uncertainty::Units;

/// What is asked of the months to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    /// How many rounds.
    pub rounds: u32,
    /// The time between them.
    pub interval: Interval,
    /// What it means to say nothing.
    pub opt_in: OptIn,
    /// By how much the share of pairs that meet is taken to change.
    pub change: f64,
    /// How many futures.
    pub repeat: u32,
    /// The seed of them all.
    pub seed: u64,
}

/// What is carried forward from the programme's own closed rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumed {
    /// Closed rounds.
    pub rounds: usize,
    /// The share of pairs that met.
    pub met: f64,
    /// The share of the pairs that did not meet of whom nobody says anything.
    pub silence: f64,
    /// The share of people who leave within a month.
    pub leaves: f64,
    /// The share of those there who are not in a round.
    pub skips: f64,
    /// People who join within a month, on average.
    pub joins: f64,
    /// Of those asked, the share that says in, where only these are in.
    pub says_in: Option<f64>,
    /// People who take part now.
    pub people: usize,
}

/// The middle of many futures, and what nine of ten lie within.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Half of the futures have no more.
    pub median: f64,
    /// One of twenty has no more.
    pub low: f64,
    /// Nineteen of twenty have no more.
    pub high: f64,
}

/// What came of many futures.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// What was asked.
    pub asked: Asked,
    /// What was assumed.
    pub assumed: Assumed,
    /// Participants of a round, on average.
    pub participants: Spread,
    /// Participants of the last round.
    pub last: Spread,
    /// Conversations per participant and year.
    pub per_year: Spread,
    /// Connections that had been before, in all rounds.
    pub repeats: Spread,
    /// Rounds without a repeat that can at most be left afterwards.
    pub runway: Spread,
}

/// A programme that is to be carried forward.
#[derive(Debug)]
pub struct Ahead {
    programme: Programme,
    asked: Asked,
    assumed: Assumed,
    rates: Rates,
    from: NaiveDate,
}

impl Ahead {
    /// Takes the rates from a programme as it stands on a day; `None` where no closed round has
    /// any, or all or none of its pairs met.
    pub fn of(programme: &Programme, today: NaiveDate, asked: Asked) -> Option<Self> {
        let history = History::of(programme, today);
        let basis = Basis::of(&Units::of(&history))?;
        let closed = || history.rounds.iter().filter(|past| past.is_closed());
        let counts = OutcomeCounts::of(closed());
        let missed = (counts.pairs - counts.met).max(1) as f64;
        let growth = Growth::of(&history, &Groups::of(&history));
        let joiners = joiners(&history, &growth);
        let pace = pace(&basis);
        let skips = (1.0 - basis.stays(1) / pace).max(0.0);
        let says_in = (asked.opt_in == OptIn::Ask).then(|| says_in(programme, &history, &growth));
        let asks_already = programme.settings.opt_in == OptIn::Ask;
        let assumed = Assumed {
            rounds: basis.rounds,
            met: basis.rate,
            silence: counts.count(Outcome::NotConfirmed) as f64 / missed,
            leaves: 1.0 - pace,
            skips,
            joins: joiners.iter().sum::<usize>() as f64 / joiners.len().max(1) as f64,
            says_in: says_in.filter(|_| !asks_already),
            people: programme.roster.iter().filter(|(_, one)| one.takes_part_on(today)).count(),
        };
        let usually = Usually::of(&records(programme, today));
        let chance = |record| Chance::of(usually.estimate(record) + asked.change);
        let records = records(programme, today);
        let present = (1.0 - skips) * assumed.says_in.unwrap_or(1.0);
        let rates = Rates {
            meets: records.into_iter().map(chance).collect(),
            newcomer_meets: chance(crate::domain::history::Record::default()),
            silence: Chance::of(assumed.silence),
            leaves: Chance::of(assumed.leaves),
            skips: Chance::of(1.0 - present),
            joiners,
        };
        let from = next_day(programme, today);
        let Asked { interval, opt_in, .. } = asked;
        let settings = Settings { interval, opt_in, ..programme.settings.clone() };
        let mut programme = programme.clone().with_experiment(None);
        programme.settings = settings;
        Some(Self { programme, asked, assumed, rates, from })
    }

    /// Runs all futures, on two of the processor's cores; `done` hears of each.
    pub fn run(self, done: impl Fn() + Sync) -> Simulated {
        let Asked { rounds, repeat, seed, .. } = self.asked;
        let next = Mutex::new(0..repeat);
        let some = || {
            let mut some = Vec::new();
            while let Some(which) = next.lock().ok().and_then(|mut next| next.next()) {
                let own = own_seed(seed, which);
                let found = future(&self.programme, &self.rates, (rounds, self.from), own);
                some.push((which, found));
                done();
            }
            some
        };
        let (mut all, others) = both(some, some);
        all.extend(others);
        all.sort_unstable_by_key(|&(which, _)| which);
        let all: Vec<Future> = all.into_iter().map(|(_, future)| future).collect();
        let spread = |figure: &dyn Fn(&Future) -> f64| Spread::of(all.iter().map(figure).collect());
        let per_year =
            |one: &Future| 12.0 * one.conversations as f64 / one.participant_months.max(1.0);
        Simulated {
            participants: spread(&|one| one.participations as f64 / f64::from(rounds.max(1))),
            last: spread(&|one| one.last as f64),
            per_year: spread(&per_year),
            repeats: spread(&|one| one.repeats as f64),
            runway: spread(&|one| one.runway as f64),
            asked: self.asked,
            assumed: self.assumed,
        }
    }
}

/// The seed of one future among those of a seed.
fn own_seed(seed: u64, which: u32) -> u64 {
    seed.wrapping_add((u64::from(which) + 1).wrapping_mul(0xd134_2543_de82_ef95))
}

/// The share of people who stay for a month, from those who were there in the first and the last
/// of the rounds furthest apart.
fn pace(basis: &Basis) -> f64 {
    let known = basis.stay.len().saturating_sub(1);
    match basis.stay.last() {
        Some(&last) if known > 0 && last > 0.0 => root(last, known),
        _ => 1.0,
    }
}

/// The root of a share by halving the interval that it is in: the same on every machine.
fn root(share: f64, degree: usize) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        let power = (0..degree).fold(1.0, |power, _| power * middle);
        if power < share { low = middle } else { high = middle }
    }
    high
}

/// Those who joined in each month between two rounds, neither of them marked.
fn joiners(history: &History<'_>, growth: &Growth) -> Vec<usize> {
    let mut all = Vec::new();
    // Rounds that are weeks apart make a month together.
    let (mut months, mut people) = (0.0, 0);
    let rows = growth.rounds.iter().zip(&history.rounds).collect::<Vec<_>>();
    for two in rows.windows(2) {
        let [(_, before), (row, past)] = two else { continue };
        if before.marked || past.marked {
            (months, people) = (0.0, 0);
            continue;
        }
        months += before.interval().map_or(1.0, Interval::months);
        people += row.joiners;
        let parts = whole(months);
        // Those of several months come evenly.
        all.extend((0..parts).map(|part| (people + part) / parts));
        if parts > 0 {
            (months, people) = (0.0, 0);
        }
    }
    all
}

/// A number of months, rounded.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen at most")]
fn whole(months: f64) -> usize {
    months.round().clamp(0.0, 1e3) as usize
}

/// Of those asked whether they are in, the share that says so: as it was, or as many as answer
/// afterwards.
fn says_in(programme: &Programme, history: &History<'_>, growth: &Growth) -> f64 {
    let said = growth.rounds.iter().filter_map(RoundGrowth::said);
    let (asked, came) =
        said.fold((0, 0), |(asked, came), said| (asked + said.asked, came + said.came));
    if programme.settings.opt_in == OptIn::Ask && asked > 0 {
        return came as f64 / asked as f64;
    }
    let closed = history.rounds.iter().filter(|past| past.is_closed());
    let responses = closed.flat_map(|past| past.round.responses());
    let (all, answered) = responses.fold((0_usize, 0_usize), |(all, answered), said| {
        (all + 1, answered + usize::from(said.answer.is_some()))
    });
    answered as f64 / all.max(1) as f64
}

impl Spread {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let at = |share: usize| {
            let rank = (values.len() * share).div_ceil(100).max(1) - 1;
            values.get(rank).copied().unwrap_or(0.0)
        };
        Self { median: at(50), low: at(5), high: at(95) }
    }
}
