//! Deciding on a change that nobody may finish unasked: one of another machine, or one that is not
//! whole.

use std::path::PathBuf;

use super::bench::{Bench, State};
use super::journal::Journal;
use super::lock;
use super::record::{Deed, Record, Step};
use super::sum::Sum;
use crate::store::error::StoreError;

/// What is to become of a change that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// It is carried out; what stands in its way can be had back by `undo`.
    Finish,
    /// It is taken back as far as it was carried out, and set aside.
    Drop,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// There was none.
    Nothing,
    /// It was carried out.
    Finished,
    /// It was taken back.
    Dropped {
        /// Where it lies now.
        aside: PathBuf,
        /// The paths that could not be brought back to what they were.
        left: Vec<String>,
    },
}

impl Journal<'_> {
    /// Decides on the change that waits, if there is one. The caller has the right to change.
    pub fn settle(&self, how: Settle) -> Result<Settled, StoreError> {
        if !self.is_waiting()? {
            return Ok(Settled::Nothing);
        }
        let _gate = lock::close_gate(self.tree.0, &self.own("gate"), self.root)?;
        if self.is_erasing()?
            && let Ok(record) = self.waiting_record()
        {
            self.close(&record)?;
            return Ok(Settled::Finished);
        }
        match how {
            Settle::Finish => self.finish(),
            Settle::Drop => self.drop_change(),
        }
    }

    fn finish(&self) -> Result<Settled, StoreError> {
        let unsettled = |cause| StoreError::Unsettled { cause, whole: false };
        let record = self.waiting_record().map_err(unsettled)?;
        let record = self.aimed_anew(record, true)?;
        let states = self.states(&record)?;
        let broken = record.steps.iter().zip(&states).find(|(_, state)| **state == State::Broken);
        if let Some((step, _)) = broken {
            let cause = format!("what belongs to `{}` is missing or damaged", step.path);
            return Err(StoreError::Unsettled { cause, whole: false });
        }
        self.replace_record(&record)?;
        self.carry_out(&record, &states)?;
        Ok(Settled::Finished)
    }

    fn drop_change(&self) -> Result<Settled, StoreError> {
        let Ok(record) = self.waiting_record() else {
            return Ok(Settled::Dropped { aside: self.set_aside(None)?, left: Vec::new() });
        };
        let record = self.aimed_anew(record, false)?;
        self.roll_back(&record)?;
        let mut left = Vec::new();
        for step in &record.steps {
            let now = Sum::at(self.tree, &self.root.join(&step.path))?;
            if now != step.before {
                left.push(step.path.clone());
            }
        }
        Ok(Settled::Dropped { aside: self.set_aside(Some(&record))?, left })
    }

    /// The same change with the sums that a record of the first form lacks; and, if it is to be
    /// `forced`, from what stands in its places now.
    fn aimed_anew(&self, record: Record, forced: bool) -> Result<Record, StoreError> {
        let first_form = record.origin.is_none();
        let bench = self.bench();
        let mut steps = Vec::with_capacity(record.steps.len());
        for mut step in record.steps {
            if first_form && !self.give_sums(&bench, &mut step)? {
                continue;
            }
            if forced && bench.state(&step)? == State::Foreign {
                step.before = Sum::at(self.tree, &bench.place(&step))?;
                match (step.before, step.after) {
                    (None, None) => continue,
                    (None, Some(_)) => step.deed = Deed::Create,
                    (Some(_), Some(_)) => step.deed = Deed::Replace,
                    (Some(_), None) => step.deed = Deed::Remove,
                }
            }
            steps.push(step);
        }
        Ok(Record { origin: Some(self.origin()), steps, ..record })
    }

    /// Finds out what a step of the first form comes from and leads to; `false` when nothing is
    /// to be done for it any more and nothing can be taken back.
    fn give_sums(&self, bench: &Bench<'_>, step: &mut Step) -> Result<bool, StoreError> {
        let (place, new, old) = (bench.place(step), bench.coming(step), bench.old(step));
        let now = Sum::at(self.tree, &place)?;
        let (waiting, copy) = (Sum::at(self.tree, &new)?, Sum::at(self.tree, &old)?);
        if waiting.is_some() || (step.deed == Deed::Remove && now.is_some()) {
            // Not done yet. Such changes copied what stood there beforehand.
            self.tree.remove(&old)?;
            (step.before, step.after) = (now, waiting);
        } else {
            (step.before, step.after) = (copy, now);
        }
        match (step.before, step.after) {
            (None, None) => return Ok(false),
            (None, Some(_)) if step.deed == Deed::Replace => return Ok(false),
            (None, Some(_)) => step.deed = Deed::Create,
            (Some(_), Some(_)) => step.deed = Deed::Replace,
            (Some(_), None) => step.deed = Deed::Remove,
        }
        Ok(true)
    }

    /// Puts a record in the place of the one of the change that waits.
    fn replace_record(&self, record: &Record) -> Result<(), StoreError> {
        let folder = self.own("commit");
        let (now, new) = (folder.join("record"), folder.join("record.new"));
        self.tree.remove(&new)?;
        self.write_record(&new, record)?;
        if !self.tree.exchange(&new, &now)? {
            self.tree.remove(&now)?;
            self.tree.rename(&new, &now)?;
        }
        self.tree.remove(&new)?;
        self.tree.sync(&folder)
    }
}
