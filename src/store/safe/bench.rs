//! The steps of a change, each of which can be looked at, carried out and taken back.
//!
//! Nothing is ever overwritten: what stands at a path changes places with what is to stand there,
//! and is then compared with what was expected. So a file that somebody saved is seen, whenever
//! they did, and is put back.
//!
//! ```text
//!             the path   new/1    old/1
//! before      old        new      -          (or the new one still in old/1)
//! halfway     -          new      old        only where files cannot change places at one stroke
//! after       new        -        old        (or the old one still in new/1)
//! displaced   any        theirs in either    a crash came before it was put back
//! ```

use std::path::{Path, PathBuf};

use super::record::{Deed, Step};
use super::sum::Sum;
use super::tree::Tree;
use crate::store::error::StoreError;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing was done yet.
    Before,
    /// What stood there is out of the way, what is to stand there is not yet in place.
    Halfway,
    /// It is done.
    After,
    /// It was done, and somebody has changed the result since.
    Edited,
    /// Somebody has put something else there than what stood there when it was decided.
    Foreign,
    /// So they had, and it was taken away for a moment that a crash made long.
    Displaced,
    /// What it needs is missing or damaged.
    Broken,
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// What had to move has moved.
    Yes,
    /// Somebody else was there first; their file stands where it was.
    Foreign,
}

/// A folder with a record, `new` and `old`, whose steps lead into a programme folder.
#[derive(Debug, Clone)]
pub struct Bench<'a> {
    pub tree: Tree<'a>,
    pub root: &'a Path,
    pub folder: PathBuf,
}

