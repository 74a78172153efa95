//! Mending a round of an experiment: each arm by itself.

use std::collections::HashSet;

use super::super::absent;
use super::super::couple::Couple;
use super::super::ids::Person;
use super::super::pairing::{NoRound, hold_to_arms};
use super::super::programme::Programme;
use super::super::round::{Amendment, Pair, Round, SatOut};
use super::super::running::{Running, enters};
use super::{Amended, NotAmended, amend_whole, changed, has_answers, people_after};

/// The experiment that runs in a round, with those drawn who join it now; `None` where none runs.
pub fn running(programme: &Programme, old: &Round, amendment: &Amendment) -> Option<Running> {
    let experiment = programme.experiment.clone()?;
    let mut running = Running::drawn(experiment, old.number(), programme.roster.len())?;
    for &person in &amendment.joined {
        if enters(programme.roster.get(person), amendment.date) {
            running.draw(person);
        }
    }
    Some(running)
}

/// Mends each arm that the amendment speaks of, and leaves the others as they are.
pub fn amend(
    programme: &Programme,
    old: &Round,
    amendment: Amendment,
    running: &Running,
) -> Result<Amended, NotAmended> {
    let after = people_after(programme, old, &amendment)?;
    let resting = |&person: &Person| Some(NotAmended::Rests(person, running.rests_until(person)?));
    if let Some(resting) = amendment.joined.iter().find_map(resting) {
        return Err(resting);
    }
    let across = |two: &&Couple| !running.are_of_one_arm(**two);
    if let Some(&two) = amendment.together.iter().find(across) {
        return Err(NotAmended::AcrossArms(two));
    }
    let everybody: Vec<Person> =
        after.iter().copied().chain(amendment.out.iter().copied()).collect();
    let mut parts = Vec::new();
    let mut first = old.pairs().iter().map(Pair::number).max().unwrap_or(0).saturating_add(1);
    for group in running.groups(&everybody) {
        let part = arm(programme, old, (&amendment, &group), first)?;
        first = first.saturating_add(u32::try_from(part.added.len()).unwrap_or(0));
        parts.push(part);
    }
    let mut round = joined(old, &parts, amendment)?;
    round.longer = running.longer(&round);
    hold_to_arms(Some(running), &round)?;
    let good = parts.iter().map(|part| part.equally_good);
    let good = good.reduce(|all, own| all.zip(own).and_then(|(all, own)| all.checked_mul(own)));
    let each = || parts.iter();
    Ok(Amended {
        broken: each().flat_map(|part| part.broken.iter().copied()).collect(),
        answered: each().flat_map(|part| part.answered.iter().copied()).collect(),
        added: each().flat_map(|part| part.added.iter().copied()).collect(),
        changed: changed::changed(old, &round),
        repeats: each().flat_map(|part| part.repeats.iter().copied()).collect(),
        proven: each().all(|part| part.proven),
        equally_good: good.flatten(),
        experiment: Some(running.experiment().clone())
            .filter(|now| programme.experiment.as_ref() != Some(now)),
        round,
    })
}

/// One arm, as if it were the whole round.
fn arm(
    programme: &Programme,
    old: &Round,
    (amendment, group): (&Amendment, &[Person]),
    first: u32,
) -> Result<Amended, NotAmended> {
    let group: HashSet<Person> = group.iter().copied().collect();
    let own = |people: &[Person]| -> Vec<Person> {
        people.iter().copied().filter(|person| group.contains(person)).collect()
    };
    let twos = |twos: &[_]| -> Vec<_> {
        let has = |two: &&Couple| two.members().iter().any(|one| group.contains(one));
        twos.iter().filter(has).copied().collect()
    };
    let amendment = Amendment {
        out: own(&amendment.out),
        joined: own(&amendment.joined),
        together: twos(&amendment.together),
        // Two of different arms are apart already.
        apart: twos(&amendment.apart)
            .into_iter()
            .filter(|two: &Couple| two.members().iter().all(|one| group.contains(one)))
            .collect(),
        ..amendment.clone()
    };
    let part = part_of(old, &group)?;
    let Amendment { out, joined, together, apart, .. } = &amendment;
    if out.is_empty() && joined.is_empty() && together.is_empty() && apart.is_empty() {
        return Ok(unchanged(part));
    }
    let after = people_after(programme, &part, &amendment)?;
    if after.len() < 2 {
        return Ok(alone(&part, after)?);
    }
    amend_whole(programme, &part, amendment, first)
}

/// The pairs and those sitting out of one arm, with what was said.
fn part_of(old: &Round, group: &HashSet<Person>) -> Result<Round, NoRound> {
    let is_own = |pair: &Pair| pair.members().iter().any(|person| group.contains(person));
    let own = || old.answered_pairs().filter(|(pair, _)| is_own(pair));
    let out = old.sitting_out().iter().filter(|out| group.contains(&out.person)).cloned();
    let pairs = own().map(|(pair, _)| *pair).collect();
    let mut part = Round::new(old.head.clone(), pairs, out.collect()).map_err(twice)?;
    let said = own().flat_map(|(_, said)| said.iter().cloned()).collect();
    part.respond_all(said).map_err(|_| lost())?;
    Ok(part)
}

/// An arm in which nothing changes.
fn unchanged(round: Round) -> Amended {
    Amended {
        round,
        broken: Vec::new(),
        answered: Vec::new(),
        added: Vec::new(),
        changed: Vec::new(),
        repeats: Vec::new(),
        proven: true,
        equally_good: Some(1),
        experiment: None,
    }
}

/// An arm of which at most one person is left, who sits out.
fn alone(part: &Round, after: Vec<Person>) -> Result<Amended, NoRound> {
    let sits_out = |person| SatOut {
        person,
        why: "nobody else of the same arm of the experiment is in the round".into(),
    };
    let out = after.into_iter().map(sits_out).collect();
    let round = Round::new(part.head.clone(), Vec::new(), out).map_err(twice)?;
    let answered = part.answered_pairs().filter(|(_, said)| has_answers(said));
    Ok(Amended {
        answered: answered.map(|(pair, _)| *pair).collect(),
        broken: part.pairs().to_vec(),
        ..unchanged(round)
    })
}

/// The parts as one round again, in the order of the pairs' numbers.
fn joined(old: &Round, parts: &[Amended], amendment: Amendment) -> Result<Round, NoRound> {
    let mut pairs: Vec<_> = parts.iter().flat_map(|part| part.round.answered_pairs()).collect();
    pairs.sort_by_key(|(pair, _)| pair.number());
    let out = parts.iter().flat_map(|part| part.round.sitting_out().iter().cloned()).collect();
    let whole = pairs.iter().map(|(pair, _)| **pair).collect();
    let mut round = Round::new(old.head.clone(), whole, out).map_err(twice)?;
    let said = pairs.iter().flat_map(|(_, said)| said.iter().cloned()).collect();
    round.respond_all(said).map_err(|_| lost())?;
    let absent = old.absent.as_deref();
    round.absent = absent.map(|old| absent::after(old, &amendment.out, &amendment.joined));
    round.amended = old.amended.iter().cloned().chain([amendment]).collect();
    Ok(round)
}

fn twice(_: Person) -> NoRound {
    NoRound::Fault("somebody stands in two pairs".into())
}

fn lost() -> NoRound {
    NoRound::Fault("somebody who answered lost their pair".into())
}
