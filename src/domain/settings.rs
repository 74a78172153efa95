//! What the organiser chose in `unmentor.toml`.

use std::collections::HashSet;
use std::fmt;

use crate::text::dates::DateOrder;
use crate::text::plain_words;

use super::field::Field;
use super::ids::RoundNumber;
use super::interval::Interval;
use super::mailing::Mailing;
use super::outcome::AnswerRule;
use super::round_day::RoundDay;

/// The settings of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The name of the scheme, shown above reports.
    pub name: String,
    /// The time between rounds.
    pub interval: Interval,
    /// The day of the next round, where it does not follow from the interval alone.
    pub next_round: Option<RoundDay>,
    /// Days from the introduction to the last day for an answer.
    pub closes_after_days: u32,
    /// What it means that somebody says neither in nor out.
    pub opt_in: OptIn,
    /// Whether the turns of those who take part every second or third round are spread.
    pub spread_rhythms: bool,
    /// What happens to the odd one.
    pub odd: Odd,
    /// How answers decide the outcome of a pair.
    pub answers: AnswerRule,
    /// Wishes for the pairing, the most important first.
    pub wishes: Vec<Wish>,
    /// Rounds in a row without a confirmed conversation after which `participants review` names
    /// somebody.
    pub review_after: u32,
    /// Months after a round's date at which `check --purge` takes away what people wrote in it in
    /// their own words; never without it.
    pub purge_after_months: Option<u32>,
    /// Notes on rounds, shown in the growth report.
    pub marks: Vec<Mark>,
    /// How dates such as 03/04/2026 are read where a sheet leaves it open.
    pub dates: Option<DateOrder>,
    /// Columns of foreign sheets that the organiser named, for the sheets to come; one for each
    /// kind of sheet and meaning.
    pub columns: Vec<NamedColumn>,
    /// What was chosen for messages.
    pub mailing: Mailing,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "Random conversations".into(),
            interval: Interval::MONTH,
            next_round: None,
            closes_after_days: 28,
            opt_in: OptIn::Assume,
            spread_rhythms: false,
            odd: Odd::Trio,
            answers: AnswerRule::AnyYes,
            wishes: vec![Wish::Apart(Trait::Organisation)],
            review_after: 3,
            purge_after_months: None,
            marks: vec![],
            dates: None,
            columns: vec![],
            mailing: Mailing::default(),
        }
    }
}

/// What it means that somebody who is due says neither in nor out of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OptIn {
    /// They are in.
    #[default]
    Assume,
    /// They are left out: only who says in is in.
    Ask,
}

impl OptIn {
    /// The word in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Assume => "assume",
            Self::Ask => "ask",
        }
    }

    /// Reads the word in the settings.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Assume, Self::Ask].into_iter().find(|opt_in| opt_in.word() == word)
    }
}

/// What happens when the number of people is odd.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Odd {
    /// Three people talk together.
    #[default]
    Trio,
    /// One person sits out.
    SitOut,
}

impl Odd {
    /// The word in the settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Trio => "trio",
            Self::SitOut => "sit-out",
        }
    }

    /// Reads the word in the settings.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Trio, Self::SitOut].into_iter().find(|odd| odd.word() == word)
    }
}

/// Something of a participant that wishes and reports compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// Where they work.
    Organisation,
    /// The kind of organisation.
    Sector,
    /// The part of the country.
    Region,
}

impl Trait {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Organisation, Self::Sector, Self::Region];

    /// The name of the roster's column.
    pub fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Sector => "sector",
            Self::Region => "region",
        }
    }

    /// A participant's value; empty when unknown.
    pub fn of(self, participant: &super::Participant) -> &str {
        match self {
            Self::Organisation => &participant.organisation,
            Self::Sector => &participant.sector,
            Self::Region => &participant.region,
        }
    }
}

/// A wish for the pairing, fulfilled as far as the rules before it allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Partners should differ in this.
    Apart(Trait),
    /// Partners should share this.
    Together(Trait),
    /// Partners should differ in a column of the organiser's own, named by its heading.
    ApartBy(String),
    /// Partners should share what stands in such a column.
    TogetherBy(String),
    /// Somebody in their first two rounds should meet somebody who has been in more.
    MixNewcomers,
    /// Somebody whose last conversations did not happen should get a partner who usually meets.
    SecondChance,
}

