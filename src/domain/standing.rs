//! How a pair stands on a day: its outcome, or why it has none yet.
//!
//! One rule says until when a round is open, and everything that asks takes it from here.

use chrono::{Days, NaiveDate};

use super::ids::{PairId, Person};
use super::outcome::{Answer, AnswerRule, Outcome, Response};
use super::programme::Programme;
use super::round::{Collection, Pair, Round};
use super::settings::Settings;

/// What is to be seen of a pair on a day. A pair with a yes or a no has its outcome at once; one
/// without is not confirmed only when its round has closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// They met.
    Met,
    /// They said that they did not.
    NotMet,
    /// The round has closed, and nobody said either, or (under the strict rule) they disagreed.
    NotConfirmed,
    /// The round is open, and nobody has said either yet.
    Waiting,
    /// Nobody was ever asked.
    NotCollected,
}

impl Standing {
    /// All of them, in the order of every table and legend.
    pub const ALL: [Self; 5] =
        [Self::Met, Self::NotMet, Self::NotConfirmed, Self::Waiting, Self::NotCollected];

    /// How a pair stands after what its people said; `silence` is how one stands of whom nobody
    /// said yes or no.
    pub fn of(rule: AnswerRule, said: &[Response], silence: Self) -> Self {
        if is_silent(said) { silence } else { rule.verdict(said).outcome.into() }
    }

    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => Outcome::Met.words(),
            Self::NotMet => Outcome::NotMet.words(),
            Self::NotConfirmed => Outcome::NotConfirmed.words(),
            Self::Waiting => "waiting for an answer",
            Self::NotCollected => "not collected",
        }
    }

    /// The name of it in classes of pictures.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::NotCollected => "not_collected",
            counted => counted.outcome().code(),
        }
    }

    /// The outcome in JSON and other exports, which know three of them.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Met => Outcome::Met,
            Self::NotMet => Outcome::NotMet,
            Self::NotConfirmed | Self::Waiting | Self::NotCollected => Outcome::NotConfirmed,
        }
    }

    /// Whether it counts in rates: the others have no outcome yet, or will never have one.
    pub fn counts(self) -> bool {
        matches!(self, Self::Met | Self::NotMet | Self::NotConfirmed)
    }

    /// Whether the line is red.
    pub fn is_red(self) -> bool {
        matches!(self, Self::NotMet | Self::NotConfirmed)
    }
}

impl From<Outcome> for Standing {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::Met,
            Outcome::NotMet => Self::NotMet,
            Outcome::NotConfirmed => Self::NotConfirmed,
        }
    }
}

/// Whether nobody said yes or no; `not yet` is neither.
fn is_silent(said: &[Response]) -> bool {
    !said.iter().any(|response| matches!(response.answer, Some(Answer::Yes | Answer::No)))
}

impl Round {
    /// Whether answers were ever asked for: a mark says that they were not, as long as there are
    /// none.
    pub fn is_collected(&self) -> bool {
        self.head.answers == Collection::Asked
            || self.responses().iter().any(|response| response.answer.is_some())
    }

    /// Whether anybody wrote something in their own words.
    pub fn has_words(&self) -> bool {
        self.responses().iter().any(|said| said.words.is_some())
    }

    /// The last day on which it is open; it belongs to the round.
    pub fn last_day(&self, settings: &Settings) -> NaiveDate {
        let days = Days::new(u64::from(settings.closes_after_days));
        let usual = || self.head.date.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        self.head.closes.unwrap_or_else(usual)
    }

    /// The last day of a pair, which may be later than that of the round.
    pub fn last_day_of(&self, pair: &Pair, settings: &Settings) -> NaiveDate {
        let longer = self.longer.as_ref().filter(|_| self.is_longer(pair));
        longer.map_or_else(|| self.last_day(settings), |longer| longer.closes)
    }

    /// Everybody in its pairs who has said nothing, with their pair.
    pub fn silent(&self) -> impl Iterator<Item = (&Pair, Person)> {
        self.answered_pairs().flat_map(|(pair, said)| {
            let silent = said.iter().filter(|response| response.answer.is_none());
            silent.map(move |response| (pair, response.person))
        })
    }

    /// How a pair stands on a day of whom nobody said yes or no, if it has no longer than the round.
    pub fn silence(&self, day: NaiveDate, settings: &Settings) -> Standing {
        self.silence_until(self.last_day(settings), day)
    }

    fn silence_until(&self, last: NaiveDate, day: NaiveDate) -> Standing {
        if !self.is_collected() {
            Standing::NotCollected
        } else if day <= last {
            Standing::Waiting
        } else {
            Standing::NotConfirmed
        }
    }

