//! Who is due for a round: the first rule of pairing.

mod turns;

use std::collections::HashSet;

use chrono::NaiveDate;

use super::absent::{Absent, Why};
use super::ids::{Person, RoundNumber};
use super::programme::Programme;
use super::roster::{Participant, Rhythm, Status};
use super::round::Round;
use super::running::Running;
use super::settings::OptIn;

/// Why somebody of the roster is not in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// They pause, until a day or until further notice.
    Paused(Option<NaiveDate>),
    /// They left.
    Left,
    /// They wish to be left out of this round.
    Out,
    /// They were asked, and never said that they are in.
    Silent,
    /// Their rhythm brings them back in a later round.
    NotDue {
        /// The first round in which they are due.
        until: RoundNumber,
    },
}

/// Those of the absent who still belong to the scheme, as a round keeps them.
pub fn kept(absent: &[(Person, Absence)]) -> Vec<Absent> {
    let each = absent.iter().filter_map(|&(person, absence)| {
        let why = match absence {
            Absence::Paused(_) => Why::Paused,
            Absence::Out => Why::Out,
            Absence::Silent => Why::Silent,
            Absence::NotDue { .. } => Why::NotDue,
            Absence::Left => return None,
        };
        Some(Absent { person, why })
    });
    each.collect()
}

/// Those who have been in a round but not in the latest although they were due, and have neither
/// paused nor left: people to invite back.
pub fn lapsed(programme: &Programme) -> Vec<Person> {
    let Some((latest, earlier)) = programme.rounds().split_last() else { return Vec::new() };
    let now: HashSet<Person> = latest.everybody().collect();
    let before: HashSet<Person> = earlier.iter().flat_map(Round::everybody).collect();
    let back = back_in_round(programme);
    let was_due =
        |person: Person| back[person.index()].is_none_or(|until| until <= latest.number());
    let excused = latest.absent.iter().flatten().filter(|one| one.why == Why::NotDue);
    let excused: HashSet<Person> = excused.map(|one| one.person).collect();
    let lapsed = |(person, participant): &(Person, &Participant)| {
        participant.status == Status::Active
            && before.contains(person)
            && !now.contains(person)
            && was_due(*person)
            && !excused.contains(person)
    };
    programme.roster.iter().filter(lapsed).map(|(person, _)| person).collect()
}

/// The people of the roster, sorted into those due for a round and those absent, each in the
/// order of the roster.
///
/// A wish for this very round goes before a rhythm, and never before a pause or the plan of an
/// experiment. With a rhythm of 2 or 3, somebody is due that many rounds after the last one in
/// which they had a partner; who sat out waits no longer, and where turns are spread somebody may
/// come one round later. In a scheme that asks, who is due and
/// says nothing is left out. Cost linear in the roster, and in all rounds if anybody has such a
/// rhythm.
pub fn who_is_due(
    programme: &Programme,
    round: RoundNumber,
    day: NaiveDate,
) -> (Vec<Person>, Vec<(Person, Absence)>) {
    let back = back_in_round(programme);
    let silent = (programme.settings.opt_in == OptIn::Ask).then_some(Absence::Silent);
    let running = Running::in_round(programme, round, day);
    // Those of an experiment's arms come when its plan says so, and are with nobody else.
    let is_free = |person| running.as_ref().is_none_or(|running| running.arm(person).is_none());
    let is_here = |(person, one): &(Person, &Participant)| {
        let is_out = one.next.is_some_and(|next| next.round == round && !next.is_in);
        away(one, day).is_none() && !is_out && is_free(*person)
    };
    let here: Vec<Person> =
        programme.roster.iter().filter(is_here).map(|(person, _)| person).collect();
    let put_off = turns::put_off(programme, round, &here, &back);
    let (mut due, mut absent) = (Vec::new(), Vec::new());
    for (person, participant) in programme.roster.iter() {
        let back = back[person.index()];
        let back = if put_off.contains(&person) { Some(round.next()) } else { back };
        let not_due = || back.filter(|&until| until > round).map(|until| Absence::NotDue { until });
        let rests = |person| {
            let until = running.as_ref().and_then(|running| running.rests_until(person));
            until.map(|until| Absence::NotDue { until })
        };
        let wish = participant.next.filter(|next| next.round == round).map(|next| next.is_in);
        let absence = match (wish, away(participant, day)) {
            (_, Some(away)) => Some(away),
            (Some(false), None) => Some(Absence::Out),
            // The plan of an experiment goes before a wish to be in as well.
            (_, None) if rests(person).is_some() => rests(person),
            // Who wishes to be in this time is, whatever their rhythm says.
            (Some(true), None) => None,
            (None, None) => not_due().or(silent),
        };
        match absence {
            Some(absence) => absent.push((person, absence)),
            None => due.push(person),
        }
    }
    (due, absent)
}

/// Those whose turn it is in a round and who have said neither in nor out of it, whatever that
/// means; in the order of the roster.
pub fn unheard(programme: &Programme, round: RoundNumber, day: NaiveDate) -> Vec<Person> {
    let (due, absent) = who_is_due(programme, round, day);
    let said = |person: &Person| {
        programme.roster.get(*person).next.is_some_and(|next| next.round == round)
    };
    let silent = absent.into_iter().filter(|(_, why)| *why == Absence::Silent);
    let mut unheard: Vec<Person> = due.into_iter().filter(|person| !said(person)).collect();
    unheard.extend(silent.map(|(person, _)| person));
    unheard.sort_unstable();
    unheard
}

