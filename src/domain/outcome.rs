//! What participants said of their conversation, and what follows for the pair.

use chrono::NaiveDate;

use super::ids::Person;

/// Whether a conversation took place: the colour of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They met.
    Met,
    /// They said that they did not.
    NotMet,
    /// Nobody said either, or (under the strict rule) they disagreed.
    NotConfirmed,
}

impl Outcome {
    /// All of them, in the order of every table and legend.
    pub const ALL: [Self; 3] = [Self::Met, Self::NotMet, Self::NotConfirmed];

    /// The words shown to people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not met",
            Self::NotConfirmed => "not confirmed",
        }
    }

    /// The name in JSON and other exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotConfirmed => "not_confirmed",
        }
    }

    /// Whether the line is red: not met or not confirmed.
    pub fn is_red(self) -> bool {
        self != Self::Met
    }
}

/// What one participant said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// We met.
    Yes,
    /// We did not.
    No,
    /// Not so far; says nothing about the outcome.
    NotYet,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotYet];

    /// The word in `outcomes.csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotYet => "not yet",
        }
    }

    /// Reads the exact word, `not-yet` and `not_yet` included; other words are the intake's work.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "yes" => Some(Self::Yes),
            "no" => Some(Self::No),
            "not yet" | "not-yet" | "not_yet" => Some(Self::NotYet),
            _ => None,
        }
    }
}

/// A family of reasons: each calls for another remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// No time: a longer interval or a slower rhythm helps.
    Time,
    /// No contact: a reminder or a better introduction helps.
    Contact,
    /// No will or no permission: a word with the person or their manager helps.
    Will,
    /// Anything else.
    Other,
}

impl Family {
    /// All of them, in the order of every table.
    pub const ALL: [Self; 4] = [Self::Time, Self::Contact, Self::Will, Self::Other];

    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Contact => "contact",
            Self::Will => "will",
            Self::Other => "other",
        }
    }
}

/// Why a conversation did not happen, as a short code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Too much else to do.
    Busy,
    /// On leave, ill, travelling.
    Away,
    /// A date was set and fell through.
    Rescheduled,
    /// Working hours that never overlap.
    Shifts,
    /// The partner did not answer.
    NoReply,
    /// The details were wrong or missing.
    Contact,
    /// It slipped their mind.
    Forgot,
    /// The call or the link did not work.
    Tech,
    /// Did not feel like it.
    Motivation,
    /// Their manager or their work would not let them.
    NoPermission,
    /// None of these; the text says more.
    Other,
}

impl Reason {
    /// All of them, family by family.
    pub const ALL: [Self; 11] = [
        Self::Busy,
        Self::Away,
        Self::Rescheduled,
        Self::Shifts,
        Self::NoReply,
        Self::Contact,
        Self::Forgot,
        Self::Tech,
        Self::Motivation,
        Self::NoPermission,
        Self::Other,
    ];

    /// The code in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Busy => "busy",
            Self::Away => "away",
            Self::Rescheduled => "rescheduled",
            Self::Shifts => "shifts",
            Self::NoReply => "no-reply",
            Self::Contact => "contact",
            Self::Forgot => "forgot",
            Self::Tech => "tech",
            Self::Motivation => "motivation",
            Self::NoPermission => "no-permission",
            Self::Other => "other",
        }
    }

    /// Reads the exact code; phrases are the intake's work.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// The family it belongs to.
    pub fn family(self) -> Family {
        match self {
            Self::Busy | Self::Away | Self::Rescheduled | Self::Shifts => Family::Time,
            Self::NoReply | Self::Contact | Self::Forgot | Self::Tech => Family::Contact,
            Self::Motivation | Self::NoPermission => Family::Will,
            Self::Other => Family::Other,
        }
    }
}

/// Everything one participant said of one round; all of it may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// Who said it.
    pub person: Person,
    /// Whether they met.
    pub answer: Option<Answer>,
    /// The day they said so.
    pub answered_on: Option<NaiveDate>,
    /// Why they did not meet.
    pub reason: Option<Reason>,
    /// How it was, 1 to 5.
    pub rating: Option<u8>,
    /// Free text; absent when all of it is empty, which keeps large programmes small in memory.
    pub words: Option<Box<Words>>,
}

/// The free text of a [`Response`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// The reason in their own words.
    pub reason_text: String,
    /// Anything they wanted to share.
    pub comment: String,
}

impl Response {
    /// Nothing said yet.
    pub fn silent(person: Person) -> Self {
        Self { person, answer: None, answered_on: None, reason: None, rating: None, words: None }
    }

