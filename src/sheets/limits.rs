//! How much of a sheet is read.

use crate::domain::{Finding, FindingKind, Place};

/// How much is read at most. With the defaults a refusal takes less than a second and 256 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one sheet; of a workbook packed and unpacked.
    pub bytes: usize,
    /// Rows of one sheet.
    pub rows: usize,
    /// Cells of one row.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell: usize,
    /// Cells of one sheet, empty ones between them included.
    pub cells: usize,
    /// Problems of one sheet; with more it is refused and not read on.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            rows: 250_000,
            columns: 500,
            cell: 100_000,
            cells: 2_000_000,
            problems: 10_000,
        }
    }
}

impl Limits {
    /// Limits for a programme of 1.5 million people and 24 rounds.
    pub fn large() -> Self {
        Self { bytes: 1 << 30, rows: 40_000_000, cells: 500_000_000, ..Self::default() }
    }

    /// Whether a sheet has this many problems, so that it is refused whatever else stands in it
    /// and the row at `place` and those below it need not be read; this is then the last problem.
    pub fn is_enough(&self, findings: &mut Vec<Finding>, place: impl FnOnce() -> Place) -> bool {
        let most = self.problems;
        let enough = findings.len() >= most;
        let is_said = findings.last().is_some_and(|last| last.kind == FindingKind::TooManyProblems);
        if enough && !is_said {
            let message = format!("{most} problems stand above; from here on nothing was read");
            let finding = Finding::new(FindingKind::TooManyProblems, place(), message);
            findings.push(finding.hint("mend these first, or check that this is the right sheet"));
        }
        enough
    }
}

/// The finding for a sheet beyond a limit.
pub fn too_large(place: Place, what: &str, limit: usize) -> Finding {
    let usual = Limits::default();
    let is_lifted = [usual.bytes, usual.rows, usual.cells].contains(&limit);
    Finding::new(FindingKind::TooLarge, place, format!("the sheet has more than {limit} {what}"))
        .hint(if is_lifted {
            "take out what is not needed, or add `--large` if it is really this large"
        } else {
            "take out what is not needed, or split the sheet"
        })
}
