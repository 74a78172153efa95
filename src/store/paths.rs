//! The names of all files and folders of a programme, as paths within its folder, with `/`.

use crate::domain::RoundNumber;

/// The settings.
pub const SETTINGS: &str = "unmentor.toml";
/// The roster, the organiser's own file.
pub const ROSTER: &str = "participants.csv";
/// Who is never put together; optional.
pub const EXCLUSIONS: &str = "exclusions.csv";
/// A planned experiment, sealed; optional.
pub const EXPERIMENT: &str = "experiment.toml";
/// What was sent; appended to, and never taken back.
pub const MESSAGES: &str = "messages.csv";
/// The organiser's own texts of messages.
pub const TEMPLATES: &str = "templates";
/// The folder with the rounds.
pub const ROUNDS: &str = "rounds";

/// The program's own folder; nothing in it must be kept by a person.
pub const HOME: &str = ".unmentor";
/// What the folder held after the last change.
pub const CONTENTS: &str = ".unmentor/contents";

/// What is remembered of imported sheets: this file says that the folder remembers, and beside it
/// stands one for each shape of sheet, with a longer name.
pub const IMPORTS: &str = ".unmentor/imports";

/// A file in the folder of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundFile {
    /// Its dates, its seed, who sits out.
    Head,
    /// Who was put together with whom.
    Pairings,
    /// What everybody in a pair said.
    Outcomes,
    /// Who had no place in it; older rounds have no such file.
    Absent,
}

impl RoundFile {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Head, Self::Pairings, Self::Outcomes, Self::Absent];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "round.toml",
            Self::Pairings => "pairings.csv",
            Self::Outcomes => "outcomes.csv",
            Self::Absent => "absent.csv",
        }
    }

    /// Its path.
    pub fn of(self, round: RoundNumber) -> String {
        self.inside(&round_folder(round))
    }

    /// Its path within a folder that is said to be a round's.
    pub fn inside(self, folder: &str) -> String {
        format!("{folder}/{}", self.name())
    }
}

/// The folder of a round.
pub fn round_folder(number: RoundNumber) -> String {
    format!("{ROUNDS}/{:02}", number.get())
}
