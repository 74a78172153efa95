//! A programme folder becomes a programme, and findings for everything that is wrong in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::domain::{
    Finding, FindingKind, ParticipantId, Person, Place, Programme, Roster, Round, RoundNumber,
};

use super::beside;
use super::error::StoreError;
use super::files::notes::Notes;
use super::files::seen::Seen;
use super::files::stamp::Stamp;
use super::files::stamps;
use super::files::{
    absent, called, contents, exclusions, outcomes, pairings, roster, round_head, settings,
};
use super::in_place;
use super::paths::{CONTENTS, EXCLUSIONS, HOME, ROSTER, ROUNDS, RoundFile, SETTINGS, round_folder};
use super::safe::disk::Kind;
use super::safe::tree::Tree;

/// A programme of this many people is read by all the processor's cores; starting a thread costs
/// more than reading a smaller one.
const WORTH_A_THREAD: usize = 5_000;

/// A programme as its folder has it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What could be read. When something could not, it is in the findings.
    pub programme: Programme,
    /// Everything that is wrong, file by file.
    pub findings: Vec<Finding>,
    /// What became of a change that an earlier command had begun, if it was not simply finished:
    /// it was taken back, or it still waits, so that what was read may be neither old nor new.
    pub waiting: Option<StoreError>,
    /// The file system has no locks, so that somebody may have been changing what was read.
    pub unlocked: bool,
    /// What lies beside the files, looks like them, and is not read.
    pub beside: Vec<String>,
    /// The people whose names are others than in the rounds.
    pub(super) called: Vec<Person>,
    /// What rounds say of changes over several of them.
    pub(super) stamps: BTreeMap<RoundNumber, Stamp>,
    /// The rounds that know of a change of which not all is here.
    pub(super) half: BTreeSet<RoundNumber>,
    /// How many of the findings lose meaning.
    losses: usize,
    /// The rounds whose pairs are others than their `round.toml` says.
    pub(super) edited: Vec<RoundNumber>,
    /// How many of the losses are that, or are something that has gone.
    pub(super) edits: usize,
    /// The files that a rewrite must keep as far as it can.
    pub(super) settings_text: Option<String>,
    pub(super) roster_text: String,
    /// Some people got their ids on reading; the next change writes them.
    pub(super) ids_given: bool,
}

impl Loaded {
    /// Refuses a folder in which something could not be taken over as it stands: a change would
    /// lose it. Findings that lose nothing, such as a leftover file, are no obstacle.
    pub fn sound(&self) -> Result<(), StoreError> {
        if self.losses == 0 { Ok(()) } else { Err(StoreError::Unsound(self.losses)) }
    }

    /// A change that waits and cannot be finished unasked, as one of the things that are wrong.
    pub fn pending(&self) -> Option<Finding> {
        let waiting = self.waiting.as_ref()?;
        let place = Place::file(format!("{HOME}/commit"));
        let finding = Finding::new(FindingKind::PendingChange, place, waiting.to_string());
        Some(finding.hint(waiting.hint().unwrap_or_default()))
    }

    /// As [`Loaded::sound`], but what was edited by hand and can be accepted is no obstacle.
    pub(super) fn sound_but_edited(&self) -> Result<(), StoreError> {
        let losses = self.losses - self.edits;
        if losses == 0 { Ok(()) } else { Err(StoreError::Unsound(losses)) }
    }
}

/// Reads the folder. `Err` only when it cannot be read at all.
pub(super) fn load(tree: Tree<'_>, root: &Path) -> Result<Loaded, StoreError> {
    let source = Source { tree, root };
    let mut notes = Notes::default();
    let mut buffer = Vec::new();
    let settings_text = source.text(SETTINGS, true, &mut notes, &mut buffer)?.map(without_mark);
    if let Some(format) = settings_text.as_deref().and_then(settings::later_format) {
        return Err(StoreError::LaterFormat { file: root.join(SETTINGS), format });
    }
    let settings = settings_text.as_deref().map(|text| settings::read(text, &mut notes));
    beside::find(tree, root, &mut notes)?;
    let folders = source.round_folders(&mut notes)?;

    let roster_text = source.text(ROSTER, true, &mut notes, &mut buffer)?;
    let roster_text = roster_text.map(String::from).unwrap_or_default();
    let mut failure = None;
    let highest = || {
        source.highest_id(&folders).unwrap_or_else(|error| {
            failure = Some(error);
            0
        })
    };
    let roster::Read { roster, ids_given, lines } = if roster_text.is_empty() {
        roster::Read::default()
    } else {
        roster::read(&roster_text, highest, &mut notes)
    };
    if let Some(error) = failure {
        return Err(error);
    }
    notes.blinded = notes.gaps;
    let text = source.text(EXCLUSIONS, false, &mut notes, &mut buffer)?;
    let exclusions = text.map(|text| exclusions::read(text, &roster, &mut notes));
    let exclusions = exclusions.unwrap_or_default();
    let mut rounds = Vec::with_capacity(folders.len());
    for (round, of_round) in source.rounds(&folders, &roster, &notes)? {
        rounds.extend(round);
        notes.append(of_round);
    }
    let settings = settings.unwrap_or_default();
    let programme = Programme::new(settings, roster, exclusions).with_rounds(rounds);
    let stamps = stamps::compare(&programme.roster, &mut notes);
    let called = source.compare_with_before(&programme, &lines, &mut notes, &mut buffer)?;
    let Notes { findings, losses, edited, edits, beside, half, .. } = notes;
    Ok(Loaded {
        programme,
        findings,
        waiting: None,
        unlocked: false,
        beside,
        called,
        stamps,
        half,
        losses,
        edited,
        edits,
        settings_text,
        roster_text,
        ids_given,
    })
}