impl Bench<'_> {
    /// Where a step leads.
    pub fn place(&self, step: &Step) -> PathBuf {
        self.root.join(&step.path)
    }

    /// What is to stand there.
    pub fn coming(&self, step: &Step) -> PathBuf {
        self.folder.join("new").join(step.number.to_string())
    }

    /// What stood there.
    pub fn old(&self, step: &Step) -> PathBuf {
        self.folder.join("old").join(step.number.to_string())
    }

    fn sum(&self, path: &Path) -> Result<Option<Sum>, StoreError> {
        Sum::at(self.tree, path)
    }

    /// How far a step is, by what stands where.
    pub fn state(&self, step: &Step) -> Result<State, StoreError> {
        let slots = Slots {
            place: self.sum(&self.place(step))?,
            new: self.sum(&self.coming(step))?,
            old: self.sum(&self.old(step))?,
            before: step.before,
            after: step.after,
        };
        Ok(match step.deed {
            Deed::Create => slots.of_creation(),
            Deed::Replace => slots.of_replacement(),
            Deed::Remove => slots.of_removal(),
        })
    }

    /// Carries a step out that is not done yet.
    pub fn forward(&self, step: &Step) -> Result<Moved, StoreError> {
        let (place, new, old) = (self.place(step), self.coming(step), self.old(step));
        match step.deed {
            Deed::Create => {
                if let Some(folder) = place.parent()
                    && !self.tree.is_there(folder)?
                {
                    self.tree.create_folder(folder, self.root)?;
                }
                self.put(&new, &place)
            }
            Deed::Remove => self.take(&place, &old, step.before),
            Deed::Replace => self.replace(&place, &new, &old, step.before),
        }
    }

    /// Whether what stood at a path was written to after it was taken away, by a program that had it
    /// open.
    pub fn was_written_to(&self, step: &Step) -> Result<bool, StoreError> {
        for place in [self.old(step), self.coming(step)] {
            let sum = self.sum(&place)?;
            if step.before.is_some() && sum.is_some() && sum != step.before && sum != step.after {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Takes a step back that was done, wholly or by half.
    pub fn back(&self, step: &Step, state: State) -> Result<Moved, StoreError> {
        let (place, new, old) = (self.place(step), self.coming(step), self.old(step));
        match (state, step.deed) {
            (State::Edited | State::Foreign | State::Broken, _) => Ok(Moved::Yes),
            (State::Before, _) => self.tidy(step).map(|()| Moved::Yes),
            (State::Displaced, _) => self.put_back(step).map(|()| Moved::Foreign),
            (State::After, Deed::Create) if self.tree.is_there(&new)? => Ok(Moved::Yes),
            (State::After, Deed::Create) => {
                let taken = self.take(&place, &old, step.after)?;
                self.tidy(step)?;
                if let Some(folder) = place.parent().filter(|&folder| folder != self.root) {
                    // Goes away only if it is empty, that is, if it was made for this change.
                    let _ = self.tree.0.remove_folder(folder);
                }
                Ok(taken)
            }
            (State::After, Deed::Remove) if !self.tree.is_there(&old)? => Ok(Moved::Yes),
            (State::Halfway, _) | (State::After, Deed::Remove) => self.put(&old, &place),
            (State::After, Deed::Replace) => {
                if !self.tree.is_there(&old)? {
                    if self.sum(&new)? != step.before {
                        // Somebody else made it so; what stood there before is theirs to keep.
                        return Ok(Moved::Yes);
                    }
                    self.tree.rename(&new, &old)?;
                }
                self.replace(&place, &old, &new, step.after)
            }
        }
    }

    /// Brings what is kept to where it belongs: the new content to `new`, the old one to `old`.
    pub fn tidy(&self, step: &Step) -> Result<(), StoreError> {
        let (new, old) = (self.coming(step), self.old(step));
        let (in_new, in_old) = (self.sum(&new)?, self.sum(&old)?);
        if in_new.is_none() && in_old.is_some() && in_old == step.after && in_old != step.before {
            return self.tree.rename(&old, &new);
        }
        if in_old.is_none() && in_new.is_some() && in_new == step.before && in_new != step.after {
            return self.tree.rename(&new, &old);
        }
        Ok(())
    }

    /// Puts back what was somebody else's and was taken away.
    fn put_back(&self, step: &Step) -> Result<(), StoreError> {
        let (place, new, old) = (self.place(step), self.coming(step), self.old(step));
        let in_old = self.sum(&old)?;
        let foreign = in_old.is_some() && in_old != step.before && in_old != step.after;
        let from = if foreign { &old } else { &new };
        if !self.tree.is_there(&place)? {
            self.tree.rename(from, &place)
        } else if self.tree.exchange(from, &place)? {
            self.tidy(step)
        } else {
            // Without exchanging, nothing comes to a place from which something was taken.
            Ok(())
        }
    }

    /// Puts a file from `from` in the place of what stands there, which goes to `to`.
    fn replace(
        &self,
        place: &Path,
        from: &Path,
        to: &Path,
        expected: Option<Sum>,
    ) -> Result<Moved, StoreError> {
        if !self.tree.is_there(place)? {
            return if self.sum(to)? == expected {
                self.put(from, place)
            } else {
                Ok(Moved::Foreign)
            };
        }
        if self.tree.exchange(from, place)? {
            if self.sum(from)? == expected {
                // Only if it can be: a later look knows either place.
                self.tree.rename(from, to)?;
                return Ok(Moved::Yes);
            }
            self.tree.exchange(from, place)?;
            return Ok(Moved::Foreign);
        }
        match self.take(place, to, expected)? {
            Moved::Yes => self.put(from, place),
            Moved::Foreign => Ok(Moved::Foreign),
        }
    }

    /// Puts a file where nothing stands.
    fn put(&self, from: &Path, place: &Path) -> Result<Moved, StoreError> {
        match self.tree.rename(from, place) {
            Ok(()) => Ok(Moved::Yes),
            Err(_) if self.tree.is_there(place)? => Ok(Moved::Foreign),
            Err(error) => Err(error),
        }
    }

    /// Takes away what stands somewhere, unless it is not what was expected.
    fn take(&self, place: &Path, to: &Path, expected: Option<Sum>) -> Result<Moved, StoreError> {
        if !self.tree.is_there(place)? {
            return Ok(Moved::Foreign);
        }
        self.tree.rename(place, to)?;
        if self.sum(to)? == expected {
            return Ok(Moved::Yes);
        }
        self.tree.rename(to, place)?;
        Ok(Moved::Foreign)
    }
}

/// What stands in the three places of a step, and what was expected there.
struct Slots {
    place: Option<Sum>,
    new: Option<Sum>,
    old: Option<Sum>,
    before: Option<Sum>,
    after: Option<Sum>,
}

impl Slots {
    fn waits(&self) -> bool {
        self.new == self.after || self.old == self.after
    }

    /// Whether something stands in a slot that this change did not bring there.
    fn is_foreign(&self, slot: Option<Sum>) -> bool {
        slot.is_some() && slot != self.before && slot != self.after
    }

    fn of_creation(&self) -> State {
        match self.place {
            None if self.waits() => State::Before,
            None if self.is_foreign(self.old) => State::Displaced,
            None => State::Broken,
            place if place == self.after => State::After,
            Some(_) if self.waits() => State::Foreign,
            Some(_) if self.new.is_none() => State::Edited,
            Some(_) => State::Broken,
        }
    }

    fn of_replacement(&self) -> State {
        let kept = self.old == self.before || self.new == self.before;
        if self.place == self.after {
            if !kept && self.is_foreign(self.new) { State::Displaced } else { State::After }
        } else if self.place == self.before {
            match () {
                () if self.waits() => State::Before,
                () if self.is_foreign(self.old) => State::Displaced,
                () => State::Broken,
            }
        } else if self.place.is_none() {
            match () {
                () if kept && self.waits() => State::Halfway,
                () if self.is_foreign(self.old) || (kept && self.is_foreign(self.new)) => {
                    State::Displaced
                }
                () if self.waits() => State::Foreign,
                () if kept => State::Edited,
                () => State::Broken,
            }
        } else if self.waits() {
            State::Foreign
        } else if kept {
            State::Edited
        } else {
            State::Broken
        }
    }

    fn of_removal(&self) -> State {
        match self.place {
            None if self.is_foreign(self.old) => State::Displaced,
            None => State::After,
            Some(_) if self.old.is_some() && self.old == self.before => State::Edited,
            place if place == self.before => State::Before,
            Some(_) if self.old.is_none() => State::Foreign,
            Some(_) => State::Broken,
        }
    }
}