/// Why somebody's status keeps them away on a day, if it does.
pub fn away(participant: &Participant, day: NaiveDate) -> Option<Absence> {
    match participant.status {
        Status::Left => Some(Absence::Left),
        // Whatever somebody wrote into the row: there is nobody to write to.
        _ if participant.is_forgotten() => Some(Absence::Left),
        Status::Paused { until } if !participant.takes_part_on(day) => Some(Absence::Paused(until)),
        _ => None,
    }
}

/// For everybody, the round in which their rhythm brings them back; `None` when they never had a
/// partner or take part in every round.
fn back_in_round(programme: &Programme) -> Vec<Option<RoundNumber>> {
    let mut back = vec![None; programme.roster.len()];
    if programme.roster.iter().all(|(_, participant)| participant.rhythm == Rhythm::EVERY_ROUND) {
        return back;
    }
    for round in programme.rounds() {
        for person in round.people() {
            let rhythm = programme.roster.get(person).rhythm.rounds();
            if rhythm > 1 {
                back[person.index()] = Some(round.number().plus(u32::from(rhythm)));
            }
        }
    }
    back
}

#[cfg(test)]
mod trials;

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, month, programme};
    use super::super::{NextTime, Rhythm, Status};
    use super::*;

    #[test]
    fn a_rhythm_of_two_skips_the_round_after_one_with_a_partner() {
        let mut programme = programme(4);
        programme.roster.edit(Person(0), |p| p.rhythm = Rhythm::new(2).unwrap());
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        let due = |number, programme| {
            who_is_due(programme, RoundNumber::new(number).unwrap(), month(number))
        };
        let until = RoundNumber::new(3).unwrap();
        assert_eq!(due(2, &programme).1, [(Person(0), Absence::NotDue { until })]);
        assert_eq!(due(3, &programme).1, []);
    }

    #[test]
    fn whoever_sat_out_is_due_again_at_once() {
        let mut programme = programme(3);
        programme.roster.edit(Person(2), |p| p.rhythm = Rhythm::new(3).unwrap());
        add_round(&mut programme, &[&[0, 1], &[2]]);
        assert_eq!(who_is_due(&programme, programme.next_number(), month(2)).1, []);
    }

    #[test]
    fn a_wish_for_one_round_holds_for_that_round_only() {
        let mut programme = programme(4);
        let next = |round, is_in| Some(NextTime { round: RoundNumber::new(round).unwrap(), is_in });
        programme.roster.edit(Person(0), |p| p.next = next(2, false));
        programme.roster.edit(Person(1), |p| p.status = Status::Paused { until: None });
        programme.roster.edit(Person(1), |p| p.next = next(2, true));
        programme.roster.edit(Person(2), |p| (p.status, p.next) = (Status::Left, next(2, true)));
        let round =
            |number| who_is_due(&programme, RoundNumber::new(number).unwrap(), month(number)).0;
        assert_eq!(round(1), [Person(0), Person(3)]);
        assert_eq!(round(2), [Person(3)], "a wish ends no pause");
        assert_eq!(round(3), [Person(0), Person(3)]);
    }

    #[test]
    fn in_a_scheme_that_asks_silence_means_out() {
        let mut programme = programme(5);
        programme.settings.opt_in = OptIn::Ask;
        let first = RoundNumber::FIRST;
        let next = |is_in| Some(NextTime { round: first, is_in });
        programme.roster.edit(Person(0), |p| p.next = next(true));
        programme.roster.edit(Person(1), |p| p.next = next(false));
        programme.roster.edit(Person(2), |p| p.status = Status::Left);
        let old = Some(NextTime { round: first.next(), is_in: true });
        programme.roster.edit(Person(3), |p| p.next = old);
        let (due, absent) = who_is_due(&programme, first, month(1));
        assert_eq!(due, [Person(0)]);
        let silent = |person| (Person(person), Absence::Silent);
        let out = (Person(1), Absence::Out);
        assert_eq!(absent, [out, (Person(2), Absence::Left), silent(3), silent(4)]);
        assert_eq!(unheard(&programme, first, month(1)), [Person(3), Person(4)]);
        programme.settings.opt_in = OptIn::Assume;
        assert_eq!(
            unheard(&programme, first, month(1)),
            [Person(3), Person(4)],
            "asked all the same"
        );
        assert_eq!(who_is_due(&programme, first, month(1)).0.len(), 3);
    }

    #[test]
    fn a_pause_ends_on_its_day() {
        let mut programme = programme(2);
        let until = Some(month(3));
        programme.roster.edit(Person(0), |p| p.status = Status::Paused { until });
        programme.roster.edit(Person(1), |p| p.status = Status::Left);
        let first = RoundNumber::FIRST;
        let absent = [(Person(0), Absence::Paused(until)), (Person(1), Absence::Left)];
        assert_eq!(who_is_due(&programme, first, month(2)), (vec![], absent.to_vec()));
        assert_eq!(who_is_due(&programme, first, month(3)).0, [Person(0)]);
    }
}