/// Where the files come from.
struct Source<'a> {
    tree: Tree<'a>,
    root: &'a Path,
}

impl Source<'_> {
    /// The text of a file, in place of what is in the buffer: large files come one after the
    /// other, and new memory for each of them would take as long as reading it.
    fn text<'b>(
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
        Ok(notes.text(file, buffer))
    }

    /// Finds what has gone since the last change, and whose name cannot be theirs. Returns the
    /// people whose names are others than before.
    fn compare_with_before(
        &self,
        programme: &Programme,
        lines: &[u64],
        notes: &mut Notes,
        buffer: &mut Vec<u8>,
    ) -> Result<Vec<Person>, StoreError> {
        let place = self.root.join(CONTENTS);
        // What could not be read is no more, but was found already.
        if notes.losses != notes.edits {
            return Ok(Vec::new());
        }
        buffer.clear();
        if self.tree.kind(&place)? == Some(Kind::File) {
            self.tree.read_into(&place, buffer)?;
        }
        let before = String::from_utf8_lossy(buffer);
        let called = called::compare(programme, lines, &contents::called(&before), notes);
        if !before.is_empty() {
            contents::compare(&before, programme, &called, notes);
        }
        Ok(called)
    }

    /// The numbers of the rounds, ascending.
    fn round_folders(&self, notes: &mut Notes) -> Result<Vec<RoundNumber>, StoreError> {
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
    fn names(&self, folder: &str) -> Result<Vec<String>, StoreError> {
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
    fn highest_id(&self, folders: &[RoundNumber]) -> Result<u32, StoreError> {
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

    /// The rounds in their order, each with the notes on it. Large ones are read side by side.
    fn rounds(
        &self,
        folders: &[RoundNumber],
        roster: &Roster,
        so_far: &Notes,
    ) -> Result<Vec<(Option<Round>, Notes)>, StoreError> {
        let threads = if roster.len() < WORTH_A_THREAD {
            1
        } else {
            thread::available_parallelism().map_or(1, NonZero::get).min(folders.len())
        };
        let next = AtomicUsize::new(0);
        let read_some = || {
            let (mut seen, mut buffer) = (Seen::nobody(roster.len()), Vec::new());
            let mut some = Vec::new();
            while let Some(&number) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut notes = so_far.of_a_part();
                let round = self.round(number, roster, &mut seen, &mut notes, &mut buffer);
                some.push((number, round.map(|round| (round, notes))));
            }
            some
        };
        let mut all = thread::scope(|scope| {
            // Where the system has no thread left, fewer read it all.
            let others =
                (1..threads).map(|_| thread::Builder::new().spawn_scoped(scope, read_some));
            let others: Vec<_> = others.filter_map(Result::ok).collect();
            let mut all = read_some();
            for other in others {
                all.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
            }
            all
        });
        all.sort_by_key(|&(number, _)| number);
        all.into_iter().map(|(_, read)| read).collect()
    }

    fn round(
        &self,
        number: RoundNumber,
        roster: &Roster,
        seen: &mut Seen,
        notes: &mut Notes,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Round>, StoreError> {
        seen.clear();
        let folder = round_folder(number);
        let [head_file, pairs_file, outcomes_file, absent_file] =
            RoundFile::ALL.map(|file| file.of(number));
        for name in self.names(&folder)? {
            if !RoundFile::ALL.iter().any(|file| file.name() == name) {
                beside::within_rounds(&folder, &name, notes);
            }
        }
        let head = self.text(&head_file, true, notes, buffer)?;
        let head =
            head.and_then(|text| round_head::read(&head_file, text, number, roster, seen, notes));
        let stamp = head.as_ref().and_then(|head| head.stamp.clone());
        let compare = |file, text: Option<&str>, notes: &mut Notes| {
            if let (Some(stamp), Some(text)) = (&stamp, text) {
                stamps::compare_file(stamp, number, file, text, notes);
            }
        };
        let pairs = self.text(&pairs_file, true, notes, buffer)?;
        compare(RoundFile::Pairings, pairs, notes);
        let pairs =
            pairs.map(|text| pairings::read(&pairs_file, text, number, roster, seen, notes));
        let absent = self.text(&absent_file, false, notes, buffer)?;
        compare(RoundFile::Absent, absent, notes);
        let absent = absent.map(|text| absent::read(&absent_file, text, roster, seen, notes));
        let outcomes = self.text(&outcomes_file, true, notes, buffer)?;
        let (Some(head), Some(pairings::Read { pairs, checksum })) = (head, pairs) else {
            return Ok(None);
        };
        // `seen` has seen to it that nobody stands in the round twice.
        let Ok(mut round) = Round::new(head.head, pairs, head.sitting_out) else { return Ok(None) };
        round.amended = head.amended;
        notes.blinded |= notes.gaps;
        head.seal.check([&head_file, &pairs_file], checksum, roster, &round, notes);
        compare(RoundFile::Outcomes, outcomes, notes);
        if let Some(text) = outcomes {
            outcomes::read(&outcomes_file, text, &mut round, roster, notes);
        }
        if let Some(stamp) = stamp {
            let has_words = round.responses().iter().any(|said| said.words.is_some());
            stamps::compare_words(&stamp, number, has_words, notes);
            notes.stamps.insert(number, stamp);
        }
        round.absent = absent;
        Ok(Some(round))
    }
}

/// Without a byte order mark.
fn without_mark(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).into()
}
