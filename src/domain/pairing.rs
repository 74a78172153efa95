//! The next round: the rules of pairing put as numbers, and the numbers read back as people.
//!
//! The rules, in order: never (exclusions, who is not due), nobody is forgotten, fewest repeats
//! (those who never met before those who met, longer ago before recent), look ahead, wishes,
//! chance. [`matching::draw_round`] keeps them.

mod groups;
mod table;
#[cfg(test)]
mod trials;

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::due::{Absence, kept, who_is_due};
use super::experiment::Experiment;
use super::first::with_first_writers;
use super::history::{Together, partners_so_far, repeats_in};
use super::ids::Person;
use super::programme::Programme;
use super::round::{Draw, Pair, Round, RoundHead};
use super::running::Running;
use super::settings::Wish;
use crate::matching;

pub use crate::matching::Proof;
use groups::Groups;
pub(super) use table::Table;

/// A round that was drawn, with what there is to say about it.
#[derive(Debug)]
pub struct NextRound {
    /// The round.
    pub round: Round,
    /// Who of the roster is not in it, and why.
    pub absent: Vec<(Person, Absence)>,
    /// Every two people in it who were put together before.
    pub repeats: Vec<Together>,
    /// For each wish in force, the pairs that do not fulfil it.
    pub unmet_wishes: Vec<(Wish, u64)>,
    /// How far repeats and unfulfilled wishes are known to be as few as possible.
    pub proof: Proof,
    /// How many rounds are just as good, where the number is known.
    pub equally_good: Option<u128>,
    /// The experiment with those who were drawn into it now, if there are any.
    pub experiment: Option<Experiment>,
}

impl NextRound {
    /// Whether repeats are proven to be as few as possible.
    pub fn proven(&self) -> bool {
        self.proof != Proof::Unproven
    }
}

/// Why there is no next round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRound {
    /// Fewer than two people are due.
    TooFew(Vec<Person>),
    /// Exclusions leave no valid round: the people in `stranded` can only be paired with each
    /// other or with those in `wanted`, who are too few.
    Excluded {
        /// Those whom the others compete for; may be empty.
        wanted: Vec<Person>,
        /// Those who cannot all get a partner.
        stranded: Vec<Person>,
    },
    /// No three people may be together such that the others can be paired.
    NoTrio,
    /// The drawn round breaks a promise: a fault of this program, caught before anything is
    /// written.
    Fault(String),
}

/// Draws the next round. The same programme, day and seed give the same round.
///
/// While an experiment runs, each of its arms is drawn by itself, and so are those in neither; who
/// has come since is drawn into an arm first.
pub fn next_round(programme: &Programme, date: NaiveDate, seed: u64) -> Result<NextRound, NoRound> {
    drawn_by(programme, (date, seed), matching::draw_round)
}

/// A next round to try out what may come, which is drawn faster where that makes no difference.
pub fn possible_round(
    programme: &Programme,
    date: NaiveDate,
    seed: u64,
) -> Result<NextRound, NoRound> {
    drawn_by(programme, (date, seed), matching::draw_quickly)
}