impl Wish {
    /// Every wish there is but for columns of an organiser's own.
    pub fn all() -> impl Iterator<Item = Self> {
        let traits = Trait::ALL.into_iter();
        let others = [Self::MixNewcomers, Self::SecondChance];
        traits.flat_map(|t| [Self::Apart(t), Self::Together(t)]).chain(others)
    }

    /// What of two partners it compares, where reports compare it, too.
    pub fn compares(&self) -> Option<Trait> {
        match self {
            Self::Apart(what) | Self::Together(what) => Some(*what),
            _ => None,
        }
    }

    /// The heading of the column that it compares.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Apart(what) | Self::Together(what) => Some(what.word()),
            Self::ApartBy(heading) | Self::TogetherBy(heading) => Some(heading),
            Self::MixNewcomers | Self::SecondChance => None,
        }
    }

    /// Reads a wish as the settings write it: `apart:organisation`, `together:time zone`,
    /// `second-chance`. The program's own columns that say nothing of a kind, such as the address,
    /// are none to compare.
    pub fn from_words(words: &str) -> Option<Self> {
        let known = Self::all().find(|wish| wish.to_string() == words);
        known.or_else(|| {
            let (what, heading) = words.split_once(':')?;
            let heading = heading.trim();
            let is_own = Field::parse(&heading.to_lowercase()).is_none();
            let heading = Some(heading).filter(|heading| is_own && !heading.is_empty())?;
            match what {
                "apart" => Some(Self::ApartBy(heading.into())),
                "together" => Some(Self::TogetherBy(heading.into())),
                _ => None,
            }
        })
    }
}

impl fmt::Display for Wish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apart(what) => write!(f, "apart:{}", what.word()),
            Self::Together(what) => write!(f, "together:{}", what.word()),
            Self::ApartBy(heading) => write!(f, "apart:{heading}"),
            Self::TogetherBy(heading) => write!(f, "together:{heading}"),
            Self::MixNewcomers => f.write_str("mix:newcomers"),
            Self::SecondChance => f.write_str("second-chance"),
        }
    }
}

/// The three kinds of foreign sheet, each with columns of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetKind {
    /// People who sign up, or a roster.
    Signup,
    /// Past pairings.
    History,
    /// Answers.
    Feedback,
}

impl SheetKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Signup, Self::History, Self::Feedback];

    /// The word in the settings: that of the command which takes such sheets.
    pub fn word(self) -> &'static str {
        match self {
            Self::Signup => "participants",
            Self::History => "rounds",
            Self::Feedback => "outcomes",
        }
    }
}

/// What a column of foreign sheets means, as the organiser once said it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedColumn {
    /// The kind of sheet.
    pub sheet: SheetKind,
    /// What the column means, in the word of `--map`.
    pub meaning: String,
    /// Its heading.
    pub heading: String,
    /// The other headings of the sheet of which it was said; without any it is said of all sheets.
    pub beside: Vec<String>,
}

impl NamedColumn {
    /// Whether it is said of a sheet with these headings: sheets get new columns, so half of the
    /// other headings are enough.
    pub fn is_of<'a>(&self, headings: impl IntoIterator<Item = &'a str>) -> bool {
        let there: HashSet<_> = headings.into_iter().map(plain_words).collect();
        let common = self.beside.iter().filter(|other| there.contains(&plain_words(other)));
        common.count() * 2 >= self.beside.len()
    }
}

/// A note on a round, such as the move from a spreadsheet; marked rounds are left out of trends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The round.
    pub round: RoundNumber,
    /// What happened.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_read_back_as_they_are_written() {
        let own = [Wish::ApartBy("team".into()), Wish::TogetherBy("Time zone".into())];
        for wish in Wish::all().chain(own) {
            assert_eq!(Wish::from_words(&wish.to_string()), Some(wish));
        }
        for words in ["apart:", "apart:email", "together:Status", "mix:team", "team", "apart"] {
            assert_eq!(Wish::from_words(words), None, "{words}");
        }
    }
}
