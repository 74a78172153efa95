//! The names of our own messages: `r06-017.P0042.question.1.kx@north.example`.
//!
//! Making and reading stand in this one file. Most ways out replace a Message-ID, so a reply is known
//! by its token first; where the name has survived, it says to whose question a reply belongs.

use std::fmt;

use super::ids::{PairId, ParticipantId, RoundNumber};
use super::message::MessageKind;
use super::token::{Asked, Letters, Token};
use crate::text::digits;

/// The name of a message, without the domain behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageId {
    /// The round that it is about.
    pub round: RoundNumber,
    /// The pair, where it is about one.
    pub pair: Option<PairId>,
    /// To whom, as [`atoms`] writes the id; `pair` where it goes to all of one.
    pub to: String,
    /// What it is for.
    pub kind: MessageKind,
    /// The running number.
    pub number: u32,
    /// The letters of its round or pair.
    pub letters: Letters,
}

impl MessageId {
    /// Reads the name in a header, with or without its angle brackets; `None` when it is no message
    /// of this program.
    pub fn parse(id: &str) -> Option<Self> {
        let id = id.trim().trim_start_matches('<').trim_end_matches('>');
        let (own, _) = id.rsplit_once('@')?;
        let mut parts = own.split('.');
        let place = parts.next()?;
        let to = parts.next()?.to_owned();
        let kind = MessageKind::from_word(parts.next()?)?;
        let number = digits(parts.next()?.as_bytes())?;
        let letters = Letters::parse(parts.next()?)?;
        if parts.next().is_some() || to.is_empty() {
            return None;
        }
        let pair: Option<PairId> = place.parse().ok();
        let alone = || RoundNumber::new(digits(place.strip_prefix('r')?.as_bytes())?);
        let round = pair.map(|pair| pair.round).or_else(alone)?;
        Some(Self { round, pair, to, kind, number, letters })
    }

    /// The question that a reply to it answers; none where it asks nothing.
    pub fn token(&self) -> Option<Token> {
        let asked = match (self.kind, self.pair) {
            (MessageKind::Question, Some(pair)) => Asked::Met(pair),
            (MessageKind::Invitation, _) => Asked::In(self.round),
            _ => return None,
        };
        Some(Token { asked, letters: self.letters })
    }

    /// Whether it went to somebody.
    pub fn is_to(&self, id: &ParticipantId) -> bool {
        self.to.eq_ignore_ascii_case(&atoms(id.as_str()))
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pair {
            Some(pair) => write!(f, "{pair}")?,
            None => write!(f, "r{:02}", self.round.get())?,
        }
        let Self { to, kind, number, letters, .. } = self;
        write!(f, ".{to}.{}.{number}.{letters}", kind.word())
    }
}

/// An id with only what may stand in a Message-ID (RFC 5322, `atext`); the rest as hexadecimals.
pub fn atoms(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '#');
    let each = |c: char| if plain(c) { c.to_string() } else { format!("={:x}", u32::from(c)) };
    id.chars().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_was_written_and_only_a_question_asks() {
        for (name, token) in [
            ("r06-017.P0042.question.1.kx", Some("[r06-017-kx?]")),
            ("r07.P0042.invitation.2.kx", Some("[r07-kx?]")),
            ("r06-017.P0042.introduction.1.kx", None),
            ("r06-017.pair.introduction.1.kx", None),
            ("r06.a=2eb.reminder.1.kx", None),
        ] {
            let read = MessageId::parse(&format!("<{name}@north.example>")).unwrap();
            assert_eq!(read.to_string(), name);
            assert_eq!(read.token().map(|token| token.to_string()).as_deref(), token, "{name}");
        }
        for strange in [
            "x@y",
            "r06-017.P1.question.1.kx",
            "r06-017.P1.letter.1.kx@y",
            "",
            "@",
            "r.P.question.1.kx@y",
        ] {
            assert_eq!(MessageId::parse(strange), None, "{strange}");
        }
    }
}
