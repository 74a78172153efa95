//! Something wrong with the data: where, what, and what to do about it.

use std::fmt;

/// Where in an organiser's file something stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the organiser knows it, such as `participants.csv`.
    pub file: String,
    /// The sheet, when the file is a workbook.
    pub sheet: Option<String>,
    /// The line, from 1, as an editor counts, or the row of a sheet; absent when the whole file is
    /// meant.
    pub line: Option<u64>,
    /// The heading of the column, or its letter where there is no heading; in a workbook always
    /// the letter.
    pub column: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: u64) -> Self {
        Self::file(file).at_line(line)
    }

    /// The same file, a sheet of it.
    #[must_use]
    pub fn in_sheet(mut self, sheet: impl Into<String>) -> Self {
        self.sheet = Some(sheet.into());
        self
    }

    /// The same file or sheet, at a line.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place, in a column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        let Some(sheet) = &self.sheet else {
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            return match &self.column {
                Some(column) => write!(f, ", column `{column}`"),
                None => Ok(()),
            };
        };
        write!(f, ", sheet `{sheet}`")?;
        match (&self.column, self.line) {
            (Some(column), Some(line)) => write!(f, ", cell {column}{line}"),
            (Some(column), None) => write!(f, ", column {column}"),
            (None, Some(line)) => write!(f, ", row {line}"),
            (None, None) => Ok(()),
        }
    }
}

/// Declares the kinds of findings with their names, so that neither can be forgotten.
macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $kind:ident = $name:literal,)+) => {
        /// What kind of thing is wrong. Its name is for scripts and for the manual.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $($(#[doc = $meaning])+ $kind,)+
        }

        impl FindingKind {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// A short fixed name such as `unknown-address`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                }
            }

            /// What it means, in a sentence or two.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($meaning),+).trim_ascii(),)+
                }
            }
        }
    };
}

