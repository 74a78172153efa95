//! What reading a folder finds wrong, and whether meaning is lost by it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{Finding, FindingKind, Place, RoundNumber};
use crate::text::words::{self, nearest};
use crate::text::{iso_day, line_at, quote};

use super::other_name::Called;
use super::resaved::{self, Either, Known, Resaved, Shape};
use super::stamp::Stamp;
use super::stamp::spans;

/// Findings in the order in which they were made.
#[derive(Debug, Default)]
pub struct Notes {
    pub findings: Vec<Finding>,
    /// How many of them lose meaning, so that nothing may be written.
    pub losses: usize,
    /// Rows were passed over, so what follows from them is missing as well.
    pub gaps: bool,
    /// The rounds whose pairs are others than was written.
    pub edited: Vec<RoundNumber>,
    /// How many of the losses are edits by hand that `check --accept` takes as they stand.
    pub edits: usize,
    /// What rounds say of changes over several of them.
    pub stamps: BTreeMap<RoundNumber, Stamp>,
    /// The rounds that know of a change of which not all is here.
    pub half: BTreeSet<RoundNumber>,
    /// Names in past rounds that are not those of the roster.
    pub called: Vec<Called>,
    /// What lies beside the files of the programme and looks like them.
    pub beside: Vec<String>,
    /// Files that another program has saved, and that are read all the same.
    pub resaved: Vec<Resaved>,
    /// The names, where pairs have them, of ids that nobody in the roster has.
    pub missing: BTreeMap<String, String>,
    /// Files that were not in UTF-8.
    pub recoded: Vec<String>,
    /// What is read now rests on something with gaps.
    pub blinded: bool,
}

impl Notes {
    /// Notes on one of several parts that rest on what was read so far.
    pub fn of_a_part(&self) -> Self {
        Self { blinded: self.blinded, ..Self::default() }
    }

    /// Adds the notes on a part.
    pub fn append(&mut self, part: Self) {
        self.findings.extend(part.findings);
        self.losses += part.losses;
        self.edited.extend(part.edited);
        self.edits += part.edits;
        self.beside.extend(part.beside);
        self.called.extend(part.called);
        self.stamps.extend(part.stamps);
        self.half.extend(part.half);
        self.resaved.extend(part.resaved);
        self.missing.extend(part.missing);
    }

    /// Says once of somebody who is missing in the roster in which rounds they stand.
    pub fn once_for_somebody_missing(&mut self) {
        let mut stands_in: BTreeMap<String, BTreeSet<RoundNumber>> = BTreeMap::new();
        let id = |finding: &Finding| {
            let id = finding.excerpt.clone().filter(|_| finding.kind == FindingKind::UnknownId)?;
            let round = finding.place.file.split('/').nth(1)?.parse().ok()?;
            Some((id, round))
        };
        for (id, round) in self.findings.iter().filter_map(id) {
            stands_in.entry(id).or_default().insert(round);
        }
        let before = self.findings.len();
        let mut told = BTreeSet::new();
        self.findings.retain_mut(|finding| {
            let Some((id, _)) = id(finding) else { return true };
            let rounds = stands_in.get(&id).map(spans).unwrap_or_default().join(", ");
            if stands_in.get(&id).is_none_or(|rounds| rounds.len() < 2) {
                return true;
            }
            let name = self.missing.get(&id).filter(|name| !name.is_empty());
            let name = name.map_or(String::new(), |name| format!(", {}", quote(name)));
            finding.message =
                format!("nobody has the id `{id}`{name}, who stands in rounds {rounds}");
            finding.hint = Some(
                "bring their row back into participants.csv: whoever has left keeps one, with the \
                 status `left`"
                    .into(),
            );
            told.insert(id)
        });
        self.losses -= before - self.findings.len();
    }

    /// Reads a table, and once more as what it should be, where another program has saved it.
    /// Gives the text that counts with what was read of it.
    pub fn tolerantly<T>(
        &mut self,
        file: &str,
        text: &str,
        shape: &Shape,
        known: &Known<'_>,
        mut read: impl FnMut(&str, &mut Self) -> T,
    ) -> (T, Option<String>) {
        let mut notes = self.of_a_part();
        let result = read(text, &mut notes);
        let is_foreign = resaved::is_foreign(text) || self.recoded.iter().any(|one| one == file);
        let tidied = (is_foreign || notes.losses > 0)
            .then(|| resaved::tidy(file, text, shape, known))
            .flatten();
        let Some(tidied) = tidied else {
            self.take(notes);
            return (result, None);
        };
        notes = self.of_a_part();
        let result = read(&tidied.text, &mut notes);
        // What is open is said once for the column, and not for each cell.
        for finding in tidied.open {
            notes.forget_dates_of(&finding.place);
            notes.lost(finding);
        }
        if is_foreign || !tidied.cells.is_empty() {
            notes.resaved.push(Resaved {
                file: file.into(),
                cells: tidied.cells,
                text: tidied.clean,
            });
        }
        self.take(notes);
        (result, Some(tidied.text))
    }

