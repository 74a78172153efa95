//! The promises that a programme keeps, over and above those that its types cannot break.
//!
//! What can be seen in a single file is found when the file is read; here are the promises that
//! hold between rounds, roster and rules.

use std::collections::HashSet;

use super::finding::{Finding, FindingKind, Place};
use super::ids::{PairId, Person, RoundNumber};
use super::programme::Programme;
use super::round::{Round, RoundHead};

/// Where things stand, so that a finding can name file and line. The store knows.
pub trait Places {
    /// Somebody's line in the roster.
    fn participant(&self, person: Person) -> Place;
    /// A round as a whole.
    fn round(&self, round: RoundNumber) -> Place;
    /// A pair of a round.
    fn pair(&self, pair: PairId) -> Place;
    /// What somebody said of a round.
    fn response(&self, round: RoundNumber, person: Person) -> Place;
}

/// Every promise that is broken, in the order of the rounds.
pub fn check(programme: &Programme, places: &dyn Places) -> Vec<Finding> {
    let mut findings = Vec::new();
    order_of_rounds(programme, places, &mut findings);
    for round in programme.rounds() {
        dates(round, places, &mut findings);
        exclusions(programme, round, places, &mut findings);
        responses(programme, round, places, &mut findings);
    }
    people(programme, places, &mut findings);
    findings
}

/// The first gap in the history: those who were together in it would be put together again.
pub fn gap(programme: &Programme, places: &dyn Places) -> Option<Finding> {
    let mut twos = programme.rounds().windows(2);
    twos.find_map(|two| missing_round(&two[0].head, &two[1].head, places))
}

/// This program numbers its rounds without gaps; only history brought in may have some.
fn missing_round(earlier: &RoundHead, later: &RoundHead, places: &dyn Places) -> Option<Finding> {
    if later.draw.is_none() || later.number == earlier.number.next() {
        return None;
    }
    let message = format!("round {} is followed by round {}", earlier.number, later.number);
    Some(
        Finding::new(FindingKind::MissingRound, places.round(later.number), message)
            .hint("bring the folder of the missing round back"),
    )
}

fn order_of_rounds(programme: &Programme, places: &dyn Places, findings: &mut Vec<Finding>) {
    for two in programme.rounds().windows(2) {
        let (earlier, later) = (&two[0].head, &two[1].head);
        findings.extend(missing_round(earlier, later, places));
        if later.date < earlier.date {
            let message = format!(
                "round {} is dated {}, before round {} on {}",
                later.number, later.date, earlier.number, earlier.date
            );
            findings.push(
                Finding::new(FindingKind::RoundOrder, places.round(later.number), message)
                    .hint("correct the date that is wrong in its round.toml"),
            );
        }
    }
}

fn dates(round: &Round, places: &dyn Places, findings: &mut Vec<Finding>) {
    let head = &round.head;
    if let Some(closes) = head.closes.filter(|&closes| closes < head.date) {
        let message =
            format!("round {} closes {closes}, before its own date {}", head.number, head.date);
        findings.push(
            Finding::new(FindingKind::ClosesBeforeDate, places.round(head.number), message)
                .hint("correct `closes` or `date` in its round.toml"),
        );
    }
}

/// An exclusion that is younger than the round is no fault of the round, but nobody knows: only
/// rounds that this program drew are held to it, and the message says what can be done.
fn exclusions(
    programme: &Programme,
    round: &Round,
    places: &dyn Places,
    findings: &mut Vec<Finding>,
) {
    let latest = programme.latest().map(Round::number);
    if round.head.draw.is_none() || latest != Some(round.number()) {
        return;
    }
    let never: HashSet<_> = programme.exclusions.iter().map(|e| e.people).collect();
    for pair in round.pairs() {
        let id = pair.id(round.number());
        for couple in pair.connections().filter(|two| never.contains(two)) {
            let [a, b] = couple.members();
            let name = |person| &programme.roster.get(person).id;
            let message = format!(
                "{} and {} are together in {id}, but exclusions.csv says never",
                name(a),
                name(b),
            );
            findings.push(
                Finding::new(FindingKind::ExcludedPair, places.pair(id), message)
                    .hint("tell the two, or take the exclusion out if it came later"),
            );
        }
    }
}

fn responses(
    programme: &Programme,
    round: &Round,
    places: &dyn Places,
    findings: &mut Vec<Finding>,
) {
    for response in round.responses() {
        let who = &programme.roster.get(response.person).id;
        if let Some(day) = response.answered_on.filter(|&day| day < round.head.date) {
            let message =
                format!("{who} answered on {day}, before the round began on {}", round.head.date);
            let place = places.response(round.number(), response.person);
            findings.push(
                Finding::new(FindingKind::AnswerBeforeRound, place, message)
                    .hint("correct `answered_on`, or the round's date"),
            );
        }
    }
}

fn people(programme: &Programme, places: &dyn Places, findings: &mut Vec<Finding>) {
    for (person, participant) in programme.roster.iter() {
        let (Some(joined), Some(left)) = (participant.joined, participant.left) else { continue };
        if left < joined {
            let message = format!("{} left on {left}, before joining on {joined}", participant.id);
            findings.push(
                Finding::new(FindingKind::LeftBeforeJoined, places.participant(person), message)
                    .hint(format!("unmentor participants set {} left=…", participant.id)),
            );
        }
    }
}
