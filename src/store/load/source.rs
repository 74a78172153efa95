//! The files of a folder, as they are read one by one.

use std::io::ErrorKind;
use std::path::Path;

use crate::domain::{Finding, FindingKind, ParticipantId, Place, RoundNumber};
use crate::store::beside;
use crate::store::earlier::Earlier;
use crate::store::error::StoreError;
use crate::store::files::notes::Notes;
use crate::store::files::resaved::{self, Resaved};
use crate::store::files::{pairings, round_head};
use crate::store::in_place;
use crate::store::paths::{ROSTER, ROUNDS, RoundFile, round_folder};
use crate::store::safe::disk::Kind;
use crate::store::safe::tree::Tree;
use crate::text::dates::DateOrder;

/// Where the files come from.
pub struct Source<'a> {
    pub tree: Tree<'a>,
    pub root: &'a Path,
    pub dates: Dates,
}

/// The order of dates that could be two days.
pub struct Dates {
    /// As was said for these files.
    pub said: Option<DateOrder>,
    /// As in the organiser's sheets.
    pub usual: Option<DateOrder>,
}

impl<'a> Source<'a> {
    /// The text of a file, in place of what is in the buffer: large files come one after the
    /// other, and new memory for each of them would take as long as reading it.
    pub fn text<'b>(
        &self,
        file: &str,
        needed: bool,
        notes: &mut Notes,
        buffer: &'b mut Vec<u8>,
    ) -> Result<Option<&'b str>, StoreError> {
        let is_there = match self.tree.read_into(&self.root.join(file), buffer) {
            Err(StoreError::Disk { cause, .. }) if cause.kind() == ErrorKind::IsADirectory => {
                let kind = self.tree.kind(&self.root.join(file))?;
                notes.passed_over(in_place::of_a_file(file, kind));
                return Ok(None);
            }
            is_there => is_there?,
        };
        if !is_there {
            if needed {
                let finding = Finding::new(
                    FindingKind::MissingFile,
                    Place::file(file),
                    "the file is missing",
                );
                notes.passed_over(finding.hint("bring it back; unmentor undo may have it"));
            }
            return Ok(None);
        }
        if buffer.is_empty() {
            let finding =
                Finding::new(FindingKind::EmptyFile, Place::file(file), "the file is empty");
            notes.passed_over(finding.hint("bring back a sound copy; unmentor undo may have one"));
            return Ok(None);
        }
        // Files that other programs have saved may be in other encodings.
        if (buffer.contains(&0) || str::from_utf8(buffer).is_err())
            && let Some(text) = resaved::decoded(buffer)
            // A letter that was damaged on the disk is no other encoding; in the roster it is seen
            // by the names in the rounds.
            && (file == ROSTER || resaved::is_foreign(&text) || resaved::is_recoded(buffer))
        {
            notes.recoded.push(file.into());
            // Tables are looked at again, to see what else was changed.
            if Path::new(file).extension().is_some_and(|ending| ending == "toml") {
                let text = resaved::plain(&text);
                notes.resaved.push(Resaved { file: file.into(), cells: Vec::new(), text });
            }
            *buffer = text.into_bytes();
        }
        Ok(notes.text(file, buffer))
    }

    /// The numbers of the rounds, ascending.
    pub fn round_folders(&self, notes: &mut Notes) -> Result<Vec<RoundNumber>, StoreError> {
        let mut numbers = Vec::new();
        self.is_folder(ROUNDS, true, notes)?;
        for name in self.names(ROUNDS)? {
            let number: Option<RoundNumber> = name.parse().ok();
            let path = format!("{ROUNDS}/{name}");
            let is_of_a_round = number.is_some_and(|number| round_folder(number) == path);
            if !self.is_folder(&path, is_of_a_round, notes)? && is_of_a_round {
                continue;
            }
            match number {
                Some(number) if round_folder(number) == path => numbers.push(number),
                Some(number) => {
                    let message = "the name of a round's folder has at least two digits";
                    let finding = Finding::new(FindingKind::FolderName, Place::file(path), message);
                    notes.lost(finding.hint(format!("rename it to {}", round_folder(number))));
                }
                None => beside::within_rounds(ROUNDS, &name, notes),
            }
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// Whether a folder, or nothing, stands where a folder belongs; what else does is reported,
    /// links always. A link is not followed: nobody would know where it leads.
    fn is_folder(
        &self,
        folder: &str,
        is_of_a_round: bool,
        notes: &mut Notes,
    ) -> Result<bool, StoreError> {
        let kind = match self.tree.kind(&self.root.join(folder))? {
            None | Some(Kind::Folder) => return Ok(true),
            Some(Kind::Link) => Kind::Link,
            Some(_) if !is_of_a_round => return Ok(false),
            Some(kind) => kind,
        };
        notes.lost(in_place::of_a_folder(folder, kind));
        Ok(false)
    }

    /// The names in a folder but those that systems put everywhere.
    pub fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
        let path = self.root.join(folder);
        if self.tree.kind(&path)? != Some(Kind::Folder) {
            return Ok(Vec::new());
        }
        let mut names = self.tree.names(&path)?;
        names.retain(|name| {
            !name.starts_with('.') && !matches!(name.as_str(), "Thumbs.db" | "desktop.ini")
        });
        Ok(names)
    }

    /// The highest running number of an id in any round.
    pub fn highest_id(&self, folders: &[RoundNumber]) -> Result<u32, StoreError> {
        let (mut highest, mut buffer) = (0, Vec::new());
        let mut take = |id: &str| {
            let number = ParticipantId::parse(id).and_then(|id| id.number());
            highest = highest.max(number.unwrap_or(0));
        };
        for &number in folders {
            let mut ignored = Notes::default();
            let [head, pairs, ..] = RoundFile::ALL.map(|file| file.of(number));
            if let Some(text) = self.text(&pairs, false, &mut ignored, &mut buffer)? {
                pairings::each_id(text, &mut take);
            }
            if let Some(text) = self.text(&head, false, &mut ignored, &mut buffer)? {
                for id in round_head::ids_in(text) {
                    take(&id);
                }
            }
        }
        Ok(highest)
    }

    /// What was kept of earlier files.
    pub fn earlier(&self) -> Earlier<'a> {
        Earlier { tree: self.tree, root: self.root }
    }
}
