//! The kinds of findings: their names, where they can stand, what they mean and what to do.
//!
//! The file is long because it is one list, from which `docs/findings.md` is written as well.

/// Declares the kinds of findings with all that is said of them, so that nothing can be forgotten.
macro_rules! kinds {
    ($($(#[doc = $meaning:literal])+ $kind:ident = $name:literal, $at:ident, $cure:literal;)+) => {
        /// What kind of thing is wrong. Its name is for scripts and for the manual.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind {
            $(
                $(#[doc = $meaning])+
                #[doc = ""]
                #[doc = $cure]
                $kind,
            )+
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

            /// Where it can stand.
            pub fn found(self) -> Found {
                match self {
                    $(Self::$kind => Found::$at,)+
                }
            }

            /// What it means, in a few sentences of Markdown.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($meaning),+).trim_ascii(),)+
                }
            }

            /// What to do about it or to type, in a few sentences of Markdown.
            pub fn cure(self) -> &'static str {
                match self {
                    $(Self::$kind => $cure,)+
                }
            }
        }
    };
}

/// Where a kind of finding can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// In the files of the programme folder.
    OwnFiles,
    /// In sheets that are imported.
    Sheets,
    /// In both.
    Both,
}

kinds! {
    /// One address stands beside two different names, or beside an id that is somebody else's.
    AddressOfTwo = "address-of-two", Sheets,
        "Give each person an address of their own. If both rows are one person, write the name \
         or the id alike in both.";
    /// Two columns could have the same meaning, and their cells differ, so neither is taken.
    AmbiguousColumn = "ambiguous-column", Sheets,
        "Say which one it is, as in `--map email=\"Work e-mail\"`. Where two headings are the \
         same, rename one.";
    /// Nothing in the column shows whether a date such as 03/04/2026 is 3 April or 4 March.
    AmbiguousDate = "ambiguous-date", Both,
        "To the import add `--dates day-first` or `--dates month-first`; it is remembered in \
         `unmentor.toml`. For a file of the folder that a spreadsheet has saved, \
         `unmentor check --repair --dates day-first` shows each cell as it would be read, and \
         with `--yes` writes it.";
    /// A name in `exclusions.csv` belongs to several people of the roster.
    AmbiguousName = "ambiguous-name", OwnFiles,
        "Write the id, such as `P0042`, in place of the name.";
    /// A name in the sheet belongs to several people of the roster.
    AmbiguousPerson = "ambiguous-person", Sheets,
        "Write the id or the e-mail address in place of the name.";
    /// The workbook has several sheets that could be the one to import.
    AmbiguousSheet = "ambiguous-sheet", Sheets,
        "Name it: `--sheet \"May\"`.";
    /// No row of a feedback form says who answered, so no answer can be attributed.
    AnonymousSheet = "anonymous-sheet", Sheets,
        "If a column does say it under another heading, name that column: `--map email=\"Your \
         address\"`. Otherwise let the form ask for the address.";
    /// The answer in `outcomes.csv` is none of its words.
    Answer = "answer", OwnFiles,
        "Write `yes`, `no` or `not yet`, or leave the cell empty.";
    /// An answer in `outcomes.csv` is dated before its round began.
    AnswerBeforeRound = "answer-before-round", OwnFiles,
        "Correct `answered_on` in `outcomes.csv`, or `date` in `round.toml`.";
    /// The sheet of pairs says otherwise than what is recorded already, which stays.
    AnswerStands = "answer-stands", Sheets,
        "Nothing, if what is recorded is right. Otherwise `unmentor outcomes set PAIR ANSWER --by \
         WHO`.";
    /// Somebody who was put together with two others answered for each of them in a row of its own.
    /// They have met if one of the rows says so.
    AnsweredForEach = "answered-for-each", Sheets,
        "Nothing, if that is right. Otherwise `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// Somebody answered twice, and differently. The later answer counts.
    AnsweredTwice = "answered-twice", Sheets,
        "Nothing, if that is right. Otherwise `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// A program answered for somebody: they are away, or their office sends receipts. This is never an
    /// answer.
    AutomaticReply = "automatic-reply", Sheets,
        "Nothing. If they are away for long, `unmentor participants set WHO status=paused \
         until=YYYY-MM-DD`.";
    /// A cell for the e-mail address is empty or holds no single address.
    BadAddress = "bad-address", Sheets,
        "Write one address such as `jo@north.example`, or take the row out if it is nobody's.";
    /// A cell of a date column is empty where a date is needed, or holds none. In a feedback sheet
    /// it is only a note, and the day is left empty.
    BadDate = "bad-date", Sheets,
        "Write the date as `2026-03-31`.";
    /// The cell cannot be an id.
    BadId = "bad-id", Sheets,
        "Use letters, digits, `.`, `_` and `-` only, such as `P0042`, or leave it empty for \
         somebody new.";
    /// The interval between rounds is no number of months.
    BadInterval = "bad-interval", Sheets,
        "Write a whole number of months such as `1`.";
    /// The name is missing, or is damaged: a lost character, a formula's error, an address, several
    /// lines.
    BadName = "bad-name", Sheets,
        "Write the name in the sheet, or take the row out.";
    /// The pair is not named in a way that can be read, or belongs to another round than the row.
    BadPair = "bad-pair", Sheets,
        "Write it as `r05-017`, or leave the cell empty.";
    /// The rating is no number from 1 to 5. It is left empty, and the rest of the row counts.
    BadRating = "bad-rating", Sheets,
        "Nothing, or write a number from 1 to 5 and import the sheet again.";
    /// It is not understood how often somebody wants to be paired.
    BadRhythm = "bad-rhythm", Sheets,
        "Write `1`, `2` or `3` (every how many rounds), or words such as `every second round` \
         or `monthly`.";
    /// The number of the round is missing or is no number.
    BadRound = "bad-round", Sheets,
        "Write the round as `5`, or the pair as `r05-017`. In cells that were merged, repeat it \
         in each row.";
    /// The status is none that is known.
    BadStatus = "bad-status", Sheets,
        "Write `active`, `paused` or `left`. If the column is about something else, rename it.";
    /// A mail server says that a message to somebody of the roster was not delivered.
    Bounced = "bounced", Sheets,
        "Correct the address, as in `unmentor participants set WHO email=ADDRESS`, or ask their \
         organisation. Nobody is paused by it.";
    /// A cell of the roster's `email` column is no e-mail address.
    BrokenAddress = "broken-address", OwnFiles,
        "Correct it: an address looks like `jo@council.example`.";
    /// A quotation mark opens a cell and does not close it where it should, so it would swallow the
    /// rows below.
    BrokenQuote = "broken-quote", Both,
        "Close the quote in a text editor, or write `\"\"` for a quotation mark inside a quoted \
         cell.";
    /// The experiment is not the one that was sealed before its first round. What was to be found out,
    /// and who is in which arm, may not change while it runs.
    BrokenSeal = "broken-seal", OwnFiles,
        "Bring back a sound copy of `experiment.toml`. To do without the experiment, delete it.";
    /// The workbook is damaged or not complete.
    BrokenWorkbook = "broken-workbook", Sheets,
        "Download it again, or open it in the spreadsheet program and save it again.";
    /// The dates of a round are not those it had after the last change.
    ChangedDates = "changed-dates", OwnFiles,
        "Put the old dates back into `round.toml`. If the new ones are right: `unmentor check \
         --accept`.";
    /// The pairs of a round are not those that this program wrote.
    ChangedPairs = "changed-pairs", OwnFiles,
        "Bring back a sound copy of `pairings.csv`. If it is right as it is: `unmentor check \
         --accept`.";
    /// A round closes before it begins.
    ClosesBeforeDate = "closes-before-date", OwnFiles,
        "Correct `closes` or `date` in its `round.toml`.";
    /// A past round in the sheet closes before it began.
    ClosesTooEarly = "closes-too-early", Sheets,
        "Correct one of the two dates in the sheet.";
    /// Somebody gave another answer than the one on record. The new one counts.
    CorrectedAnswer = "corrected-answer", Sheets,
        "Nothing, if that is right. Otherwise `unmentor outcomes set PAIR ANSWER --by WHO`, or \
         `unmentor undo`.";
    /// Letters of a name in the roster were lost or garbled, as spreadsheets do, and the name stands
    /// whole in a past round. Every command goes on working.
    DamagedName = "damaged-name", OwnFiles,
        "Type the `unmentor participants set …` that the hint shows. When you save from a \
         spreadsheet, choose CSV UTF-8.";
    /// A cell that should hold a date holds something else.
    Date = "date", OwnFiles,
        "Write year-month-day, such as `2026-11-02`. Dates as a spreadsheet saves them are read \
         wherever they can be one day only.";
    /// The two of a pair contradict each other: one said yes, the other no. Both answers are kept,
    /// and the rule `answers` in `unmentor.toml` decides.
    Disagreement = "disagreement", Sheets,
        "Nothing, or ask the two and type `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// Two rows say the same. They count once.
    DoubledRow = "doubled-row", Sheets,
        "Nothing.";
    /// Letters were garbled before the sheet came here, such as `Ã«` for `ë`.
    DoublyEncoded = "doubly-encoded", Sheets,
        "Save the sheet again from where it came, as CSV UTF-8, or correct the names.";
    /// Two people of the roster have the same address.
    DuplicateAddress = "duplicate-address", OwnFiles,
        "If they are one person, delete one row. If they are two, each needs an address of \
         their own.";
    /// Two columns of the file have the same heading.
    DuplicateColumn = "duplicate-column", OwnFiles,
        "Give one of them another heading.";
    /// Two rows of the roster have the same id.
    DuplicateId = "duplicate-id", OwnFiles,
        "Clear the `id` of the newer person; they get one of their own.";
    /// Two pairs of a round have the same name.
    DuplicatePair = "duplicate-pair", OwnFiles,
        "Give one of the two another number.";
    /// The file, or the sheet of the workbook, has nothing in it.
    EmptyFile = "empty-file", Both,
        "A file of the programme folder: bring back a sound copy; `unmentor undo` may have one. \
         A sheet: save it again, with its headings.";
    /// A formula failed and left an error such as `#REF!` in the cell.
    ErrorCell = "error-cell", Sheets,
        "Correct the formula, or write what the cell should say.";
    /// Two people who are never to be paired stand in one pair of a round that this program drew.
    ExcludedPair = "excluded-pair", OwnFiles,
        "Tell the two, or take the row out of `exclusions.csv` if it came later than the round \
         and is not meant.";
    /// The column `first` of `pairings.csv` names somebody who is not in the pair.
    FirstWriter = "first-writer", OwnFiles,
        "Write the id of one of the pair, or leave the cell empty.";
    /// The name of a round's folder does not fit: it is written in another way than `05`, or its
    /// `round.toml` names another round.
    FolderName = "folder-name", OwnFiles,
        "Rename the folder as the hint says, such as `rounds/05`, or correct `round` in its \
         `round.toml`.";
    /// A row has the id of somebody who was forgotten, as old copies of the roster do. They stay
    /// forgotten.
    Forgotten = "forgotten", Sheets,
        "Delete the row. If the person has signed up again, clear the id.";
    /// The link to a form in `unmentor.toml` is not one that people can be sent: it is not https,
    /// is too long, or has something in braces that it cannot be filled with.
    FormLink = "form-link", OwnFiles,
        "Copy the link from the form again, and put `{pair}`, `{person}` or `{round}` where the form \
         takes an answer.";
    /// A row of past pairs names four people or more; there are pairs and trios.
    FourthPerson = "fourth-person", Sheets,
        "Write the group as two pairs, each in a row of its own.";
    /// People wrote something in their own words in a column that the program does not use.
    FreeText = "free-text", Sheets,
        "Read what they wrote, in the column of `participants.csv` or in the sheet.";
    /// A past round in the sheet lies in the future. It is taken all the same.
    FutureRound = "future-round", Sheets,
        "Nothing, if that is right. Otherwise `unmentor undo`, and correct the date.";
    /// Something that was there after the last change has gone: a round, an exclusion, people of
    /// the roster.
    Gone = "gone", OwnFiles,
        "Bring it back. If it is right as it is: `unmentor check --accept`.";
    /// Only a part of a change over several rounds is here, as when a service that keeps folders in
    /// step has not brought all files yet.
    HalfChange = "half-change", OwnFiles,
        "Wait until all files have come, or bring the others here. If it is right as it is: \
         `unmentor check --accept`.";
    /// The sheet says something new of a cell that was changed by hand as well. What was changed
    /// by hand stands.
    HandStands = "hand-stands", Sheets,
        "Nothing, or type the command that the hint shows.";
    /// A cell of the roster's `id` column cannot be an id.
    Id = "id", OwnFiles,
        "Use letters, digits, `.`, `_` and `-` only, such as `P0042`.";
    /// Two people in the sheet have the same id.
    IdOfTwo = "id-of-two", Sheets,
        "Give each person an id of their own, or leave the id empty.";
    /// Rows of the same round differ in its date, its closing day or its interval.
    InconsistentRound = "inconsistent-round", Sheets,
        "Give all rows of a round the same, or another round number.";
    /// Somebody left before they joined.
    LeftBeforeJoined = "left-before-joined", OwnFiles,
        "Correct the day: `unmentor participants set WHO left=2026-03-31`, or `joined=…`.";
    /// The sheet has a line for each question of a form, so that nothing says which line is the
    /// answer.
    LineForEachQuestion = "line-for-each-question", Sheets,
        "Keep only the lines that ask whether they met, and import that.";
    /// Each line of the sheet stands in a single cell, though it holds several.
    LinesInCells = "lines-in-cells", Sheets,
        "In a workbook: Data > Text to Columns, then save it again. In a CSV file: take out the \
         quotes around whole lines, in a text editor.";
    /// A link stands where a file or a folder of the programme belongs. It is not followed, since
    /// nobody knows where it leads, so what it leads to is neither read nor changed.
    Link = "link", OwnFiles,
        "Put the file or folder itself in the place of the link.";
    /// A file or folder is called nearly as one of the programme, such as `Exclusions.csv` or
    /// `exclusions.csv.txt`, and is not read.
    LookAlike = "look-alike", OwnFiles,
        "Give it the name that the hint shows; or, where that file is there already, take over what \
         it lacks and delete the other.";
    /// A character was lost before the sheet came here and cannot be brought back by reading.
    LostCharacter = "lost-character", Sheets,
        "Save the sheet again from where it came, as CSV UTF-8.";
    /// A survey program wrote this line, not a person. It is left out.
    Machinery = "machinery", Sheets,
        "Nothing.";
    /// What was read of sheets before is no longer known, so a cell of the roster is not changed to
    /// what the sheet says.
    MemoryLost = "memory-lost", Sheets,
        "Nothing, if the roster is right. Otherwise import the sheet again with `--take`.";
    /// A row of `messages.csv` cannot be understood, so a message may be made a second time.
    MessageRow = "message-row", OwnFiles,
        "Bring the row back as it was. `messages.csv` is written by `unmentor mail`, and nobody \
         needs to edit it.";
    /// A column that is needed was not found.
    MissingColumn = "missing-column", Both,
        "A file of the programme folder: put its name into the first line. A sheet: say which \
         column it is, as in `--map email=\"Best way to write\"`.";
    /// A file of the programme folder is missing.
    MissingFile = "missing-file", OwnFiles,
        "Bring it back; `unmentor undo` may have it. For `unmentor.toml` alone, `unmentor init` \
         writes a new one around what is there.";
    /// A number is missing in the sequence of rounds. `unmentor pair` draws nothing until it is
    /// back, since it would put the pairs of that round together again.
    MissingRound = "missing-round", OwnFiles,
        "Bring the folder of the missing round back.";
    /// Somebody in a pair has no row in `outcomes.csv`.
    MissingRow = "missing-row", OwnFiles,
        "Bring the rows back. Somebody who said nothing has a row with empty cells.";
    /// A line that must be there is missing, in `unmentor.toml` or in a `round.toml`.
    MissingSetting = "missing-setting", OwnFiles,
        "Add a line that begins with its name and `=`.";
    /// In one column some dates have the day first and others the month.
    MixedDates = "mixed-dates", Both,
        "Write all dates of the column as `2026-03-31`.";
    /// Some lines of the file are UTF-8 and others are not.
    MixedEncodings = "mixed-encodings", Sheets,
        "Save the sheet again as CSV UTF-8, or name the encoding, such as `--encoding \
         windows-1252`.";
    /// The names of several people stand beside other ids than in past rounds: a column of the roster
    /// was sorted or moved without the others.
    MovedNames = "moved-names", OwnFiles,
        "Bring back a copy of `participants.csv` from before. If it is right as it is: `unmentor \
         check --accept`.";
    /// Two columns were named for the same meaning.
    NamedTwice = "named-twice", Sheets,
        "Use `--map` once for each meaning.";
    /// Somebody of the roster has no e-mail address. Every command goes on working.
    NoAddress = "no-address", OwnFiles,
        "Type `unmentor participants set WHO email=jo@council.example`.";
    /// A row of past pairs does not name its first person.
    NoFirstPerson = "no-first-person", Sheets,
        "Name them, or take the row out.";
    /// The first line of the sheet holds an address and is a row, so nothing says what stands in
    /// which column.
    NoHeadings = "no-headings", Sheets,
        "Write a line of headings above it, such as `name,email,organisation`.";
    /// Somebody of the roster has an address and no name. Every command goes on working.
    NoName = "no-name", OwnFiles,
        "Type `unmentor participants set WHO name=\"Jo Smith\"`.";
    /// There is nothing below the headings, so nothing was imported.
    NoRows = "no-rows", Sheets,
        "Check that it is the right sheet, and import it again once it has rows.";
    /// A row of past pairs has a third person and no second.
    NoSecondPerson = "no-second-person", Sheets,
        "Move them one cell to the left.";
    /// `--sheet` was given for a file that is no workbook. It says nothing there.
    NoSheets = "no-sheets", Sheets,
        "Nothing, or leave `--sheet` out.";
    /// A row of the roster has neither id nor name nor address.
    Nobody = "nobody", OwnFiles,
        "Write the name and the address, or delete the row.";
    /// A row of feedback does not say who answered. It is set aside.
    NobodyNamed = "nobody-named", Sheets,
        "Write the id or the address into the row and import the sheet again.";
    /// A folder, a pipe or a device stands where a file of the programme belongs.
    NotAFile = "not-a-file", OwnFiles,
        "Move it elsewhere, and bring the file back.";
    /// Something else stands where the folder `rounds` or that of a round belongs.
    NotAFolder = "not-a-folder", OwnFiles,
        "Move it elsewhere, and bring the folder back.";
    /// The file is no table: a PDF, a picture, a web page or something else, whatever its name
    /// says.
    NotATable = "not-a-table", Sheets,
        "Open it in the spreadsheet program and save it as CSV UTF-8, .xlsx or .ods.";
    /// A row of `outcomes.csv` is about somebody who is in no pair of that round.
    NotInRound = "not-in-round", OwnFiles,
        "If its pair has gone from `pairings.csv`, bring that row back; otherwise delete this one.";
    /// Somebody answered about a round in which they had no partner. The row is set aside.
    NotPaired = "not-paired", Sheets,
        "Look at the hint: it names the rounds in which they had one. Correct the round, or \
         leave the row out.";
    /// The file of the programme folder is not UTF-8 text.
    NotUtf8 = "not-utf8", OwnFiles,
        "Save it as `CSV UTF-8`, or bring back a sound copy.";
    /// A zero byte stands in a file of the programme folder, so it is damaged.
    NulByte = "nul-byte", OwnFiles,
        "Bring back a sound copy of the file.";
    /// A character without a meaning (NUL) stands in the sheet.
    NulCharacter = "nul-character", Sheets,
        "Retype the line, and save the sheet again as CSV UTF-8.";
    /// The sheet is not UTF-8, and in Windows-1252 some of its words make no sense. The message
    /// shows a line in the encodings that are likely.
    OddCharacters = "odd-characters", Sheets,
        "Name the encoding in which the names are right, such as `--encoding windows-1250`, or \
         save the sheet again as CSV UTF-8. Names that came in garbled are mended when the sheet \
         is imported again with the right encoding.";
    /// An answer is dated before its round or after today. It counts all the same.
    OddDay = "odd-day", Sheets,
        "Nothing, or correct the day in `outcomes.csv`.";
    /// The answer in the sheet is older than the one on record, which is kept.
    OlderAnswer = "older-answer", Sheets,
        "Nothing, if that is right. Otherwise `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// The headings stand in the first column, one below the other.
    OnItsSide = "on-its-side", Sheets,
        "Copy the cells, paste them with Transpose, and save the sheet again.";
    /// A column that is not understood may say who takes part, or names people of the scheme.
    OpenColumn = "open-column", Sheets,
        "Say what it means, with one of the `--map` lines that are shown, or that it means \
         nothing: `--map ignore=\"heading\"`. It is remembered for the next sheet of this kind.";
    /// The sheet does not say which round it is about, and the partners named do not show it.
    OpenRound = "open-round", Sheets,
        "Say it, as in `--round 5`.";
    /// An address of the roster stands in the sheet beside another name. The roster's name is kept.
    OtherName = "other-name", Sheets,
        "If they changed their name: `unmentor participants set WHO name=\"Jo Smith\"`.";
    /// The row names a pair in which the person was not. It is set aside.
    OtherPair = "other-pair", Sheets,
        "Correct the pair in the sheet, or type the `unmentor outcomes set …` that the hint \
         shows.";
    /// The row names a partner with whom the person was not put together. It is set aside.
    OtherPartner = "other-partner", Sheets,
        "Correct the partner or the round in the sheet, or type the `unmentor outcomes set …` \
         that the hint shows.";
    /// An id of the roster stands beside a name that has nothing in common with the one in past
    /// rounds. The past of one person would become that of another.
    OtherPerson = "other-person", OwnFiles,
        "If it is somebody new, bring back the old row and clear the `id` of the new one. If a \
         person has taken another name: `unmentor check --accept`; `unmentor participants set WHO \
         name=…` asks nothing.";
    /// A row is about another round than `--round` says; or a past round in the sheet differs from
    /// the one in the folder.
    OtherRound = "other-round", Sheets,
        "Answers: leave `--round` out. Past rounds are not overwritten: `unmentor rounds amend \
         5 --out WHO`, or take the round out of the sheet.";
    /// Somebody names themself as the partner. The row is set aside.
    OwnPartner = "own-partner", Sheets,
        "Write the partner into the sheet, or type the `unmentor outcomes set …` that the hint \
         shows.";
    /// The same people stand twice in one round.
    PairAgain = "pair-again", Sheets,
        "List each pair of a round once, whoever is named first.";
    /// A cell of the `pair` column is no name of a pair of that round.
    PairName = "pair-name", OwnFiles,
        "Write a name such as `r05-001`.";
    /// Two pairs of one round in the sheet have the same number.
    PairTwice = "pair-twice", Sheets,
        "Give each pair a number of its own, or leave the cells empty.";
    /// The partner is spelled a little differently from the roster, and taken for the one that is
    /// meant.
    PartnerSpelledOtherwise = "partner-spelled-otherwise", Sheets,
        "Nothing, if that is right. Otherwise `unmentor outcomes set PAIR none --by WHO` takes \
         the answer back.";
    /// The workbook is locked with a password.
    Password = "password", Sheets,
        "Open it in the spreadsheet program and save it without a password.";
    /// A change waits that the program may not finish unasked: another computer began it, or a part
    /// of it is missing.
    PendingChange = "pending-change", OwnFiles,
        "`unmentor check --settle finish` carries it out, `unmentor check --settle drop` takes it back.";
    /// A row about nobody on the roster, no later than what was read of the sheet before, after
    /// somebody was forgotten. It may be theirs, so it is not taken in.
    PerhapsForgotten = "perhaps-forgotten", Sheets,
        "Nothing, if it is theirs. If it is somebody new, import the sheet again with `--take` and \
         the line.";
    /// Somebody stands in a round twice.
    PersonTwice = "person-twice", OwnFiles,
        "Leave them in one pair, or among those who sit out.";
    /// A row has more or fewer cells than the first line has headings.
    RaggedRow = "ragged-row", Both,
        "Put quotes around a cell with a comma in it, as in `\"Smith, Jo\"`, or add what is \
         missing.";
    /// A rating in `outcomes.csv` is no number from 1 to 5.
    Rating = "rating", OwnFiles,
        "Write a number from 1 to 5, or clear the cell.";
    /// Everybody on this computer may read files with people's data. It is a warning beside the
    /// findings.
    ReadableByAll = "readable-by-all", OwnFiles,
        "Type the `chmod` that the hint shows.";
    /// A reason in `outcomes.csv` is none of the codes.
    Reason = "reason", OwnFiles,
        "Write one of the codes that the hint lists, such as `busy`; other words belong in \
        `reason_text`.";
    /// The headings stand in the sheet once more. The line is left out.
    RepeatedHeader = "repeated-header", Sheets,
        "Nothing.";
    /// A reply carries the token of a question, and its sender was not asked it: a shared mailbox, a
    /// second address, or somebody to whom it was forwarded.
    ReplyFromStranger = "reply-from-stranger", Sheets,
        "If you know whose answer it is, `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// A reply says otherwise than what is recorded, or than another reply, and nobody knows which of
    /// both is later. What is recorded stays.
    ReplyOrder = "reply-order", Sheets,
        "Nothing, if what is recorded is right. Otherwise type the command that is shown.";
    /// A reply to a message that asks nothing, to a question about a pair that was taken back, or to
    /// several at once. It is never an answer.
    ReplyToNoQuestion = "reply-to-no-question", Sheets,
        "Read it. If it is an answer, `unmentor outcomes set PAIR ANSWER --by WHO`.";
    /// A reply to a question whose words are no certain yes, no or not yet, or in or out.
    ReplyUnclear = "reply-unclear", Sheets,
        "Read it, and type the command that is shown with the answer that was meant.";
    /// Somebody wants to pause, to leave or to skip a round, perhaps with an answer beside it. None of
    /// it is done by itself.
    ReplyWish = "reply-wish", Sheets,
        "Read it, and type the commands that are shown, if they are what was meant.";
    /// The rhythm of somebody of the roster is none of the words.
    Rhythm = "rhythm", OwnFiles,
        "Write `1`, `2` or `3`: every how many rounds.";
    /// A later round is dated before an earlier one.
    RoundOrder = "round-order", OwnFiles,
        "Correct the date that is wrong, in its `round.toml`.";
    /// The numbers of past rounds ascend and their days do not.
    RoundsOutOfOrder = "rounds-out-of-order", Sheets,
        "Correct the day or the number of the round in the sheet.";
    /// A round has more or fewer pairs or people than its `round.toml` says.
    RowCount = "row-count", OwnFiles,
        "Bring back the missing rows. If it is right as it is: `unmentor check --accept`.";
    /// Somebody has two rows in `outcomes.csv`.
    RowTwice = "row-twice", OwnFiles,
        "Delete one of the two rows.";
    /// Two people have addresses that differ only behind a `+`, so they may be one. It is only a
    /// note.
    SameMailbox = "same-mailbox", Sheets,
        "Nothing, or type `unmentor participants set WHO status=left` for one of the two.";
    /// Two people have the same name, so they may be one. It is only a note.
    SameName = "same-name", Sheets,
        "Nothing, or type `unmentor participants set WHO status=left` for one of the two.";
    /// A row of `exclusions.csv` names one person twice.
    SamePerson = "same-person", OwnFiles,
        "Name two people.";
    /// One cell holds several addresses.
    SeveralAddresses = "several-addresses", Sheets,
        "Give each person a row of their own.";
    /// The file holds several tables one below the other, as reports of meetings do.
    SeveralTables = "several-tables", Sheets,
        "Keep the lines of the table that is meant, its headings first, in a file of their own.";
    /// Somebody who has left signs up again. They stay out until you say otherwise.
    SignedUpAgain = "signed-up-again", Sheets,
        "Type `unmentor participants set WHO status=active`.";
    /// Somebody stands in the sign-up sheet twice. The later row counts.
    SignedUpTwice = "signed-up-twice", Sheets,
        "Nothing.";
    /// The status of somebody of the roster is none of the words.
    Status = "status", OwnFiles,
        "Write `active`, `paused` or `left`.";
    /// Somebody who was forgotten still stands in a file of the programme, as after half of a change
    /// that a service brought here.
    StillNamed = "still-named", OwnFiles,
        "Type the `unmentor participants forget …` that the hint shows.";
    /// A file or folder does not belong to the programme, such as the conflict copy of a service
    /// that keeps folders in step, or a copy that somebody made. It is not read.
    StrayFile = "stray-file", OwnFiles,
        "Compare a copy with the file that is read, take over what that lacks, and delete the copy; \
         move anything else elsewhere.";
    /// The file cannot be read: the rules of its format (TOML) are broken in this line.
    Toml = "toml", OwnFiles,
        "Look for a missing quotation mark, bracket or `=` in the line.";
    /// The sheet is larger than allowed.
    TooLarge = "too-large", Sheets,
        "Take out what is not needed, or add `--large` where the hint says so.";
    /// The sheet has so many problems that it was not read to its end.
    TooManyProblems = "too-many-problems", Sheets,
        "Mend the first ones, or check that it is the right sheet.";
    /// A row of past pairs puts somebody together with themself.
    TwiceInAPair = "twice-in-a-pair", Sheets,
        "Name the partner.";
    /// Somebody stands in two pairs of one past round.
    TwiceInARound = "twice-in-a-round", Sheets,
        "Put three who talked together into one row: `a`, `b`, `c`. Otherwise correct one of \
         the rows.";
    /// Two people seem to work at one organisation, which is spelled in two ways. They would not be
    /// known as colleagues.
    TwoSpellings = "two-spellings", Sheets,
        "Write it the same way for all: `unmentor participants set WHO organisation=\"Welsh Government\"`.";
    /// A quotation mark opens a cell and is never closed.
    UnclosedQuote = "unclosed-quote", OwnFiles,
        "Close it with a second `\"`, or take it out.";
    /// The file is not in the encoding that was named or that it claims to be in.
    Undecodable = "undecodable", Sheets,
        "Save the sheet again as CSV UTF-8, or name its encoding, such as `--encoding \
         windows-1252`.";
    /// Nobody of the roster has this address. A row of feedback is set aside.
    UnknownAddress = "unknown-address", Sheets,
        "Correct the address in the sheet; or, if it is new: `unmentor participants set WHO \
         email=ADDRESS`.";
    /// The answer is not understood, and never guessed. The row is set aside.
    UnknownAnswer = "unknown-answer", Sheets,
        "Write `yes`, `no` or `not yet` into the sheet, or type the `unmentor outcomes set …` \
         that the hint shows.";
    /// A column has no meaning in this file and would be lost by the next change.
    UnknownColumn = "unknown-column", OwnFiles,
        "Correct the heading, or keep your notes in a file of your own. Only `participants.csv` \
         takes columns of your own.";
    /// The column that `--map` or `unmentor.toml` names is not in the sheet.
    UnknownHeading = "unknown-heading", Sheets,
        "Write the heading as it stands in the sheet.";
    /// A round names an id that is nobody's in the roster.
    UnknownId = "unknown-id", OwnFiles,
        "Give the person's row in `participants.csv` its id back, or bring the row back: whoever has \
         left keeps one, with the status `left`.";
    /// Nobody of the roster has this name.
    UnknownPerson = "unknown-person", Both,
        "Write the name as it stands in the roster, or the id. Somebody new is imported first: \
         `unmentor participants import FILE`.";
    /// The answers are about a round that does not exist.
    UnknownRound = "unknown-round", Sheets,
        "Correct the number; `unmentor rounds list` shows which there are.";
    /// A line of `unmentor.toml` or of a `round.toml` is none that is known.
    UnknownSetting = "unknown-setting", OwnFiles,
        "Correct its name, or take it out.";
    /// The workbook has no sheet with the name that `--sheet` gives.
    UnknownSheet = "unknown-sheet", Sheets,
        "Write the name as it stands on the sheet's tab.";
    /// A file among mails is in a format that is not read.
    UnreadMail = "unread-mail", Sheets,
        "Save its messages as `.eml` or `.mbox`.";
    /// Somebody of the roster has a day in `until` without being paused. Every command goes on
    /// working.
    UntilWithoutPause = "until-without-pause", OwnFiles,
        "Write `paused` as the status, or clear the cell.";
    /// A column holds yes and no, and its heading is about nothing that the program knows. It is kept
    /// in the roster as a column of your own, and decides nothing.
    UnusedYesOrNo = "unused-yes-or-no", Sheets,
        "Nothing, unless it says who takes part: then name it with `--map taking_part=\"heading\"` \
         or `--map skip=\"heading\"`.";
    /// `--map` names a meaning that this kind of sheet does not have.
    UnwantedMeaning = "unwanted-meaning", Sheets,
        "Take this `--map` out, or use another word.";
    /// The value of a setting is none that is allowed.
    Value = "value", OwnFiles,
        "Write what the hint lists; the page on files explains each setting.";
    /// The sheet is a feedback form, and sign-ups were asked for.
    WrongKind = "wrong-kind", Sheets,
        "Type `unmentor outcomes import FILE`.";
    /// A row of `outcomes.csv` names another pair than the one the person is in.
    WrongPair = "wrong-pair", OwnFiles,
        "Write the pair that the hint names.";
    /// The partners named in the sheet fit another round than the one given.
    WrongRound = "wrong-round", Sheets,
        "Use the `--round` that the hint names.";
}
