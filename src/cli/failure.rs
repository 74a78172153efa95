//! What stops a command: a message, what to type next, and the exit code.

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::domain::Finding;

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

/// Whether an error is only a reader that has seen enough, as in `unmentor report | head`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
