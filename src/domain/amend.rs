//! Mending a round when somebody drops out or joins late, with as few changed pairs as possible.
//!
//! First come the exclusions, then the fewest existing pairs broken, among these the fewest of
//! whom somebody has answered; after that the usual rules: the odd one, repeats against all other
//! rounds, wishes, chance. Later rounds are not looked ahead to: a mended round is the exception.

mod arms;
mod changed;
mod groups;
mod search;
#[cfg(test)]
mod trials;

use std::collections::HashSet;

use super::absent;
use super::couple::Couple;
use super::due::{Absence, away};
use super::experiment::Experiment;
use super::first::with_first_writers;
use super::history::{Together, partners_so_far, repeats_in};
use super::ids::{Person, RoundNumber};
use super::outcome::Response;
use super::pairing::{NoRound, Table, verify};
use super::programme::{Exclusion, Programme};
use super::round::{Amendment, Pair, Round, SatOut};
use crate::matching::Problem;
use groups::{Group, Groups};

pub use changed::Changed;

/// A round that was mended, with what there is to say about it.
#[derive(Debug)]
pub struct Amended {
    /// The round as it is now.
    pub round: Round,
    /// Pairs that are no more.
    pub broken: Vec<Pair>,
    /// Those of them of whom somebody has answered; the answers are no more, either.
    pub answered: Vec<Pair>,
    /// Pairs that are new.
    pub added: Vec<Pair>,
    /// Everybody with other partners than before.
    pub changed: Vec<Changed>,
    /// Every two people of a new pair who were together in another round.
    pub repeats: Vec<Together>,
    /// Whether it is proven that no better way exists.
    pub proven: bool,
    /// How many ways are just as good, where the number is known.
    pub equally_good: Option<u128>,
    /// The experiment with those who were drawn into it now, if there are any.
    pub experiment: Option<Experiment>,
}

/// Why a round was not mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAmended {
    /// Somebody is to go who is not in the round.
    NotIn(Person),
    /// Somebody is to join who is in the round already.
    AlreadyIn(Person),
    /// Somebody is both to go and to join.
    Both(Person),
    /// Somebody is to join who pauses or has left.
    Away(Person, Absence),
    /// Two are to be together who are never put together.
    Excluded(Couple),
    /// Somebody is to join whose arm of the experiment is not due before a later round.
    Rests(Person, RoundNumber),
    /// Two are to be together who are in different arms of the experiment.
    AcrossArms(Couple),
    /// Those who are left make no valid round.
    NoRound(NoRound),
}

impl From<NoRound> for NotAmended {
    fn from(why: NoRound) -> Self {
        Self::NoRound(why)
    }
}

/// Mends a round of a programme. The same programme, amendment and seed give the same round.
///
/// Exact as long as few pairs have to be broken; where exclusions are so many that the search
/// would take too long, a way is found all the same, and [`Amended::proven`] says so.
///
/// While an experiment runs, each of its arms is mended by itself, and who joins is drawn first.
pub fn amend(
    programme: &Programme,
    old: &Round,
    amendment: Amendment,
) -> Result<Amended, NotAmended> {
    if let Some(running) = arms::running(programme, old, &amendment) {
        return arms::amend(programme, old, amendment, &running);
    }
    let first_new = old.pairs().iter().map(Pair::number).max().unwrap_or(0).saturating_add(1);
    amend_whole(programme, old, amendment, first_new)
}