    /// The reason in their own words, or nothing.
    pub fn reason_text(&self) -> &str {
        self.words.as_ref().map_or("", |words| &words.reason_text)
    }

    /// Anything they wanted to share, or nothing.
    pub fn comment(&self) -> &str {
        self.words.as_ref().map_or("", |words| &words.comment)
    }

    /// Puts the free text, dropping it when it is empty.
    pub fn set_words(&mut self, reason_text: &str, comment: &str) {
        let words = Words { reason_text: reason_text.into(), comment: comment.into() };
        self.words = (words != Words::default()).then(|| Box::new(words));
    }
}

columns! {
    /// A column of `outcomes.csv`, and of the sheet in which answers are collected.
    OutcomeColumn
    /// The pair.
    Pair = "pair",
    /// The id of one of its people.
    Participant = "participant",
    /// Their name, for people to read.
    Name = "name",
    /// The names of the others, for people to read.
    Partner = "partner",
    /// Whether they met.
    Answer = "answer",
    /// The day they said so.
    AnsweredOn = "answered_on",
    /// Why they did not meet, as a code.
    Reason = "reason",
    /// Why, in their own words.
    ReasonText = "reason_text",
    /// How it was, 1 to 5.
    Rating = "rating",
    /// Anything they wanted to share.
    Comment = "comment",
}

/// How the answers of a pair decide its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AnswerRule {
    /// Any yes: met; else any no: not met; else not confirmed.
    #[default]
    AnyYes,
    /// Any no: not met; else any yes: met; else not confirmed.
    AnyNo,
    /// As `AnyYes`, but a yes beside a no is not confirmed.
    Strict,
}

impl AnswerRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::AnyYes, Self::AnyNo, Self::Strict];

    /// The word in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::AnyYes => "any-yes",
            Self::AnyNo => "any-no",
            Self::Strict => "strict",
        }
    }

    /// Reads the word in the settings.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }

    /// What the answers of one pair or trio come to.
    pub fn verdict(self, responses: &[Response]) -> Verdict {
        let (yes, no) = (is_said(responses, Answer::Yes), is_said(responses, Answer::No));
        let outcome = match (yes, no, self) {
            (true, true, Self::Strict) | (false, false, _) => Outcome::NotConfirmed,
            (true, false, _) | (true, true, Self::AnyYes) => Outcome::Met,
            (false, true, _) | (true, true, Self::AnyNo) => Outcome::NotMet,
        };
        Verdict { outcome, disagreement: Self::disagree(responses) }
    }

    /// Whether one said yes and another no.
    pub fn disagree(responses: &[Response]) -> bool {
        is_said(responses, Answer::Yes) && is_said(responses, Answer::No)
    }
}

fn is_said(responses: &[Response], answer: Answer) -> bool {
    responses.iter().any(|response| response.answer == Some(answer))
}

/// What the answers of a pair come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome of the pair.
    pub outcome: Outcome,
    /// One said yes, another no.
    pub disagreement: bool,
}

/// The earliest reason that a pair gave, by day and then by order in the file; what stands in
/// reports for a pair with a red line.
pub fn first_reason(responses: &[Response]) -> Option<&Response> {
    let given = responses.iter().filter(|r| r.reason.is_some());
    given.min_by_key(|r| r.answered_on.unwrap_or(NaiveDate::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(answers: &[Option<Answer>]) -> [Outcome; 3] {
        let said = |&answer| Response { answer, ..Response::silent(Person(0)) };
        let responses: Vec<_> = answers.iter().map(said).collect();
        AnswerRule::ALL.map(|rule| rule.verdict(&responses).outcome)
    }

    #[test]
    fn the_three_rules_differ_only_where_partners_disagree() {
        use Answer::{No, NotYet, Yes};
        use Outcome::{Met, NotConfirmed, NotMet};
        assert_eq!(verdicts(&[Some(Yes), Some(No)]), [Met, NotMet, NotConfirmed]);
        assert_eq!(verdicts(&[Some(Yes), None]), [Met; 3]);
        assert_eq!(verdicts(&[Some(No), Some(NotYet)]), [NotMet; 3]);
        assert_eq!(verdicts(&[Some(NotYet), None]), [NotConfirmed; 3]);
        assert_eq!(verdicts(&[None, None, Some(Yes)]), [Met; 3]);
    }

    #[test]
    fn words_and_codes_read_back() {
        for answer in Answer::ALL {
            assert_eq!(Answer::from_word(answer.word()), Some(answer));
        }
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
        }
        for rule in AnswerRule::ALL {
            assert_eq!(AnswerRule::from_word(rule.word()), Some(rule));
        }
    }
}
