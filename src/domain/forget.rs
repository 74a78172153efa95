//! Forgetting a person: what stays of a programme when nothing in it tells who they were.
//!
//! A row with an id stays in the roster, and with it every count: who was in which pair, whether
//! they met, the coded reason, the rating. Name, address, days, the organiser's own cells and
//! everything in their own words go. Organisation, sector and region say where somebody worked,
//! not who they were, and the network figures rest on them; they stay unless asked otherwise.

use super::ids::{PairId, Person, RoundNumber};
use super::outcome::Response;
use super::programme::{Exclusion, Programme};
use super::roster::{Participant, Roster, Status};
use super::round::Round;
use crate::text::fold;

/// What becomes of organisation, sector and region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Workplace {
    /// They stay, and with them every figure.
    Kept,
    /// They go as well; figures that compare workplaces change.
    Forgotten,
}

/// A programme without the details of one person.
#[derive(Debug, Clone)]
pub struct Forgotten {
    /// The roster with a row that names nobody.
    pub roster: Roster,
    /// The exclusions without those of this person.
    pub exclusions: Vec<Exclusion>,
    /// The rounds in which the person stands.
    pub rounds: Vec<Round>,
    /// What others wrote that may name the person: only a reader can tell.
    pub mentions: Vec<(PairId, Person)>,
    /// How many others share the workplace that stays; `None` when nothing of it stays.
    pub colleagues: Option<usize>,
}

/// Forgets a person; doing it again changes nothing. Cost linear in the programme.
pub fn forget(programme: &Programme, person: Person, workplace: Workplace) -> Forgotten {
    let mut roster = programme.roster.clone();
    roster.edit(person, |participant| blank(participant, workplace));
    roster.give_neutral_id(person);
    let stands_in = |round: &&Round| {
        let sits_out = round.sitting_out().iter().any(|out| out.person == person);
        let is_absent = round.absent.iter().flatten().any(|absent| absent.person == person);
        sits_out || is_absent || round.pair_of(person).is_some()
    };
    let others = |exclusion: &&Exclusion| !exclusion.people.contains(person);
    Forgotten {
        exclusions: programme.exclusions.iter().filter(others).cloned().collect(),
        rounds: programme.rounds().iter().filter(stands_in).map(|r| silence(r, person)).collect(),
        mentions: mentions(programme, person),
        colleagues: colleagues(&roster, person),
        roster,
    }
}

fn blank(participant: &mut Participant, workplace: Workplace) {
    let empty = Participant::new(participant.id.clone(), "", "");
    let before = std::mem::replace(participant, empty);
    participant.status = Status::Left;
    participant.further = vec![String::new(); before.further.len()];
    if workplace == Workplace::Kept {
        participant.organisation = before.organisation;
        participant.sector = before.sector;
        participant.region = before.region;
    }
}

/// The round without what somebody wrote, and without why they sat out or were absent.
fn silence(round: &Round, person: Person) -> Round {
    let mut round = round.clone();
    if let Some(absent) = &mut round.absent {
        absent.retain(|absent| absent.person != person);
    }
    if let Some(said) = round.responses().iter().find(|said| said.person == person) {
        let said = Response { words: None, ..said.clone() };
        // They have just been found in it.
        let _ = round.respond(said);
    }
    round.rewording(|out| {
        if out.person == person {
            out.why.clear();
        }
    })
}

/// The answers of others in whose free text the address, the name or a part of it stands.
fn mentions(programme: &Programme, person: Person) -> Vec<(PairId, Person)> {
    let participant = programme.roster.get(person);
    let (name, address) = (fold(&participant.name), fold(&participant.email));
    let parts: Vec<&str> = words(&name).filter(|part| part.chars().count() > 2).collect();
    let names_them = |text: &str| {
        let text = fold(text);
        (!address.is_empty() && text.contains(&address))
            || words(&text).any(|word| parts.contains(&word))
    };
    let mut found = Vec::new();
    for round in programme.rounds() {
        let number: RoundNumber = round.number();
        for (pair, said) in round.answered_pairs() {
            let others = said.iter().filter(|one| one.person != person && one.words.is_some());
            let telling =
                others.filter(|one| names_them(one.reason_text()) || names_them(one.comment()));
            found.extend(telling.map(|one| (pair.id(number), one.person)));
        }
    }
    found
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn colleagues(roster: &Roster, person: Person) -> Option<usize> {
    let place = |p: &Participant| [&p.organisation, &p.sector, &p.region].map(|cell| fold(cell));
    let own = place(roster.get(person));
    let share = |(other, p): &(Person, &Participant)| {
        *other != person && !p.is_forgotten() && place(p) == own
    };
    own.iter().any(|cell| !cell.is_empty()).then(|| roster.iter().filter(share).count())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{add_round, change_round, couple, programme};
    use super::super::{Answer, ParticipantId, SatOut};
    use super::*;

    fn words_of(programme: &mut Programme, person: u32, text: &str) {
        let mut said = Response::silent(Person(person));
        said.answer = Some(Answer::No);
        said.set_words(text, text);
        change_round(programme, 1, |round| round.respond(said).unwrap());
    }

    #[test]
    fn words_go_and_counts_stay() {
        let mut before = programme(3);
        before.roster.edit(Person(0), |p| p.organisation = "North Council".into());
        add_round(&mut before, &[&[0, 1], &[2]]);
        words_of(&mut before, 0, "my manager said no");
        words_of(&mut before, 1, "P1@sample.example never wrote");
        let after = forget(&before, Person(0), Workplace::Kept);
        let left = after.roster.get(Person(0));
        assert!(left.is_forgotten());
        assert_eq!((left.status, left.organisation.as_str()), (Status::Left, "North Council"));
        assert_eq!(after.colleagues, Some(0));
        let said = after.rounds[0].responses();
        assert_eq!((said[0].answer, &said[0].words), (Some(Answer::No), &None));
        assert_eq!(said[1], before.rounds()[0].responses()[1]);
        assert_eq!(
            after.mentions,
            [(before.rounds()[0].pairs()[0].id(RoundNumber::FIRST), Person(1))]
        );
        let more = forget(&before, Person(0), Workplace::Forgotten);
        assert_eq!((more.roster.get(Person(0)).organisation.as_str(), more.colleagues), ("", None));
    }

    #[test]
    fn who_sat_out_loses_the_reason_and_their_exclusions() {
        let mut before = programme(3);
        add_round(&mut before, &[&[0, 1], &[2]]);
        let exclusion = |a, b| Exclusion { people: couple(a, b), why: "a team".into() };
        before.exclusions = vec![exclusion(0, 1), exclusion(1, 2)];
        let after = forget(&before, Person(2), Workplace::Kept);
        assert_eq!(after.exclusions, [exclusion(0, 1)]);
        assert_eq!(
            after.rounds[0].sitting_out(),
            [SatOut { person: Person(2), why: String::new() }]
        );
    }

    #[test]
    fn an_id_that_may_tell_who_it_is_is_given_anew() {
        let mut before = programme(1);
        let own = ParticipantId::parse("ada.penhale").unwrap();
        before.roster.add(Participant::new(own, "Ada Penhale", "ada@north.example")).unwrap();
        let after = forget(&before, Person(1), Workplace::Kept);
        assert_eq!(after.roster.get(Person(1)).id.as_str(), "P0002");
        assert_eq!(after.roster.by_id("P0002"), Some(Person(1)));
        assert_eq!(after.roster.by_id("ada.penhale"), None);
        before.roster = after.roster.clone();
        let again = forget(&before, Person(1), Workplace::Kept);
        assert_eq!(again.roster, after.roster);
    }
}
