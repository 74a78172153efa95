//! What is known of earlier sheets, and what the organiser decided about their rows.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use crate::domain::ParticipantId;
use crate::domain::memory::{Memory, Shape, SheetMemory, Taken, TakenCell};
use crate::text::keyed::{Key, Mark};

/// What is known of earlier sheets.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// What is remembered.
    pub memory: Memory,
    /// A random key, for a sheet that is read for the first time.
    pub key: Key,
    /// Rows that count although it is open whether they are new.
    pub take: Take,
}

/// Which rows count although it is open whether they are new.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Take {
    /// None of them.
    #[default]
    Nothing,
    /// All of them.
    All,
    /// Those on these lines.
    Lines(Vec<u64>),
}

impl Take {
    /// Whether one of some lines is taken.
    pub fn takes(&self, lines: &[u64]) -> bool {
        match self {
            Self::Nothing => false,
            Self::All => true,
            Self::Lines(taken) => lines.iter().any(|line| taken.contains(line)),
        }
    }
}

impl Past {
    /// What is remembered of a sheet. A shape that was not seen before is that of the sheet which
    /// shares most rows with it, since sheets get new columns; `known` counts the rows of one that
    /// are in this sheet.
    pub fn of(&self, shape: Shape, known: impl Fn(&SheetMemory) -> usize) -> SheetMemory {
        if let Some(sheet) = self.memory.of(&shape) {
            return sheet.clone();
        }
        let same_kind = self.memory.sheets.iter().filter(|sheet| sheet.shape.kind == shape.kind);
        let likest = same_kind.map(|sheet| (known(sheet), sheet)).max_by_key(|(known, _)| *known);
        match likest.filter(|(known, sheet)| *known > 0 && known * 2 >= sheet.taken.len()) {
            Some((_, sheet)) => SheetMemory { shape, ..sheet.clone() },
            None => SheetMemory::new(shape, self.key),
        }
    }
}

/// The memory of one sheet while its rows are read.
pub struct Recall {
    /// What is remembered from now on.
    pub sheet: SheetMemory,
    /// How far the sheet had been read before.
    pub latest: Option<NaiveDateTime>,
    /// There should be a memory of it, and there is none.
    pub lost: bool,
    by_mark: HashMap<Mark, Vec<usize>>,
    by_id: HashMap<ParticipantId, usize>,
}

impl Recall {
    /// Indexes what is remembered.
    pub fn new(sheet: SheetMemory, lost: bool) -> Self {
        let mut by_mark: HashMap<Mark, Vec<usize>> = HashMap::new();
        for (at, taken) in sheet.taken.iter().enumerate() {
            for &mark in &taken.marks {
                by_mark.entry(mark).or_default().push(at);
            }
        }
        let by_id = (0..).zip(&sheet.taken).map(|(at, taken)| (taken.about.clone(), at)).collect();
        Self { latest: sheet.latest, lost, by_mark, by_id, sheet }
    }

    /// What was taken in with a mark.
    pub fn with(&self, mark: Mark) -> impl Iterator<Item = (usize, &Taken)> {
        let found = self.by_mark.get(&mark).map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|&at| Some((at, self.sheet.taken.get(at)?)))
    }

    /// The one person about whom something with a mark was taken in.
    pub fn person(&self, mark: Mark) -> Option<&ParticipantId> {
        let mut found = self.with(mark);
        let (_, first) = found.next()?;
        found.all(|(_, other)| other.about == first.about).then_some(&first.about)
    }

    /// What was taken in about somebody, in a sheet that has one entry for each.
    pub fn about(&self, id: &ParticipantId) -> Option<&Taken> {
        self.sheet.taken.get(*self.by_id.get(id)?)
    }

    /// The same, to add to it; new if there is nothing yet.
    pub fn about_mut(&mut self, id: &ParticipantId) -> Option<&mut Taken> {
        let at = *self.by_id.entry(id.clone()).or_insert_with(|| {
            let (marks, cells) = (Vec::new(), Vec::new());
            self.sheet.taken.push(Taken { about: id.clone(), round: None, marks, cells });
            self.sheet.taken.len() - 1
        });
        self.sheet.taken.get_mut(at)
    }

    /// Remembers how far the sheet was read.
    pub fn has_read(&mut self, latest: Option<NaiveDateTime>, rows: usize) {
        self.sheet.latest = self.sheet.latest.max(latest);
        self.sheet.rows = self.sheet.rows.max(rows);
    }

    /// A cell to be remembered.
    pub fn cell(&self, column: &str, value: &str, open: bool) -> TakenCell {
        TakenCell { column: column.into(), mark: self.sheet.key.mark(&[column, value]), open }
    }

    /// Remembers one row more, or in the place of an earlier one.
    pub fn put(&mut self, at: Option<usize>, taken: Taken) {
        match at.and_then(|at| self.sheet.taken.get_mut(at)) {
            Some(known) => *known = taken,
            None => self.sheet.taken.push(taken),
        }
    }
}
