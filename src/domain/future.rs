//! The next rounds as they might be: the programme's own people carried forward by chance, and drawn
//! by the same engine that draws real rounds.

use chrono::NaiveDate;

use super::history::partners_so_far;
use super::ids::{ParticipantId, Person};
use super::outcome::{Answer, Response};
use super::pairing::possible_round;
use super::programme::Programme;
use super::roster::{NextTime, Participant, Status};
use super::round::Round;
use super::settings::Odd;
use crate::matching::{Random, Stream};

/// A probability in millionths: whole numbers are the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u32);

impl Chance {
    /// Of this certainty, kept within 0 and 1.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in 0..=1e6")]
    pub fn of(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 1e6).round() as u32)
    }

    /// The share that it is of.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    fn happens(self, random: &mut Random) -> bool {
        random.below(1_000_000) < self.0
    }
}

/// What is assumed of people and months to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Rates {
    /// How likely somebody's pair meets, by position in the roster; a pair has the mean of its
    /// people.
    pub meets: Vec<Chance>,
    /// The same of somebody new.
    pub newcomer_meets: Chance,
    /// How likely nobody says anything of a pair that did not meet.
    pub silence: Chance,
    /// How likely somebody leaves within a month.
    pub leaves: Chance,
    /// How likely somebody who is due is not in a round.
    pub skips: Chance,
    /// People who joined, in each of some past months: one of them is drawn for every month.
    pub joiners: Vec<usize>,
}

/// What became of one future.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Future {
    /// People in pairs, summed over the rounds.
    pub participations: usize,
    /// People in pairs of the last round.
    pub last: usize,
    /// People in pairs that met.
    pub conversations: usize,
    /// Months of those in a pair, sitting out, or not due by their own rhythm.
    pub participant_months: f64,
    /// Connections that had been before.
    pub repeats: usize,
    /// Rounds without a repeat that can at most be left afterwards.
    pub runway: usize,
}

/// One future of some rounds; `programme` has the settings that it is to run under, and no
/// experiment. The same values give the same future.
pub fn future(
    programme: &Programme,
    rates: &Rates,
    (rounds, from): (u32, NaiveDate),
    seed: u64,
) -> Future {
    let mut ahead = Ahead {
        programme: programme.clone(),
        rates,
        meets: rates.meets.clone(),
        random: Random::apart(seed, Stream::Futures),
    };
    let interval = programme.settings.interval;
    let (mut day, mut total) = (from, Tally::default());
    for round in 0..rounds {
        if round > 0 {
            ahead.pass(interval.months());
        }
        ahead.say_who_is_in();
        ahead.round(day, seed.wrapping_add(u64::from(round)), &mut total);
        day = interval.after(day, 1).unwrap_or(day);
    }
    let Tally { participations, last, conversations, participant_months, repeats } = total;
    let runway = left_at_most(&ahead.programme);
    Future { participations, last, conversations, participant_months, repeats, runway }
}

/// No more rounds without a repeat can follow than somebody who takes part has free partners left,
/// and one more in which they sit out. To look for these rounds would take longer than all draws.
fn left_at_most(programme: &Programme) -> usize {
    let here: Vec<bool> =
        programme.roster.iter().map(|(_, one)| one.status == Status::Active).collect();
    let mut used = vec![0; here.len()];
    for together in partners_so_far(programme) {
        let two = together.people.members().map(Person::index);
        if two.iter().all(|&one| here[one]) {
            for one in two {
                used[one] += 1;
            }
        }
    }
    let people = here.iter().filter(|&&here| here).count();
    let most = here.iter().zip(used).filter(|(here, _)| **here).map(|(_, used)| used).max();
    let may_sit_out = people % 2 == 1 && programme.settings.odd == Odd::SitOut;
    (people + usize::from(may_sit_out)).saturating_sub(1 + most.unwrap_or(0))
}

#[derive(Default)]
struct Tally {
    participations: usize,
    last: usize,
    conversations: usize,
    participant_months: f64,
    repeats: usize,
}

struct Ahead<'a> {
    programme: Programme,
    rates: &'a Rates,
    meets: Vec<Chance>,
    random: Random,
}