/// Mends a round in which everybody may be with everybody.
fn amend_whole(
    programme: &Programme,
    old: &Round,
    amendment: Amendment,
    first_new: u32,
) -> Result<Amended, NotAmended> {
    let people = people_after(programme, old, &amendment)?;
    if people.len() < 2 {
        return Err(NoRound::TooFew(people).into());
    }
    let mut others = without(programme, old);
    let history = partners_so_far(&others);
    others.exclusions.extend(exclusions_for(programme, &people, &amendment)?);
    let table = Table::new(&others, &people);
    let problem = Problem { look_ahead: false, ..table.problem(&others, &history, amendment.date) };
    let groups = old.answered_pairs().map(|(pair, said)| {
        let members = pair.members().iter().map(|&person| table.vertex(person));
        Some(Group { members: members.collect::<Option<_>>()?, answered: has_answers(said) })
    });
    let found = Groups::new(&problem, groups)
        .run(amendment.seed)
        .map_err(|why| NotAmended::from(table.explain(why)))?;
    let (kept, broken): (Vec<_>, Vec<_>) =
        old.answered_pairs().zip(&found.kept).partition(|(_, kept)| **kept);
    let added = table.pairs(found.pairs, first_new);
    let added = with_first_writers(&others, added, amendment.seed);
    let sits_out = found.sits_out.map(|vertex| SatOut {
        person: table.person(vertex),
        why: format!(
            "{} people are in the round, an odd number; the turn goes round, and this time it \
             was theirs",
            people.len()
        ),
    });
    let pairs = kept.iter().map(|((pair, _), _)| **pair).chain(added.iter().copied());
    let mut round = Round::new(old.head.clone(), pairs.collect(), Vec::from_iter(sits_out))
        .map_err(|_| NoRound::Fault("somebody stands in two pairs".into()))?;
    let said = kept.iter().flat_map(|((_, said), _)| said.iter().cloned()).collect();
    round
        .respond_all(said)
        .map_err(|_| NoRound::Fault("somebody who answered lost their pair".into()))?;
    let absent = old.absent.as_deref();
    round.absent = absent.map(|old| absent::after(old, &amendment.out, &amendment.joined));
    round.amended = old.amended.iter().cloned().chain([amendment]).collect();
    verify(programme, &people, &round)?;
    Ok(Amended {
        answered: {
            let answered = broken.iter().filter(|((_, said), _)| has_answers(said));
            answered.map(|((pair, _), _)| **pair).collect()
        },
        broken: broken.into_iter().map(|((pair, _), _)| *pair).collect(),
        changed: changed::changed(old, &round),
        repeats: repeats_in(&added, &history),
        added,
        round,
        proven: found.proven,
        equally_good: found.equally_good,
        experiment: None,
    })
}

/// Those who are in the round after the amendment, in the order of the roster.
fn people_after(
    programme: &Programme,
    old: &Round,
    amendment: &Amendment,
) -> Result<Vec<Person>, NotAmended> {
    let before: HashSet<Person> = old.everybody().collect();
    for &person in &amendment.out {
        if amendment.joined.contains(&person) {
            return Err(NotAmended::Both(person));
        }
        if !before.contains(&person) {
            return Err(NotAmended::NotIn(person));
        }
    }
    for &person in &amendment.joined {
        if before.contains(&person) {
            return Err(NotAmended::AlreadyIn(person));
        }
        if let Some(absence) = away(programme.roster.get(person), amendment.date) {
            return Err(NotAmended::Away(person, absence));
        }
    }
    let stay = before.into_iter().filter(|person| !amendment.out.contains(person));
    let mut after: Vec<Person> = stay.chain(amendment.joined.iter().copied()).collect();
    after.sort_unstable();
    after.dedup();
    Ok(after)
}

/// Who must not be together for this amendment: those who are to be apart, and each of two who are
/// to be together with everybody else.
fn exclusions_for<'a>(
    programme: &Programme,
    people: &'a [Person],
    amendment: &'a Amendment,
) -> Result<impl Iterator<Item = Exclusion> + use<'a>, NotAmended> {
    let Amendment { together, apart, .. } = amendment;
    let named = together.iter().chain(apart).flat_map(|two| two.members());
    if let Some(absent) = named.into_iter().find(|person| people.binary_search(person).is_err()) {
        return Err(NotAmended::NotIn(absent));
    }
    let excluded = |two: &&Couple| {
        apart.contains(two) || programme.exclusions.iter().any(|one| one.people == **two)
    };
    if let Some(&two) = together.iter().find(excluded) {
        return Err(NotAmended::Excluded(two));
    }
    let others = together.iter().flat_map(move |two| {
        let strangers = people.iter().filter(|&&person| !two.contains(person));
        strangers.flat_map(|&other| two.members().map(|one| Couple::new(one, other)))
    });
    let all = apart.iter().copied().chain(others.flatten());
    Ok(all.map(|people| Exclusion { people, why: String::new() }))
}

