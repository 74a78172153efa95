//! The log of messages and the organiser's own texts.
//!
//! The log is only ever appended to, and is no part of any change that can be taken back: what was
//! sent was sent.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

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

/// In so many bytes at the end of the log its last row begins, as a rule.
const LAST_ROWS: u64 = 4096;
/// The ending of a text.
const ENDING: &str = ".txt";

impl Folder {
    /// What was sent, with findings for rows that make no sense.
    pub fn messages(&self, roster: &Roster) -> Result<(SentLog, Vec<Finding>), StoreError> {
        let mut notes = Notes::default();
        let bytes = self.tree().read(&self.log_file())?.unwrap_or_default();
        let text = notes.text(MESSAGES, &bytes).unwrap_or_default();
        let text = &text[..messages::whole(text.as_bytes())];
        let log = match text {
            "" => SentLog::default(),
            text => messages::read(MESSAGES, text, roster, &mut notes),
        };
        Ok((log, notes.findings))
    }

    /// Adds lines about one message to the log; they are on disk when this returns. The lock is
    /// held by whoever sends, so that two of them never add at once.
    pub fn log_message(
        &self,
        _lock: &Lock,
        sent: impl Iterator<Item = Sent>,
    ) -> Result<(), StoreError> {
        let path = self.plain_log()?;
        let is_new = !self.tree().is_there(&path)?;
        let add = || {
            let mut file = open(&path)?;
            let end = End::of(&mut file)?;
            let bytes = end.with(messages::write(sent, end.length == 0));
            file.set_len(end.length)?;
            file.seek(SeekFrom::End(0))?;
            file.write_all(&bytes)?;
            file.sync_data()
        };
        add().map_err(StoreError::on("write", &path))?;
        if is_new {
            self.tree().sync(self.root())?;
        }
        Ok(())
    }

    /// The same for many messages that were made together: all of the lines, or none.
    pub fn log_messages(
        &self,
        _lock: &Lock,
        sent: impl Iterator<Item = Sent>,
    ) -> Result<(), StoreError> {
        let path = self.plain_log()?;
        let mut bytes = self.tree().read(&path)?.unwrap_or_default();
        let end = End::within(&bytes);
        bytes.truncate(messages::whole(&bytes));
        bytes.extend(end.with(messages::write(sent, end.length == 0)));
        self.put_log(&path, &bytes)
    }

    /// Writes the log anew with what `change` makes of each line: for somebody who is forgotten.
    pub fn rewrite_messages(
        &self,
        _lock: &Lock,
        roster: &Roster,
        change: impl FnMut(&mut Sent),
    ) -> Result<(), StoreError> {
        let path = self.plain_log()?;
        if !self.tree().is_there(&path)? {
            return Ok(());
        }
        let (mut log, _) = self.messages(roster)?;
        log.0.iter_mut().for_each(change);
        self.put_log(&path, &messages::write(log.0.into_iter(), true))
    }

    /// Puts a new log in the place of the old one.
    fn put_log(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let new = self.root().join(format!(".{MESSAGES}.new"));
        if self.tree().is_there(&new)? {
            self.tree().remove(&new)?;
        }
        let is_there = self.tree().is_there(path)?;
        let like = if is_there { Like::File(path) } else { Like::Folder(self.root()) };
        self.tree().0.write(&new, bytes, like).map_err(StoreError::on("write", &new))?;
        std::fs::rename(&new, path).map_err(StoreError::on("write", path))?;
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
                    let error = io::Error::other("it is not UTF-8; save it as UTF-8");
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

    /// The log as somewhere to write to, which a link is not.
    fn plain_log(&self) -> Result<PathBuf, StoreError> {
        let path = self.log_file();
        if matches!(self.tree().kind(&path)?, Some(kind) if kind != Kind::File) {
            let error = io::Error::other("it is not a plain file");
            return Err(StoreError::on("write", &path)(error));
        }
        Ok(path)
    }
}

/// Where the rows of the log end that were written as a whole.
struct End {
    length: u64,
    /// Whether a line end is still to be put behind the last one.
    is_open: bool,
}

impl End {
    /// Looks at the last rows only: the log is long, and each message that leaves adds to it twice.
    fn of(file: &mut File) -> io::Result<Self> {
        let all = file.seek(SeekFrom::End(0))?;
        let mut back = LAST_ROWS;
        loop {
            let begin = all.saturating_sub(back);
            file.seek(SeekFrom::Start(begin))?;
            let mut rows = Vec::new();
            file.read_to_end(&mut rows)?;
            if begin == 0 || rows.contains(&b'\n') {
                let end = Self::within(&rows);
                return Ok(Self { length: begin + end.length, ..end });
            }
            back = back.saturating_mul(2);
        }
    }

    fn within(rows: &[u8]) -> Self {
        let whole = &rows[..messages::whole(rows)];
        let is_open = whole.last().is_some_and(|&last| last != b'\n');
        Self { length: whole.len() as u64, is_open }
    }

    /// What is to be put there, so that these rows follow.
    fn with(&self, mut rows: Vec<u8>) -> Vec<u8> {
        if self.is_open {
            rows.insert(0, b'\n');
        }
        rows
    }
}

/// The file, which only its owner may read if it is new.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
