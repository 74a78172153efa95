//! Participants: who has met whom how often, whose conversations keep failing, what may help.

use std::collections::BTreeMap;

use crate::domain::history::Streak;
use crate::domain::{Person, RoundNumber, Status};

use super::history::{History, PastRound};
use super::outcomes::OutcomeCounts;
use super::reasons::ReasonTally;
use super::share::mean;

/// A streak of this many misses is shown to the organiser.
pub const LONG_STREAK: usize = 3;

/// The participants report: everybody who ever had a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Participants {
    /// Everybody, in the order of the roster.
    pub people: Vec<PersonFigures>,
    /// Pairs per person.
    pub pairs_per_person: Option<f64>,
}

/// One person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonFigures {
    /// Who.
    pub person: Person,
    /// Whether they take part.
    pub status: Status,
    /// What became of the pairs they were in.
    pub counts: OutcomeCounts,
    /// How often they answered themselves.
    pub answers: usize,
    /// Their misses in a row.
    pub streak: Streak,
    /// The round of their last pair.
    pub last_round: RoundNumber,
    /// What may help them to a conversation.
    pub suggestion: Option<Suggestion>,
}

/// What may help somebody to a conversation. A red line is nobody's fault: it takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suggestion {
    /// They never answered: perhaps the messages do not arrive.
    CheckAddress,
    /// They mostly said that there was no time.
    SlowerRhythm,
    /// They mostly said that there was no contact.
    Introduce,
    /// They mostly said that there was no will or no permission.
    AskKindly,
    /// Nothing of that kind: a partner who usually meets.
    SecondChance,
}

impl Suggestion {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::CheckAddress,
        Self::SlowerRhythm,
        Self::Introduce,
        Self::AskKindly,
        Self::SecondChance,
    ];
}

impl PersonFigures {
    /// Whether they have not left.
    pub fn is_here(&self) -> bool {
        self.status != Status::Left
    }

    /// Whether they are still here and no conversation of theirs is confirmed, of those that
    /// could be.
    pub fn lacks_one(&self) -> bool {
        self.is_here() && self.never_met() && self.counts.counted() > 0
    }

    /// Whether they were in pairs, but never met anyone.
    pub fn never_met(&self) -> bool {
        self.counts.met == 0
    }
}

impl Participants {
    /// The participants of a programme; cost linear in the pairs.
    pub(super) fn of(history: &History<'_>) -> Self {
        let mut parts: Vec<Option<Part>> = vec![None; history.presence.len()];
        for past in &history.rounds {
            note(past, &mut parts);
        }
        let roster = &history.programme.roster;
        let everybody = roster.iter().zip(parts);
        let people: Vec<_> = everybody
            .filter_map(|((_, participant), part)| {
                let Part { mut figures, reasons } = part?;
                figures.status = participant.status;
                figures.suggestion = suggestion(&figures, &reasons);
                Some(figures)
            })
            .collect();
        let pairs: Vec<_> = people.iter().map(|person| person.counts.pairs as f64).collect();
        Self { pairs_per_person: mean(&pairs), people }
    }

    /// How many people have each value of something, such as their current streak.
    pub fn histogram(&self, value: impl Fn(&PersonFigures) -> usize) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        for person in &self.people {
            *counts.entry(value(person)).or_default() += 1;
        }
        counts
    }
}

/// What is known of somebody while the rounds are read.
#[derive(Debug, Clone, Copy)]
struct Part {
    figures: PersonFigures,
    reasons: ReasonTally,
}

fn note(past: &PastRound<'_>, parts: &mut [Option<Part>]) {
    let number = past.round.number();
    for (_, said, standing) in past.pairs() {
        for response in said {
            let Part { figures, reasons } = parts[response.person.index()]
                .get_or_insert_with(|| Part::new(response.person, number));
            figures.counts.add(standing);
            figures.streak.add(standing);
            figures.last_round = number;
            figures.answers += usize::from(response.answer.is_some());
            if let Some(reason) = response.reason {
                reasons.add(reason);
            }
        }
    }
}

impl Part {
    fn new(person: Person, round: RoundNumber) -> Self {
        let figures = PersonFigures {
            person,
            status: Status::Active,
            counts: OutcomeCounts::default(),
            answers: 0,
            streak: Streak::default(),
            last_round: round,
            suggestion: None,
        };
        Self { figures, reasons: ReasonTally::default() }
    }
}

/// A suggestion for somebody who has not left and either has a long streak or never met anyone
/// in at least two pairs.
fn suggestion(figures: &PersonFigures, reasons: &ReasonTally) -> Option<Suggestion> {
    use crate::domain::Family;
    let unlucky =
        figures.streak.now >= LONG_STREAK || (figures.never_met() && figures.streak.now >= 2);
    if !unlucky || figures.status == Status::Left {
        return None;
    }
    // One reason is no pattern.
    let leading = reasons.leading().filter(|&family| reasons.family(family) >= 2);
    Some(match leading {
        _ if figures.answers == 0 => Suggestion::CheckAddress,
        Some(Family::Time) => Suggestion::SlowerRhythm,
        Some(Family::Contact) => Suggestion::Introduce,
        Some(Family::Will) => Suggestion::AskKindly,
        Some(Family::Other) | None => Suggestion::SecondChance,
    })
}
