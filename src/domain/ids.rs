//! Names for participants, rounds and pairs that survive a spreadsheet.

use std::borrow::Borrow;
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::text::digits;

/// A participant's id, such as `P0042`: given once, never reused.
///
/// Organisers may bring ids of their own; any text without spaces, commas or semicolons will do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParticipantId(Box<str>);

impl ParticipantId {
    /// The longest id that is accepted, in bytes.
    pub const LONGEST: usize = 64;

    /// Reads an id; `None` when the text cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= Self::LONGEST;
        let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '#'));
        (fits && plain).then(|| Self(text.into()))
    }

    /// The id with a running number, `P0001` onwards.
    pub fn numbered(number: u32) -> Self {
        Self(format!("P{number:04}").into())
    }

    /// The running number of an id that this program gave.
    pub fn number(&self) -> Option<u32> {
        let digits = self.0.strip_prefix('P')?;
        (digits.len() >= 4 && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())?
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for ParticipantId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ParticipantId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A participant within one loaded programme: the position in its [`Roster`](super::Roster).
///
/// It is small and quick, but it means nothing outside that roster and is never written to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(pub u32);

impl Person {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The number of a round, 1 or more; past rounds may begin anywhere and have gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoundNumber(NonZeroU32);

impl RoundNumber {
    /// The first round of a new programme.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// `None` for zero.
    pub fn new(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// The number itself.
    pub fn get(self) -> u32 {
        self.0.get()
    }

    /// The round after this one.
    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    /// The round this many rounds later.
    #[must_use]
    pub fn plus(self, rounds: u32) -> Self {
        Self(self.0.saturating_add(rounds))
    }
}

impl fmt::Display for RoundNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RoundNumber {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.parse().ok().and_then(Self::new);
        number.ok_or_else(|| format!("`{text}` is not a round number such as 5"))
    }
}

/// The name of a pair or trio, such as `r05-017`: the 17th of round 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PairId {
    /// The round.
    pub round: RoundNumber,
    /// The running number within the round, from 1.
    pub number: u32,
}

impl fmt::Display for PairId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (round, number) = (self.round.get(), self.number);
        if f.width().is_some() {
            return f.pad(&format!("r{round:02}-{number:03}"));
        }
        write!(f, "r{round:02}-{number:03}")
    }
}

impl FromStr for PairId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let [b'r' | b'R', name @ ..] = text.as_bytes() else { return None };
            let dash = name.iter().position(|&byte| byte == b'-')?;
            let number = digits(&name[dash + 1..]).filter(|&number| number > 0)?;
            Some(Self { round: RoundNumber::new(digits(&name[..dash])?)?, number })
        };
        parse().ok_or_else(|| format!("`{text}` is not a pair such as r05-017"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_they_were_written() {
        assert_eq!(ParticipantId::numbered(42).as_str(), "P0042");
        assert_eq!(ParticipantId::numbered(1_500_000).number(), Some(1_500_000));
        assert_eq!(ParticipantId::parse("staff-7").map(|id| id.number()), Some(None));
        let pair: PairId = "R05-017".parse().unwrap();
        assert_eq!(pair.to_string(), "r05-017");
        assert_eq!("r123-12345".parse::<PairId>().unwrap().to_string(), "r123-12345");
    }

    #[test]
    fn what_cannot_be_an_id_is_refused() {
        for bad in ["", "two words", "a,b", "a;b", "=1", "P\u{7}"] {
            assert_eq!(ParticipantId::parse(bad), None, "{bad:?}");
        }
        for bad in ["", "r05", "05-017", "r00-001", "r05-000", "r5-+1", "r05-017x"] {
            assert!(bad.parse::<PairId>().is_err(), "{bad:?}");
        }
    }
}