    /// The same for a table without days.
    pub fn without_days<T>(
        &mut self,
        file: &str,
        text: &str,
        shape: &Shape,
        read: impl FnMut(&str, &mut Self) -> T,
    ) -> T {
        let earlier = |_: &str, _: &[Either<'_>]| None;
        let known = Known { said: None, usual: None, span: None, earlier: &earlier };
        self.tolerantly(file, text, shape, &known, read).0
    }

    /// Adds the notes on a file, on which the next ones rest.
    fn take(&mut self, mut part: Self) {
        part.once_for_a_column();
        self.gaps |= part.gaps;
        self.blinded |= part.blinded;
        self.append(part);
    }

    fn forget_dates_of(&mut self, place: &Place) {
        let before = self.findings.len();
        self.findings.retain(|one| {
            one.kind != FindingKind::Date
                || (&one.place.file, &one.place.column) != (&place.file, &place.column)
        });
        self.losses -= before - self.findings.len();
    }

    /// Says of many cells of a column what is wrong with the first, and how many there are.
    fn once_for_a_column(&mut self) {
        let mut kept: Vec<(Finding, usize)> = Vec::with_capacity(self.findings.len());
        let mut first = BTreeMap::new();
        for finding in std::mem::take(&mut self.findings) {
            let Place { file, column, .. } = finding.place.clone();
            let of_a_cell = is_of_a_cell(finding.kind);
            let at = *first.entry((finding.kind, file, column)).or_insert(kept.len());
            if let Some((_, more)) = kept.get_mut(at).filter(|_| of_a_cell) {
                *more += 1;
                self.losses -= 1;
            } else {
                kept.push((finding, 0));
            }
        }
        for (mut finding, more) in kept {
            if more > 0 {
                let what = if finding.place.column.is_some() { "cell" } else { "row" };
                let others = words::count(more, what);
                finding.message = format!("{}; so in {others} more", finding.message);
            }
            self.findings.push(finding);
        }
    }

    /// Something could not be taken over as it stands.
    pub fn lost(&mut self, finding: Finding) {
        self.losses += 1;
        self.findings.push(finding);
    }

    /// Something is otherwise than it was written, and may be right as it is.
    pub fn edit(&mut self, finding: Finding) {
        self.edits += 1;
        self.lost(finding);
    }

    /// A row or a whole file had to be passed over.
    pub fn passed_over(&mut self, finding: Finding) {
        self.gaps = true;
        self.lost(finding);
    }

    /// Something does not fit to what was read before; not worth a finding where that has gaps
    /// and findings of its own.
    pub fn unfitting(&mut self, finding: Finding) {
        if !self.blinded {
            self.lost(finding);
        }
    }

    /// Something is odd, but everything was taken over.
    pub fn odd(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Something looks like a file of the programme and is not read.
    pub fn beside(&mut self, finding: Finding) {
        self.beside.push(finding.place.file.clone());
        self.odd(finding);
    }

    /// A cell or a value that is none of those allowed.
    pub fn bad_value(&mut self, kind: FindingKind, place: Place, value: &str, allowed: &str) {
        self.lost(bad_value(kind, place, value, allowed));
    }

    /// A cell with a day or nothing.
    pub fn date(&mut self, cell: &str, place: impl FnOnce() -> Place) -> Option<NaiveDate> {
        if cell.is_empty() {
            return None;
        }
        let date = iso_day(cell);
        if date.is_none() {
            self.lost(not_a_date(cell, place()));
        }
        date
    }

    /// Bytes as text, or a finding.
    pub fn text<'b>(&mut self, file: &str, bytes: &'b [u8]) -> Option<&'b str> {
        let damage = match str::from_utf8(bytes) {
            Ok(text) if !bytes.contains(&0) => return Some(text),
            Ok(text) => {
                let at = text.find('\0').unwrap_or(0);
                (FindingKind::NulByte, "a zero byte, so the file is damaged", line_at(text, at))
            }
            Err(error) => {
                let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
                (FindingKind::NotUtf8, "text that is not UTF-8", line_at(&good, good.len()))
            }
        };
        let (kind, message, line) = damage;
        let hint = "save it as `CSV UTF-8`, or bring back a sound copy of the file";
        self.passed_over(Finding::new(kind, Place::line(file, line), message).hint(hint));
        None
    }
}

/// Whether a finding is about what stands in one cell or row, as in many when a whole column is
/// otherwise than it should be. Each of them loses something.
fn is_of_a_cell(kind: FindingKind) -> bool {
    use FindingKind::{Answer, Date, RaggedRow, Rating, Reason, Rhythm, Status, Value};
    matches!(kind, Answer | Date | RaggedRow | Rating | Reason | Rhythm | Status | Value)
}

/// The finding for a cell or a value that is none of those allowed.
pub fn bad_value(kind: FindingKind, place: Place, value: &str, allowed: &str) -> Finding {
    let what = place.column.clone().unwrap_or_default();
    let message = format!("`{what}` cannot be `{value}`");
    Finding::new(kind, place, message).hint(format!("write {allowed}")).excerpt(value)
}

/// The finding for a cell that should be a day.
pub fn not_a_date(cell: &str, place: Place) -> Finding {
    Finding::new(FindingKind::Date, place, format!("`{cell}` is not a date"))
        .excerpt(cell)
        .hint("write year-month-day, such as 2026-11-02")
}

/// The word most like one that is unknown, as a question.
pub fn did_you_mean(unknown: &str, words: &[&str]) -> Option<String> {
    nearest(unknown, words.iter().copied()).map(|best| format!("did you mean `{best}`?"))
}