fn drawn_by(
    programme: &Programme,
    (date, seed): (NaiveDate, u64),
    engine: groups::Engine,
) -> Result<NextRound, NoRound> {
    let number = programme.next_number();
    let running = Running::in_round(programme, number, date);
    let (due, absent) = who_is_due(programme, number, date);
    let groups = match &running {
        Some(running) => running.groups(&due),
        None => vec![due.clone()],
    };
    if groups.iter().all(|group| group.len() < 2) {
        return Err(NoRound::TooFew(due));
    }
    let history = partners_so_far(programme);
    let drawn = Groups::draw(programme, &history, &groups, (date, seed, engine))?;
    let settings = &programme.settings;
    let head = RoundHead {
        number,
        date,
        closes: date.checked_add_days(Days::new(u64::from(settings.closes_after_days))),
        interval: Some(settings.interval),
        answers: super::Collection::Asked,
        draw: Some(Draw {
            seed,
            algorithm: matching::ALGORITHM.into(),
            odd: settings.odd,
            wishes: settings.wishes.clone(),
        }),
    };
    let pairs = with_first_writers(programme, drawn.pairs, seed);
    let mut round = Round::new(head, pairs, drawn.sitting_out)
        .map_err(|_| NoRound::Fault("somebody stands in two pairs".into()))?;
    round.absent = Some(kept(&absent));
    round.longer = running.as_ref().and_then(|running| running.longer(&round));
    verify(programme, &due, &round)?;
    hold_to_arms(running.as_ref(), &round)?;
    let repeats = repeats_in(round.pairs(), &history);
    let experiment = running.map(|running| running.experiment().clone());
    Ok(NextRound {
        repeats,
        round,
        absent,
        unmet_wishes: settings.wishes.iter().cloned().zip(drawn.unmet).collect(),
        proof: drawn.proof,
        equally_good: drawn.equally_good,
        experiment: experiment.filter(|now| programme.experiment.as_ref() != Some(now)),
    })
}

/// Holds a drawn round to the hard rules, whatever the engine did: everyone who is due is in it
/// (nobody twice, as [`Round::new`] made sure), and no excluded pair.
pub(super) fn verify(programme: &Programme, due: &[Person], round: &Round) -> Result<(), NoRound> {
    let mut present: Vec<Person> = round.everybody().collect();
    present.sort_unstable();
    if present != due {
        return Err(NoRound::Fault("not exactly those who are due are in the round".into()));
    }
    let never: HashSet<_> = programme.exclusions.iter().map(|e| e.people).collect();
    if round.pairs().iter().flat_map(Pair::connections).any(|two| never.contains(&two)) {
        return Err(NoRound::Fault("an excluded pair is in the round".into()));
    }
    Ok(())
}

