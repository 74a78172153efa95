//! The log of messages, for what works in a locked folder.

use anyhow::Result;

use super::session::{Intent, Work};
use crate::domain::Finding;
use crate::domain::message::{Sent, SentLog};

impl Work {
    /// What was sent, with findings for what makes no sense.
    pub fn messages(&self) -> Result<(SentLog, Vec<Finding>)> {
        Ok(self.folder.messages(&self.loaded.programme.roster)?)
    }

    /// Adds lines about one message to the log; nothing in a dry run.
    pub fn log_message(&self, sent: impl Iterator<Item = Sent>) -> Result<()> {
        if let Intent::Make(lock) = &self.intent {
            self.folder.log_message(lock, sent)?;
        }
        Ok(())
    }

    /// The same for messages that were made together.
    pub fn log_messages(&self, sent: impl Iterator<Item = Sent>) -> Result<()> {
        if let Intent::Make(lock) = &self.intent {
            self.folder.log_messages(lock, sent)?;
        }
        Ok(())
    }

    /// Changes lines of the log of messages; nothing in a dry run.
    pub fn rewrite_messages(&self, change: impl FnMut(&mut Sent)) -> Result<()> {
        if let Intent::Make(lock) = &self.intent {
            self.folder.rewrite_messages(lock, &self.loaded.programme.roster, change)?;
        }
        Ok(())
    }
}