impl Ahead<'_> {
    /// Months go by, the last of which may be a part of one.
    fn pass(&mut self, months: f64) {
        let mut left = months;
        while left > 0.0 {
            self.pass_month(left.min(1.0));
            left -= 1.0;
        }
    }

    /// A month or a part of it: some leave, some join.
    fn pass_month(&mut self, part: f64) {
        let leaves = Chance::of(self.rates.leaves.share() * part);
        for at in 0..self.programme.roster.len() {
            let person = Person(u32::try_from(at).unwrap_or(u32::MAX));
            let there = self.programme.roster.get(person).status != Status::Left;
            if there && leaves.happens(&mut self.random) {
                self.programme.roster.edit(person, |one| one.status = Status::Left);
            }
        }
        let months = u32::try_from(self.rates.joiners.len()).unwrap_or(0);
        let which = self.random.below(months) as usize;
        for _ in 0..self.rates.joiners.get(which).copied().unwrap_or(0) {
            if part >= 1.0 || Chance::of(part).happens(&mut self.random) {
                self.join();
            }
        }
    }

    /// Somebody new, from where somebody of the roster is from.
    fn join(&mut self) {
        let roster = &mut self.programme.roster;
        let Ok(people) = u32::try_from(roster.len()) else { return };
        if people == 0 {
            return;
        }
        let alike = roster.get(Person(self.random.below(people)));
        let id = format!("new-{}", people + 1);
        let Some(id) = ParticipantId::parse(&id) else { return };
        let mut new = Participant::new(id, "Somebody new", "new@people.example");
        new.organisation.clone_from(&alike.organisation);
        new.sector.clone_from(&alike.sector);
        new.region.clone_from(&alike.region);
        if roster.add(new).is_some() {
            self.meets.push(self.rates.newcomer_meets);
        }
    }

    /// Everybody says whether they are in the next round.
    fn say_who_is_in(&mut self) {
        let round = self.programme.next_number();
        let skips = self.rates.skips;
        for at in 0..self.programme.roster.len() {
            let person = Person(u32::try_from(at).unwrap_or(u32::MAX));
            let one = self.programme.roster.get(person);
            // Who has a rhythm of their own is in when it says so.
            let every_round = one.rhythm.rounds() == 1;
            if one.status == Status::Left {
                continue;
            }
            let out = skips.happens(&mut self.random);
            let next = (out || every_round).then_some(NextTime { round, is_in: !out });
            self.programme.roster.edit(person, |one| one.next = next);
        }
    }

    /// Draws a round, and lets its pairs meet or not.
    fn round(&mut self, day: NaiveDate, seed: u64, total: &mut Tally) {
        let Ok(next) = possible_round(&self.programme, day, seed) else {
            total.last = 0;
            return;
        };
        let months = self.programme.settings.interval.months();
        let mut round = next.round;
        let said = self.outcomes(&round, total);
        // They are those of its pairs, in their order.
        let _ = round.respond_all(said);
        total.last = round.people().count();
        total.participations += total.last;
        let resting = round.absent.iter().flatten();
        let resting = resting.filter(|one| one.why == super::absent::Why::NotDue).count();
        total.participant_months += months * (round.everybody().count() + resting) as f64;
        total.repeats += next.repeats.len();
        self.programme.put_round(round);
    }

    fn outcomes(&mut self, round: &Round, total: &mut Tally) -> Vec<Response> {
        let mut said = Vec::with_capacity(round.responses().len());
        for pair in round.pairs() {
            let members = pair.members();
            let sum: u32 = members.iter().map(|person| self.meets[person.index()].0).sum();
            let chance = Chance(sum / u32::try_from(members.len()).unwrap_or(1).max(1));
            let answer = if chance.happens(&mut self.random) {
                total.conversations += members.len();
                Some(Answer::Yes)
            } else {
                let silent = self.rates.silence.happens(&mut self.random);
                (!silent).then_some(Answer::No)
            };
            said.extend(
                members.iter().map(|&person| Response { answer, ..Response::silent(person) }),
            );
        }
        said
    }
}
