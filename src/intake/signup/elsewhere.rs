//! What other sheets said of somebody, which tells what a hand has changed since.

use std::collections::HashMap;

use crate::domain::memory::{Memory, Shape, SheetMemory, Taken};
use crate::domain::{ParticipantId, SheetKind};

/// Other sheets of sign-ups that were read before.
pub struct Elsewhere {
    sheets: Vec<SheetMemory>,
    by_id: HashMap<ParticipantId, Vec<(usize, usize)>>,
}

impl Elsewhere {
    /// All sheets of sign-ups but those of one shape.
    pub fn new(memory: &Memory, shape: &Shape) -> Self {
        let others = memory
            .sheets
            .iter()
            .filter(|sheet| sheet.shape.kind == SheetKind::Signup && sheet.shape != *shape);
        let sheets: Vec<_> = others.cloned().collect();
        let mut by_id: HashMap<ParticipantId, Vec<_>> = HashMap::new();
        for (at, sheet) in sheets.iter().enumerate() {
            for (row, taken) in sheet.taken.iter().enumerate() {
                by_id.entry(taken.about.clone()).or_default().push((at, row));
            }
        }
        Self { sheets, by_id }
    }

    /// Whether what the roster has in a cell came from a hand and from no sheet that spoke of the
    /// person; `is_usual` says that it stands there where nobody said anything.
    pub fn by_hand(&self, id: &ParticipantId, column: &str, held: &str, is_usual: bool) -> bool {
        let Some(spoke) = self.by_id.get(id) else { return false };
        let rows = spoke.iter().filter_map(|&(at, row)| {
            let sheet = self.sheets.get(at)?;
            Some((sheet, sheet.taken.get(row)?))
        });
        let cells = rows.filter_map(|(sheet, taken): (&SheetMemory, &Taken)| {
            Some(taken.cell(column)?.mark == sheet.key.mark(&[column, held]))
        });
        let cells: Vec<_> = cells.collect();
        if cells.is_empty() { !is_usual } else { !cells.contains(&true) }
    }
}
