//! What a column of a sheet can mean.

use std::fmt;
use std::str::FromStr;

use crate::domain::Field;
use crate::text::plain;

/// What a column means, whatever its heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// A column of the roster.
    Of(Field),
    /// The first part of a name.
    FirstName,
    /// The last part of a name.
    LastName,
    /// When a form was filled in.
    Timestamp,
    /// The number of a round.
    Round,
    /// The day of a round.
    Date,
    /// The last day of a round.
    Closes,
    /// Months until the next round.
    IntervalMonths,
    /// The name or number of a pair.
    Pair,
    /// The first person of a pair.
    A,
    /// The second person of a pair.
    B,
    /// The third person of a trio.
    C,
    /// Who answers: an id, an address or a name.
    Participant,
    /// With whom they were put together.
    Partner,
    /// Whether they met.
    Answer,
    /// A code for why they did not.
    Reason,
    /// Why they did not, in their words.
    ReasonText,
    /// How it was, 1 to 5.
    Rating,
    /// Anything else they said.
    Comment,
    /// Whether they take part: yes or no, or a word such as `declined`.
    TakesPart,
    /// Whether they skip, pause or are away.
    Skips,
    /// Whether they are gone for good.
    Gone,
    /// Nothing that counts here.
    Ignore,
}

/// Each other meaning with the word an organiser types for it.
const WORDS: [(Meaning, &str); 22] = [
    (Meaning::FirstName, "first_name"),
    (Meaning::LastName, "last_name"),
    (Meaning::Timestamp, "timestamp"),
    (Meaning::Round, "round"),
    (Meaning::Date, "date"),
    (Meaning::Closes, "closes"),
    (Meaning::IntervalMonths, "interval_months"),
    (Meaning::Pair, "pair"),
    (Meaning::A, "a"),
    (Meaning::B, "b"),
    (Meaning::C, "c"),
    (Meaning::Participant, "participant"),
    (Meaning::Partner, "partner"),
    (Meaning::Answer, "answer"),
    (Meaning::Reason, "reason"),
    (Meaning::ReasonText, "reason_text"),
    (Meaning::Rating, "rating"),
    (Meaning::Comment, "comment"),
    (Meaning::TakesPart, "taking_part"),
    (Meaning::Skips, "skip"),
    (Meaning::Gone, "gone"),
    (Meaning::Ignore, "ignore"),
];

impl Meaning {
    /// The word for it in `--map` and in messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Of(field) => field.word(),
            _ => WORDS.iter().find(|(meaning, _)| *meaning == self).map_or("", |(_, word)| word),
        }
    }

    /// Those of which a sheet may have several columns: whether somebody takes part.
    pub const PRESENCE: [Self; 3] = [Self::TakesPart, Self::Skips, Self::Gone];

    /// Whether a sheet may have several columns of it.
    pub fn is_presence(self) -> bool {
        Self::PRESENCE.contains(&self)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Field::ALL.into_iter().map(Self::Of).chain(WORDS.iter().map(|(meaning, _)| *meaning))
    }
}

/// What a column is named with, as it is typed.
pub fn map_line(meaning: Meaning, heading: &str) -> String {
    format!("`--map {}=\"{}\"`", meaning.word(), plain(heading).replace('"', "\\\""))
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Meaning {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let wanted = if word == "answered_on" { "timestamp" } else { word };
        Self::all().find(|meaning| meaning.word() == wanted).ok_or_else(|| {
            let words: Vec<_> = Self::all().map(Self::word).collect();
            format!(
                "`{word}` is not something that a column can mean; one of: {}",
                words.join(", ")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_has_a_word_that_reads_back() {
        for meaning in Meaning::all() {
            assert_eq!(meaning.word().parse(), Ok(meaning));
        }
        assert_eq!("answered_on".parse(), Ok(Meaning::Timestamp));
        assert!("shoe_size".parse::<Meaning>().is_err());
    }
}
