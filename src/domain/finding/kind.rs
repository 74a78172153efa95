//! The kinds of findings: their names, and what each of them means.

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