/// Holds a round to the arms of an experiment that runs in it.
pub(super) fn hold_to_arms(running: Option<&Running>, round: &Round) -> Result<(), NoRound> {
    let across = |pair: &Pair| running.is_some_and(|running| !running.allows(pair));
    if round.pairs().iter().any(across) {
        return Err(NoRound::Fault(
            "a pair across the arms of the experiment is in the round".into(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Exclusion;
    use super::super::history::odd_role_balance;
    use super::super::sample::{add_round, answer, couple, month, programme};
    use super::super::{Answer, Odd, Outcome, Trait};
    use super::*;

    /// Draws this many rounds, one a month, keeping each.
    fn draw(programme: &mut Programme, rounds: u32) -> Vec<NextRound> {
        (1..=rounds)
            .map(|number| {
                let next = next_round(programme, month(number), u64::from(number)).unwrap();
                programme.put_round(next.round.clone());
                next
            })
            .collect()
    }

    #[test]
    fn no_round_passes_that_breaks_a_hard_rule() {
        let mut programme = programme(5);
        add_round(&mut programme, &[&[0, 1], &[2, 3, 4]]);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        let everybody: Vec<_> = (0..5).map(Person).collect();
        let verify = |programme: &Programme, due, round: usize| {
            verify(programme, due, &programme.rounds()[round])
        };
        assert_eq!(verify(&programme, &everybody, 0), Ok(()));
        let fault = |why: &str| Err(NoRound::Fault(why.into()));
        let due = fault("not exactly those who are due are in the round");
        assert_eq!(verify(&programme, &everybody, 1), due, "one is missing");
        assert_eq!(verify(&programme, &everybody[..4], 0), due, "one is too many");
        programme.exclusions = vec![Exclusion { people: couple(2, 4), why: String::new() }];
        let excluded = fault("an excluded pair is in the round");
        assert_eq!(verify(&programme, &everybody, 0), excluded, "within a trio");
    }

    #[test]
    fn a_fixed_cohort_gets_all_its_repeat_free_rounds() {
        let mut programme = programme(8);
        let drawn = draw(&mut programme, 8);
        assert!(drawn[..7].iter().all(|next| next.repeats.is_empty() && next.proven()));
        assert_eq!(drawn[7].repeats.len(), 4);
    }

    #[test]
    fn the_same_seed_gives_the_same_round() {
        let mut programme = programme(9);
        draw(&mut programme, 2);
        let again = |seed| next_round(&programme, month(3), seed).unwrap().round;
        assert_eq!(again(7), again(7));
        assert_ne!(again(7).pairs(), again(8).pairs());
    }

    #[test]
    fn the_odd_role_goes_round() {
        for odd in [Odd::Trio, Odd::SitOut] {
            let mut programme = programme(7);
            programme.settings.odd = odd;
            draw(&mut programme, 7);
            let balance = odd_role_balance(&programme);
            let (least, most) = (balance.iter().min(), balance.iter().max());
            assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 10), "{balance:?}");
        }
    }

    #[test]
    fn when_repeats_cannot_be_avoided_those_who_never_met_come_first() {
        let mut programme = programme(4);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        add_round(&mut programme, &[&[0, 2], &[1, 3]]);
        add_round(&mut programme, &[&[0, 3], &[1, 2]]);
        for round in [1, 3] {
            answer(&mut programme, round, 0, Answer::Yes);
            answer(&mut programme, round, 2, Answer::Yes);
        }
        let next = next_round(&programme, month(4), 1).unwrap();
        let last: Vec<_> = next.repeats.iter().map(|repeat| repeat.last.get()).collect();
        assert_eq!(last, [2, 2]);
    }

    #[test]
    fn people_of_one_organisation_are_kept_apart_where_that_costs_no_repeat() {
        let mut programme = programme(6);
        for person in 0..3 {
            programme.roster.edit(Person(person), |p| p.organisation = "North  Council".into());
        }
        let next = next_round(&programme, month(1), 5).unwrap();
        assert_eq!(next.unmet_wishes, [(Wish::Apart(Trait::Organisation), 0)]);
        assert!(next.round.pairs().iter().all(|pair| pair.members()[0].0 < 3));
    }

    #[test]
    fn a_second_chance_is_somebody_who_usually_meets() {
        let mut programme = programme(8);
        programme.settings.wishes = vec![Wish::SecondChance];
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5], &[6, 7]]);
        add_round(&mut programme, &[&[0, 2], &[1, 3], &[4, 6], &[5, 7]]);
        for person in 4..8 {
            answer(&mut programme, 1, person, Answer::Yes);
            answer(&mut programme, 2, person, Answer::Yes);
        }
        assert_eq!(programme.settings.answers.verdict(&[]).outcome, Outcome::NotConfirmed);
        let next = next_round(&programme, month(4), 5).unwrap();
        assert!(next.round.pairs().iter().all(|p| p.members()[0].0 < 4 && p.members()[1].0 >= 4));
    }

    #[test]
    fn what_cannot_be_is_explained() {
        let mut programme = programme(4);
        let never = |a, b| Exclusion { people: couple(a, b), why: String::new() };
        programme.exclusions = vec![never(0, 1), never(0, 2), never(0, 3)];
        let refused = next_round(&programme, month(1), 1).unwrap_err();
        let NoRound::Excluded { stranded, .. } = refused else { panic!("{refused:?}") };
        assert!(stranded.contains(&Person(0)));
        let mut odd = super::super::sample::programme(7);
        odd.exclusions = (1..7).map(|other| never(0, other)).collect();
        let refused = next_round(&odd, month(1), 1).unwrap_err();
        let nobody_for = |person| NoRound::Excluded { wanted: vec![], stranded: vec![person] };
        assert_eq!(refused, nobody_for(Person(0)));
        let alone = super::super::sample::programme(1);
        let refused = next_round(&alone, month(1), 1).unwrap_err();
        assert_eq!(refused, NoRound::TooFew(vec![Person(0)]));
    }
}
