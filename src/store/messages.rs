//! The log of messages and the organiser's own texts.
//!
//! The log is only ever appended to, and is no part of any change that can be taken back: what was
//! sent was sent.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use crate::domain::message::{Sent, SentLog};
use crate::domain::{Finding, Roster};

use super::error::StoreError;
use super::files::messages;
use super::files::notes::Notes;
use super::folder::Folder;
use super::paths::{MESSAGES, TEMPLATES};
use super::safe::access::Like;
use super::safe::disk::Kind;
use super::safe::lock::Lock;

/// The ending of a text.
const ENDING: &str = ".txt";

impl Folder {
    /// What was sent, with findings for rows that make no sense.
    pub fn messages(&self, roster: &Roster) -> Result<(SentLog, Vec<Finding>), StoreError> {
        let mut notes = Notes::default();
        let bytes = self.tree().read(&self.log_file())?.unwrap_or_default();
        let text = notes.text(MESSAGES, &bytes).unwrap_or_default();
        let text = &text[..messages::whole(text)];
        let log = match text {
            "" => SentLog::default(),
            text => messages::read(MESSAGES, text, roster, &mut notes),
        };
        Ok((log, notes.findings))
    }

    /// Adds lines to the log; they are on disk when this returns. The lock is held by whoever
    /// sends, so that two of them never add at once.
    pub fn log_messages(&self, _lock: &Lock, sent: &[Sent]) -> Result<(), StoreError> {
        let path = self.log_file();
        let failed = || StoreError::on("write", &path);
        if matches!(self.tree().kind(&path)?, Some(kind) if kind != Kind::File) {
            let error = std::io::Error::other("it is not a plain file");
            return Err(failed()(error));
        }
        let is_new = !self.tree().is_there(&path)?;
        let mut file = open(&path).map_err(failed())?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed())?;
        let whole = messages::whole(&text);
        let mut bytes = messages::write(sent, text[..whole].is_empty());
        if whole > 0 && !text[..whole].ends_with('\n') {
            bytes.insert(0, b'\n');
        }
        let mut add = || {
            file.set_len(whole as u64)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(&bytes)?;
            file.sync_data()
        };
        add().map_err(failed())?;
        if is_new {
            self.tree().sync(self.root())?;
        }
        Ok(())
    }

    /// Writes the log anew with what `change` makes of each line: for somebody who is forgotten.
    pub fn rewrite_messages(
        &self,
        _lock: &Lock,
        roster: &Roster,
        change: impl FnMut(&mut Sent),
    ) -> Result<(), StoreError> {
        let path = self.log_file();
        if !self.tree().is_there(&path)? {
            return Ok(());
        }
        let (mut log, _) = self.messages(roster)?;
        log.0.iter_mut().for_each(change);
        let new = self.root().join(format!(".{MESSAGES}.new"));
        if self.tree().is_there(&new)? {
            self.tree().remove(&new)?;
        }
        let bytes = messages::write(&log.0, true);
        let like = Like::File(&path);
        self.tree().0.write(&new, &bytes, like).map_err(StoreError::on("write", &new))?;
        std::fs::rename(&new, &path).map_err(StoreError::on("write", &path))?;
        self.tree().sync(self.root())
    }

    /// The organiser's own texts: what stands in `templates/`, by the names of the files.
    pub fn templates(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let folder = self.root().join(TEMPLATES);
        let mut all = BTreeMap::new();
        if self.tree().kind(&folder)? != Some(Kind::Folder) {
            return Ok(all);
        }
        for name in self.tree().names(&folder)? {
            if name.ends_with(ENDING) && !name.starts_with('.') {
                let path = folder.join(&name);
                let bytes = self.tree().read(&path)?.unwrap_or_default();
                let text = String::from_utf8(bytes).map_err(|_| {
                    let error = std::io::Error::other("it is not UTF-8; save it as UTF-8");
                    StoreError::on("read", &path)(error)
                })?;
                all.insert(name, text);
            }
        }
        Ok(all)
    }

    /// Puts texts into `templates/` and says which; those that are there already stay as they are.
    pub fn add_templates(&self, texts: &[(&str, &str)]) -> Result<Vec<String>, StoreError> {
        let folder = self.root().join(TEMPLATES);
        if !self.tree().is_there(&folder)? {
            self.tree().create_folder(&folder, self.root())?;
        }
        let mut added = Vec::new();
        for (name, text) in texts {
            let path = folder.join(name);
            if !self.tree().is_there(&path)? {
                let like = Like::Folder(self.root());
                let done = self.tree().0.write(&path, text.as_bytes(), like);
                done.map_err(StoreError::on("write", &path))?;
                added.push(format!("{TEMPLATES}/{name}"));
            }
        }
        self.tree().sync(&folder)?;
        Ok(added)
    }

    fn log_file(&self) -> PathBuf {
        self.root().join(MESSAGES)
    }
}

/// The file, which only its owner may read if it is new.
fn open(path: &std::path::Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