kinds! {
    /// TODO.
    AddressOfTwo = "address-of-two",
    /// TODO.
    AmbiguousColumn = "ambiguous-column",
    /// TODO.
    AmbiguousDate = "ambiguous-date",
    /// TODO.
    AmbiguousName = "ambiguous-name",
    /// TODO.
    AmbiguousPerson = "ambiguous-person",
    /// TODO.
    AmbiguousSheet = "ambiguous-sheet",
    /// TODO.
    AnonymousSheet = "anonymous-sheet",
    /// TODO.
    Answer = "answer",
    /// TODO.
    AnswerBeforeRound = "answer-before-round",
    /// TODO.
    AnsweredTwice = "answered-twice",
    /// TODO.
    BadAddress = "bad-address",
    /// TODO.
    BadDate = "bad-date",
    /// TODO.
    BadId = "bad-id",
    /// TODO.
    BadInterval = "bad-interval",
    /// TODO.
    BadName = "bad-name",
    /// TODO.
    BadPair = "bad-pair",
    /// TODO.
    BadRating = "bad-rating",
    /// TODO.
    BadRhythm = "bad-rhythm",
    /// TODO.
    BadRound = "bad-round",
    /// TODO.
    BadStatus = "bad-status",
    /// TODO.
    BrokenAddress = "broken-address",
    /// TODO.
    BrokenQuote = "broken-quote",
    /// TODO.
    BrokenWorkbook = "broken-workbook",
    /// TODO.
    ChangedDates = "changed-dates",
    /// TODO.
    ChangedPairs = "changed-pairs",
    /// TODO.
    ClosesBeforeDate = "closes-before-date",
    /// TODO.
    ClosesTooEarly = "closes-too-early",
    /// TODO.
    CorrectedAnswer = "corrected-answer",
    /// TODO.
    Date = "date",
    /// TODO.
    Disagreement = "disagreement",
    /// TODO.
    DoubledRow = "doubled-row",
    /// TODO.
    DoublyEncoded = "doubly-encoded",
    /// TODO.
    DuplicateAddress = "duplicate-address",
    /// TODO.
    DuplicateColumn = "duplicate-column",
    /// TODO.
    DuplicateId = "duplicate-id",
    /// TODO.
    DuplicatePair = "duplicate-pair",
    /// TODO.
    EmptyFile = "empty-file",
    /// TODO.
    ErrorCell = "error-cell",
    /// TODO.
    ExcludedPair = "excluded-pair",
    /// TODO.
    FolderName = "folder-name",
    /// TODO.
    Forgotten = "forgotten",
    /// TODO.
    FutureRound = "future-round",
    /// TODO.
    Gone = "gone",
    /// TODO.
    Id = "id",
    /// TODO.
    IdOfTwo = "id-of-two",
    /// TODO.
    InconsistentRound = "inconsistent-round",
    /// TODO.
    LeftBeforeJoined = "left-before-joined",
    /// TODO.
    LinesInCells = "lines-in-cells",
    /// TODO.
    Link = "link",
    /// TODO.
    LostCharacter = "lost-character",
    /// TODO.
    Machinery = "machinery",
    /// TODO.
    MissingColumn = "missing-column",
    /// TODO.
    MissingFile = "missing-file",
    /// TODO.
    MissingRound = "missing-round",
    /// TODO.
    MissingRow = "missing-row",
    /// TODO.
    MissingSetting = "missing-setting",
    /// TODO.
    MixedDates = "mixed-dates",
    /// TODO.
    MixedEncodings = "mixed-encodings",
    /// TODO.
    NamedTwice = "named-twice",
    /// TODO.
    NoAddress = "no-address",
    /// TODO.
    NoFirstPerson = "no-first-person",
    /// TODO.
    NoName = "no-name",
    /// TODO.
    NoRows = "no-rows",
    /// TODO.
    NoSecondPerson = "no-second-person",
    /// TODO.
    NoSheets = "no-sheets",
    /// TODO.
    Nobody = "nobody",
    /// TODO.
    NobodyNamed = "nobody-named",
    /// TODO.
    NotAFile = "not-a-file",
    /// TODO.
    NotAFolder = "not-a-folder",
    /// TODO.
    NotATable = "not-a-table",
    /// TODO.
    NotInRound = "not-in-round",
    /// TODO.
    NotPaired = "not-paired",
    /// TODO.
    NotUtf8 = "not-utf8",
    /// TODO.
    NulByte = "nul-byte",
    /// TODO.
    NulCharacter = "nul-character",
    /// TODO.
    OddCharacters = "odd-characters",
    /// TODO.
    OddDay = "odd-day",
    /// TODO.
    OlderAnswer = "older-answer",
    /// TODO.
    OnItsSide = "on-its-side",
    /// TODO.
    OpenRound = "open-round",
    /// TODO.
    OtherName = "other-name",
    /// TODO.
    OtherPair = "other-pair",
    /// TODO.
    OtherPartner = "other-partner",
    /// TODO.
    OtherRound = "other-round",
    /// TODO.
    OwnPartner = "own-partner",
    /// TODO.
    PairAgain = "pair-again",
    /// TODO.
    PairName = "pair-name",
    /// TODO.
    PairTwice = "pair-twice",
    /// TODO.
    PartnerSpelledOtherwise = "partner-spelled-otherwise",
    /// TODO.
    Password = "password",
    /// TODO.
    PersonTwice = "person-twice",
    /// TODO.
    RaggedRow = "ragged-row",
    /// TODO.
    Rating = "rating",
    /// TODO.
    ReadableByAll = "readable-by-all",
    /// TODO.
    Reason = "reason",
    /// TODO.
    RepeatedHeader = "repeated-header",
    /// TODO.
    Rhythm = "rhythm",
    /// TODO.
    RoundOrder = "round-order",
    /// TODO.
    RoundsOutOfOrder = "rounds-out-of-order",
    /// TODO.
    RowCount = "row-count",
    /// TODO.
    RowTwice = "row-twice",
    /// TODO.
    SameMailbox = "same-mailbox",
    /// TODO.
    SameName = "same-name",
    /// TODO.
    SamePerson = "same-person",
    /// TODO.
    SeveralAddresses = "several-addresses",
    /// TODO.
    SignedUpAgain = "signed-up-again",
    /// TODO.
    SignedUpTwice = "signed-up-twice",
    /// TODO.
    Status = "status",
    /// TODO.
    StrayFile = "stray-file",
    /// TODO.
    Toml = "toml",
    /// TODO.
    TooLarge = "too-large",
    /// TODO.
    TooManyProblems = "too-many-problems",
    /// TODO.
    TwiceInAPair = "twice-in-a-pair",
    /// TODO.
    TwiceInARound = "twice-in-a-round",
    /// TODO.
    UnclosedQuote = "unclosed-quote",
    /// TODO.
    Undecodable = "undecodable",
    /// TODO.
    UnknownAddress = "unknown-address",
    /// TODO.
    UnknownAnswer = "unknown-answer",
    /// TODO.
    UnknownColumn = "unknown-column",
    /// TODO.
    UnknownHeading = "unknown-heading",
    /// TODO.
    UnknownId = "unknown-id",
    /// TODO.
    UnknownPerson = "unknown-person",
    /// TODO.
    UnknownRound = "unknown-round",
    /// TODO.
    UnknownSetting = "unknown-setting",
    /// TODO.
    UnknownSheet = "unknown-sheet",
    /// TODO.
    UntilWithoutPause = "until-without-pause",
    /// TODO.
    UnwantedMeaning = "unwanted-meaning",
    /// TODO.
    Value = "value",
    /// TODO.
    WrongKind = "wrong-kind",
    /// TODO.
    WrongPair = "wrong-pair",
    /// TODO.
    WrongRound = "wrong-round",
}

/// One thing that is wrong. Several are reported together, never only the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing is wrong.
    pub kind: FindingKind,
    /// Where it stands.
    pub place: Place,
    /// What is wrong: lower case, values in backticks, no full stop.
    pub message: String,
    /// What to do or to type, when something can be said.
    pub hint: Option<String>,
    /// The text in question, as it stands in the file.
    pub excerpt: Option<String>,
}

impl Finding {
    /// A finding without hint or excerpt.
    pub fn new(kind: FindingKind, place: Place, message: impl Into<String>) -> Self {
        Self { kind, place, message: message.into(), hint: None, excerpt: None }
    }

    /// The same finding with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same finding with the text in question.
    #[must_use]
    pub fn excerpt(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = Some(excerpt.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_shown_as_its_program_counts() {
        let line = Place::line("a.csv", 7);
        assert_eq!(line.to_string(), "a.csv:7");
        assert_eq!(line.in_column("email").to_string(), "a.csv:7, column `email`");
        let sheet = Place::file("a.xlsx").in_sheet("May");
        assert_eq!(sheet.to_string(), "a.xlsx, sheet `May`");
        let row = sheet.at_line(17);
        assert_eq!(row.to_string(), "a.xlsx, sheet `May`, row 17");
        assert_eq!(row.in_column("D").to_string(), "a.xlsx, sheet `May`, cell D17");
    }
}
