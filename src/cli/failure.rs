//! What stops a command: a message, what to type next, and the exit code.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use super::command_line::typed;
use crate::domain::Finding;
use crate::store::{StoreError, in_words, remedy};

/// The exit codes of the program; scripts rely on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Input or output failed, or the program is at fault.
    Failure = 1,
    /// The command cannot be understood.
    Usage = 2,
    /// The data needs attention.
    Data = 3,
    /// The hard rules allow no round.
    NoPairing = 4,
    /// Refused; a further option confirms.
    Unconfirmed = 5,
    /// Another run holds the lock.
    Busy = 75,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command stopped.
#[derive(Debug)]
pub struct Failure {
    /// The exit code.
    pub exit: Exit,
    /// What is wrong; empty when the findings say everything.
    pub message: String,
    /// What to type next.
    pub hint: Option<String>,
    /// Everything wrong with the data.
    pub findings: Vec<Finding>,
}

impl Failure {
    /// A failure with its message.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hint: None, findings: Vec::new() }
    }

    /// What the operating system refused on a file outside of the programme, and what to do.
    pub fn on_file(doing: &str, file: &Path, cause: &io::Error) -> Self {
        let failure = |cause: &str| {
            Self::new(Exit::Failure, format!("cannot {doing} `{}`: {cause}", file.display()))
        };
        match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => {
                failure(&format!("there is no folder `{}`", folder.display()))
                    .hint(format!("mkdir -p {}   (or choose another folder)", typed(folder)))
            }
            _ => failure(&in_words(cause)).hint(remedy(cause, file)),
        }
    }

    /// What an error comes to in the end; `None` when it is only a reader that has seen enough, as
    /// in `unmentor report | head`.
    pub fn of(error: anyhow::Error) -> Option<Self> {
        let error = match error.downcast::<Self>() {
            Ok(failure) => return Some(failure),
            Err(other) => other,
        };
        let error = match error.downcast::<StoreError>() {
            Ok(stopped) => return Some(stopped.into()),
            Err(other) => other,
        };
        let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
        if causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe) {
            return None;
        }
        let message = match error.root_cause().downcast_ref::<io::Error>() {
            Some(cause) => format!("cannot write to standard output: {}", in_words(cause)),
            None => format!("{error:#}"),
        };
        Some(Self::new(Exit::Failure, message))
    }

    /// The same failure with what to type next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same failure with findings.
    #[must_use]
    pub fn findings(mut self, findings: Vec<Finding>) -> Self {
        self.findings = findings;
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match error {
            StoreError::NoProgramme(_) | StoreError::NothingToUndo | StoreError::NothingToRedo => {
                Exit::Usage
            }
            StoreError::AlreadyThere(_) | StoreError::RosterThere(_) => Exit::Unconfirmed,
            StoreError::LaterFormat { .. }
            | StoreError::Unsettled { .. }
            | StoreError::Unsound(_)
            | StoreError::SettingsMissing(_) => Exit::Data,
            StoreError::Busy(_) | StoreError::Saved(_) | StoreError::Refused { .. } => Exit::Busy,
            _ => Exit::Failure,
        };
        Self { hint: error.hint(), ..Self::new(exit, error.to_string()) }
    }
}