    /// Whether a pair is awaited on a day that has no longer than the round.
    pub fn keeps_the_next_waiting(&self, day: NaiveDate, settings: &Settings) -> bool {
        self.silence(day, settings) == Standing::Waiting
            && self.answered_pairs().any(|(pair, said)| !self.is_longer(pair) && is_silent(said))
    }

    /// Whether it is open on a day: its last day has not passed, and somebody is still awaited.
    pub fn is_open(&self, day: NaiveDate, settings: &Settings) -> bool {
        let mut silent = self.answered_pairs().filter(|(_, said)| is_silent(said));
        self.is_collected() && silent.any(|(pair, _)| day <= self.last_day_of(pair, settings))
    }

    /// Each pair with what its people said and how it stands on a day.
    pub fn standings(
        &self,
        day: NaiveDate,
        settings: &Settings,
    ) -> impl Iterator<Item = (&Pair, &[Response], Standing)> {
        let usual = self.silence(day, settings);
        let longer = self.longer.as_ref().map_or(usual, |one| self.silence_until(one.closes, day));
        self.answered_pairs().map(move |(pair, said)| {
            let silence = if self.is_longer(pair) { longer } else { usual };
            (pair, said, Standing::of(settings.answers, said, silence))
        })
    }
}

impl Programme {
    /// The latest round if it is still open on a day.
    pub fn open_round(&self, day: NaiveDate) -> Option<&Round> {
        self.latest().filter(|latest| latest.is_open(day, &self.settings))
    }

    /// The pair of somebody in the round that is open on a day, while an answer is awaited.
    pub fn waiting_pair(&self, person: Person, day: NaiveDate) -> Option<PairId> {
        let round = self.open_round(day)?;
        let (pair, said) = round.answered_pairs().find(|(pair, _)| pair.contains(person))?;
        is_silent(said).then(|| pair.id(round.number()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::RoundHead;
    use super::super::sample::{add_round, answer, month, programme};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn change(programme: &mut Programme, change: impl Fn(&mut RoundHead)) {
        let mut round = programme.rounds()[0].clone();
        change(&mut round.head);
        programme.put_round(round);
    }

    #[test]
    fn a_round_is_open_through_its_last_day() {
        let mut programme = programme(4);
        add_round(&mut programme, &[&[0, 1], &[2, 3]]);
        let open = |programme: &Programme, on| programme.open_round(day(on)).is_some();
        assert_eq!(programme.rounds()[0].head.date, month(1));
        assert!(open(&programme, "2026-01-29") && !open(&programme, "2026-01-30"));
        change(&mut programme, |head| head.closes = Some(day("2026-01-10")));
        assert!(open(&programme, "2026-01-10") && !open(&programme, "2026-01-11"));
        answer(&mut programme, 1, 0, Answer::No);
        answer(&mut programme, 1, 2, Answer::NotYet);
        let standing = |programme: &Programme, on| {
            let all = programme.rounds()[0].standings(day(on), &programme.settings);
            all.map(|(_, _, standing)| standing).collect::<Vec<_>>()
        };
        assert_eq!(standing(&programme, "2026-01-10"), [Standing::NotMet, Standing::Waiting]);
        assert_eq!(standing(&programme, "2026-01-11"), [Standing::NotMet, Standing::NotConfirmed]);
        answer(&mut programme, 1, 3, Answer::Yes);
        assert!(!open(&programme, "2026-01-10"), "nobody is awaited");
    }

    #[test]
    fn nobody_waits_for_answers_that_nobody_asked_for() {
        let mut programme = programme(2);
        add_round(&mut programme, &[&[0, 1]]);
        change(&mut programme, |head| head.answers = Collection::NotCollected);
        let first = month(1);
        assert!(programme.open_round(first).is_none());
        let standing = |programme: &Programme| {
            programme.rounds()[0].standings(first, &programme.settings).next().unwrap().2
        };
        assert_eq!(standing(&programme), Standing::NotCollected);
        answer(&mut programme, 1, 1, Answer::NotYet);
        assert_eq!(standing(&programme), Standing::Waiting, "somebody has answered after all");
    }

    #[test]
    fn partners_who_disagree_have_said_so() {
        let mut programme = programme(2);
        programme.settings.answers = AnswerRule::Strict;
        add_round(&mut programme, &[&[0, 1]]);
        answer(&mut programme, 1, 0, Answer::Yes);
        answer(&mut programme, 1, 1, Answer::No);
        let round = &programme.rounds()[0];
        let (_, _, standing) = round.standings(month(1), &programme.settings).next().unwrap();
        assert_eq!(standing, Standing::NotConfirmed);
    }
}