/// The programme as if a round had not been.
fn without(programme: &Programme, round: &Round) -> Programme {
    let others = programme.rounds().iter().filter(|other| other.number() != round.number());
    let Programme { settings, roster, exclusions, .. } = programme;
    Programme::new(settings.clone(), roster.clone(), exclusions.clone())
        .with_experiment(programme.experiment.clone())
        .with_rounds(others.cloned())
}

fn has_answers(said: &[Response]) -> bool {
    said.iter().any(|response| response.answer.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, answer, couple, month, programme};
    use super::super::{Answer, Exclusion, Odd, Status};
    use super::*;

    fn amendment(out: &[u32], joined: &[u32]) -> Amendment {
        let people = |numbers: &[u32]| numbers.iter().copied().map(Person).collect();
        let (out, joined) = (people(out), people(joined));
        let (together, apart) = (Vec::new(), Vec::new());
        Amendment { date: month(2), out, joined, together, apart, seed: 7 }
    }

    fn mend(programme: &Programme, out: &[u32], joined: &[u32]) -> Result<Amended, NotAmended> {
        amend(programme, programme.latest().unwrap(), amendment(out, joined))
    }

    /// The pairs as numbers of people, each with its running number in front.
    fn pairs(round: &Round) -> Vec<(u32, Vec<u32>)> {
        let members = |pair: &Pair| pair.members().iter().map(|person| person.0).collect();
        round.pairs().iter().map(|pair| (pair.number(), members(pair))).collect()
    }

    #[test]
    fn somebody_who_joins_takes_the_place_of_somebody_who_goes() {
        let mut programme = programme(7);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5]]);
        answer(&mut programme, 1, 2, Answer::Yes);
        let amended = mend(&programme, &[1], &[6]).unwrap();
        assert_eq!(
            pairs(&amended.round),
            [(2, vec![2, 3]), (3, vec![4, 5]), (4, vec![0, 6])],
            "pairs keep their numbers, and a new pair gets a new one"
        );
        assert_eq!(amended.round.responses()[0].answer, Some(Answer::Yes));
        assert_eq!(amended.equally_good, Some(1));
        let changed: Vec<_> = amended.changed.iter().map(|changed| changed.person.0).collect();
        assert_eq!(changed, [0, 1, 6]);
        assert_eq!(amended.round.amended, [amendment(&[1], &[6])]);
    }

    #[test]
    fn two_are_put_together_or_kept_apart_with_few_changes() {
        let mut programme = programme(6);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5]]);
        let mend = |together: &[Couple], apart: &[Couple]| {
            let (together, apart) = (together.to_vec(), apart.to_vec());
            let asked = Amendment { together, apart, ..amendment(&[], &[]) };
            amend(&programme, programme.latest().unwrap(), asked)
        };
        let amended = mend(&[couple(0, 2)], &[]).unwrap();
        assert!(pairs(&amended.round).iter().any(|(_, members)| members == &[0, 2]));
        assert_eq!((amended.broken.len(), amended.added.len()), (2, 2));
        let amended = mend(&[], &[couple(4, 5)]).unwrap();
        assert!(pairs(&amended.round).iter().all(|(_, members)| members != &[4, 5]));
        assert_eq!((amended.broken.len(), amended.added.len()), (2, 2));
        assert_eq!(amended.round.amended[0].apart, [couple(4, 5)]);
        // What is so already changes nothing.
        assert_eq!(mend(&[couple(0, 1)], &[couple(2, 4)]).unwrap().broken, []);
        let both = mend(&[couple(0, 1)], &[couple(0, 1)]).unwrap_err();
        assert_eq!(both, NotAmended::Excluded(couple(0, 1)));
        let mut excluded = programme.clone();
        excluded.exclusions.push(Exclusion { people: couple(0, 2), why: String::new() });
        let asked = Amendment { together: vec![couple(0, 2)], ..amendment(&[], &[]) };
        let refused = amend(&excluded, programme.latest().unwrap(), asked).unwrap_err();
        assert_eq!(refused, NotAmended::Excluded(couple(0, 2)));
        let asked = Amendment { apart: vec![couple(0, 2)], ..amendment(&[2], &[]) };
        let refused = amend(&programme, programme.latest().unwrap(), asked).unwrap_err();
        assert_eq!(refused, NotAmended::NotIn(Person(2)));
    }

    #[test]
    fn somebody_who_is_left_alone_joins_a_pair_or_sits_out() {
        let mut programme = programme(6);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5]]);
        let amended = mend(&programme, &[5], &[]).unwrap();
        assert_eq!((amended.broken.len(), amended.added.len()), (2, 1));
        assert!(amended.added[0].is_trio() && amended.added[0].contains(Person(4)));
        programme.settings.odd = Odd::SitOut;
        let amended = mend(&programme, &[5], &[]).unwrap();
        assert_eq!((amended.broken.len(), amended.added.len()), (1, 0));
        assert_eq!(amended.round.sitting_out()[0].person, Person(4));
    }

    #[test]
    fn a_pair_that_has_answered_is_broken_last() {
        let mut programme = programme(8);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5], &[6, 7]]);
        for person in [0, 4] {
            answer(&mut programme, 1, person, Answer::Yes);
        }
        let amended = mend(&programme, &[7], &[]).unwrap();
        assert!(amended.added[0].contains(Person(2)) && amended.answered.is_empty());
    }

    #[test]
    fn an_exclusion_breaks_one_more_pair() {
        let mut programme = programme(6);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 5]]);
        programme.exclusions.push(Exclusion { people: couple(0, 3), why: String::new() });
        let amended = mend(&programme, &[1, 2], &[]).unwrap();
        assert_eq!((amended.broken.len(), amended.added.len()), (3, 2));
        assert!(amended.proven);
        assert_eq!(amended.equally_good, Some(2));
    }

    #[test]
    fn nobody_meets_a_partner_of_another_round_again_if_that_can_be_helped() {
        let mut programme = programme(8);
        add_round(&mut programme, &[&[0, 2], &[1, 3], &[4, 5], &[6, 7]]);
        add_round(&mut programme, &[&[0, 1], &[2, 3], &[4, 6], &[5, 7]]);
        // 0 and 2 were together in the first round, and no further pair is broken for that.
        let amended = mend(&programme, &[1, 3], &[]).unwrap();
        assert_eq!(amended.repeats.len(), 1);
        // With two joiners both can have somebody new.
        let mut more = programme.clone();
        more.roster = super::super::sample::programme(10).roster;
        let amended = mend(&more, &[1, 3], &[8, 9]).unwrap();
        assert_eq!(amended.repeats.len(), 0);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let mut programme = programme(7);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        programme.roster.edit(Person(6), |p| p.status = Status::Left);
        let refused = |out: &[u32], joined: &[u32]| mend(&programme, out, joined).unwrap_err();
        assert_eq!(refused(&[5], &[]), NotAmended::NotIn(Person(5)));
        assert_eq!(refused(&[], &[3]), NotAmended::AlreadyIn(Person(3)));
        assert_eq!(refused(&[3], &[3]), NotAmended::Both(Person(3)));
        assert_eq!(refused(&[], &[6]), NotAmended::Away(Person(6), Absence::Left));
        let alone = NoRound::TooFew(vec![Person(3)]);
        assert_eq!(refused(&[0, 1, 2], &[]), NotAmended::NoRound(alone));
    }
}
