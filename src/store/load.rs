//! A programme folder becomes a programme, and findings for everything that is wrong in it.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::Days;

use crate::domain::{
    Experiment, Finding, FindingKind, Person, Place, Programme, Roster, Round, RoundNumber,
};
use crate::text::dates::DateOrder;

use super::beside;
use super::error::StoreError;
use super::files::called::Names;
use super::files::notes::Notes;
use super::files::resaved::{Either, Known, Resaved, Shape};
use super::files::seen::Seen;
use super::files::stamp::Stamp;
use super::files::stamps;
use super::files::{
    absent, called, contents, exclusions, experiment, outcomes, pairings, roster, round_head,
    settings,
};
use super::paths::{
    CONTENTS, EXCLUSIONS, EXPERIMENT, HOME, ROSTER, RoundFile, SETTINGS, round_folder,
};
use super::safe::disk::Kind;
use super::safe::tree::Tree;

use self::source::{Dates, Source};

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
    /// The files that another program has saved and that were read all the same.
    pub resaved: Vec<Resaved>,
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
    load_with(tree, root, None)
}

/// The same; where dates of a column could be two days, in this order.
pub(super) fn load_with(
    tree: Tree<'_>,
    root: &Path,
    said: Option<DateOrder>,
) -> Result<Loaded, StoreError> {
    let mut source = Source { tree, root, dates: Dates { said, usual: None } };
    let mut notes = Notes::default();
    let mut buffer = Vec::new();
    let settings_text = source.text(SETTINGS, true, &mut notes, &mut buffer)?.map(without_mark);
    if let Some(format) = settings_text.as_deref().and_then(settings::later_format) {
        return Err(StoreError::LaterFormat { file: root.join(SETTINGS), format });
    }
    let settings = settings_text.as_deref().map(|text| settings::read(text, &mut notes));
    source.dates.usual = settings.as_ref().and_then(|settings| settings.dates);
    beside::find(tree, root, &mut notes)?;
    let folders = source.round_folders(&mut notes)?;

    let roster_text = source.text(ROSTER, true, &mut notes, &mut buffer)?;
    let roster_text = roster_text.map(String::from).unwrap_or_default();
    let (roster::Read { roster, ids_given, lines }, roster_text) =
        source.roster(roster_text, &folders, &mut notes)?;
    notes.blinded = notes.gaps;
    let text = source.text(EXCLUSIONS, false, &mut notes, &mut buffer)?;
    let exclusions = text.map(|text| {
        let read = |text: &str, notes: &mut Notes| exclusions::read(text, &roster, notes);
        notes.without_days(EXCLUSIONS, text, &exclusions::SHAPE, read)
    });
    let exclusions = exclusions.unwrap_or_default();
    let experiment = source.experiment(&roster, &mut notes, &mut buffer)?;
    let mut rounds = Vec::with_capacity(folders.len());
    for (round, of_round) in source.rounds(&folders, &roster, &notes)? {
        rounds.extend(round);
        notes.append(of_round);
    }
    notes.once_for_somebody_missing();
    let settings = settings.unwrap_or_default();
    let programme = Programme::new(settings, roster, exclusions);
    let programme = programme.with_experiment(experiment).with_rounds(rounds);
    let stamps = stamps::compare(&programme.roster, &mut notes);
    let called = source.compare_with_before(&programme, &lines, &mut notes, &mut buffer)?;
    let Notes { findings, losses, edited, edits, beside, half, resaved, .. } = notes;
    Ok(Loaded {
        programme,
        findings,
        waiting: None,
        unlocked: false,
        beside,
        resaved,
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

impl Source<'_> {
    /// The roster, with the text that it was read from in the end.
    fn roster(
        &self,
        text: String,
        folders: &[RoundNumber],
        notes: &mut Notes,
    ) -> Result<(roster::Read, String), StoreError> {
        if text.is_empty() {
            return Ok((roster::Read::default(), text));
        }
        let mut failure = None;
        let mut highest = || {
            self.highest_id(folders).unwrap_or_else(|error| {
                failure = Some(error);
                0
            })
        };
        let earlier =
            |heading: &str, rows: &[Either<'_>]| self.earlier().order(ROSTER, "id", heading, rows);
        let Dates { said, usual } = self.dates;
        let known = Known { said, usual, span: None, earlier: &earlier };
        let read = |text: &str, notes: &mut Notes| roster::read(text, &mut highest, notes);
        let (read, tidied) = notes.tolerantly(ROSTER, &text, &roster::SHAPE, &known, read);
        match failure {
            Some(error) => Err(error),
            None => Ok((read, tidied.unwrap_or(text))),
        }
    }

    /// The experiment, if there is one.
    fn experiment(
        &self,
        roster: &Roster,
        notes: &mut Notes,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Experiment>, StoreError> {
        let text = self.text(EXPERIMENT, false, notes, buffer)?;
        Ok(text.and_then(|text| experiment::read(text, roster, notes)))
    }

    /// The answers of a round.
    fn outcomes(
        &self,
        file: &str,
        text: &str,
        round: &mut Round,
        names: &Names<'_>,
        notes: &mut Notes,
    ) {
        let earlier = |heading: &str, rows: &[Either<'_>]| {
            self.earlier().order(file, "participant", heading, rows)
        };
        let Dates { said, usual } = self.dates;
        let day = round.head.date;
        let last = round.head.closes.unwrap_or(day).checked_add_days(Days::new(62));
        let span = Some((day, last.unwrap_or(day)));
        let known = Known { said, usual, span, earlier: &earlier };
        let read = |text: &str, notes: &mut Notes| outcomes::read(file, text, round, names, notes);
        notes.tolerantly(file, text, &outcomes::SHAPE, &known, read);
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
        let (names, next) = (Names::of(roster), AtomicUsize::new(0));
        let read_some = || {
            let (mut seen, mut buffer) = (Seen::nobody(roster.len()), Vec::new());
            let mut some = Vec::new();
            while let Some(&number) = folders.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut notes = so_far.of_a_part();
                let round = self.round(number, &names, &mut seen, &mut notes, &mut buffer);
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
        names: &Names<'_>,
        seen: &mut Seen,
        notes: &mut Notes,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Round>, StoreError> {
        let (roster, folder) = (names.roster, round_folder(number));
        seen.clear();
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
        let pairs = pairs.map(|text| {
            read_with(seen, &pairs_file, text, &pairings::SHAPE, notes, |text, seen, notes| {
                pairings::read(&pairs_file, text, number, names, seen, notes)
            })
        });
        let absent = self.text(&absent_file, false, notes, buffer)?;
        compare(RoundFile::Absent, absent, notes);
        let absent = absent.map(|text| {
            read_with(seen, &absent_file, text, &absent::SHAPE, notes, |text, seen, notes| {
                absent::read(&absent_file, text, roster, seen, notes)
            })
        });
        let outcomes = self.text(&outcomes_file, true, notes, buffer)?;
        let (Some(head), Some(pairings::Read { pairs, checksum })) = (head, pairs) else {
            return Ok(None);
        };
        // `seen` has seen to it that nobody stands in the round twice.
        let Ok(mut round) = Round::new(head.head, pairs, head.sitting_out) else { return Ok(None) };
        (round.amended, round.longer) = (head.amended, head.longer);
        notes.blinded |= notes.gaps;
        head.seal.check([&head_file, &pairs_file], checksum, roster, &round, notes);
        compare(RoundFile::Outcomes, outcomes, notes);
        if let Some(text) = outcomes {
            self.outcomes(&outcomes_file, text, &mut round, names, notes);
        }
        if let Some(stamp) = stamp {
            stamps::compare_words(&stamp, number, round.has_words(), notes);
            notes.stamps.insert(number, stamp);
        }
        round.absent = absent;
        Ok(Some(round))
    }
}

/// Reads a table of people of whom nobody stands twice in a round, if need be a second time.
fn read_with<T>(
    seen: &mut Seen,
    file: &str,
    text: &str,
    shape: &Shape,
    notes: &mut Notes,
    mut read: impl FnMut(&str, &mut Seen, &mut Notes) -> T,
) -> T {
    let so_far = seen.clone();
    notes.without_days(file, text, shape, |text, notes| {
        seen.clone_from(&so_far);
        read(text, seen, notes)
    })
}

/// Without a byte order mark.
fn without_mark(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).into()
}
