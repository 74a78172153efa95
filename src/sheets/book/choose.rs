//! Which sheet of a workbook is meant.

use crate::domain::{Finding, FindingKind, Place};
use crate::sheets::Options;
use crate::sheets::layout::{SAMPLE, header_of};
use crate::sheets::vocabulary::Vocabulary;
use crate::text::{excerpt, fold, plain, quote};

use super::fault::Fault;
use super::{Book, Grid, Tab};

/// The most sheets that a workbook may have; each of them is looked at.
const SHEETS: usize = 100;

/// The sheet that was chosen.
pub struct Chosen {
    pub name: String,
    /// The record that is its header.
    pub header: usize,
}

/// A sheet that is not empty, by its first rows.
struct Candidate {
    chosen: Chosen,
    /// How many headings are understood.
    known: usize,
    /// Whether they are enough for this kind of sheet.
    suffices: bool,
}

/// Chooses the sheet that the organiser named; or the only one that holds anything; or the only
/// one whose header is understood. Hidden sheets are taken only by name.
pub fn choose(
    book: &mut Book<'_>,
    whole: &Place,
    vocabulary: &impl Vocabulary,
    options: &Options,
) -> Result<Chosen, Finding> {
    let tabs = book.tabs();
    if tabs.len() > SHEETS {
        return Err(Fault::TooLarge { what: "sheets", limit: SHEETS, at: None }.finding(whole));
    }
    if let Some(named) = &options.sheet {
        let tab = named_tab(&tabs, named).ok_or_else(|| unknown(whole, named, &tabs))?;
        return match look_at(book, tab, whole, vocabulary, options)? {
            Some(candidate) => Ok(candidate.chosen),
            None => Err(empty(whole.clone().in_sheet(excerpt(&tab.name)), "the sheet is empty")),
        };
    }
    let mut candidates = Vec::new();
    for tab in tabs.iter().filter(|tab| !tab.hidden) {
        candidates.extend(look_at(book, tab, whole, vocabulary, options)?);
    }
    if candidates.is_empty() {
        return Err(empty(whole.clone(), "the workbook is empty"));
    }
    if candidates.iter().any(|candidate| candidate.suffices) {
        candidates.retain(|candidate| candidate.suffices);
    } else {
        let most = candidates.iter().map(|candidate| candidate.known).max();
        candidates.retain(|candidate| Some(candidate.known) == most);
    }
    let names: Vec<_> = candidates.iter().map(|found| quote(&found.chosen.name)).collect();
    let first = plain(&candidates[0].chosen.name);
    if let (1, Some(only)) = (candidates.len(), candidates.pop()) {
        return Ok(only.chosen);
    }
    let message = format!("several sheets could be meant: {}", names.join(", "));
    Err(Finding::new(FindingKind::AmbiguousSheet, whole.clone(), message)
        .hint(format!("say which one: `--sheet \"{first}\"`")))
}

fn named_tab<'t>(tabs: &'t [Tab], named: &str) -> Option<&'t Tab> {
    let same = |tab: &&Tab| fold(&tab.name) == fold(named);
    tabs.iter().find(|tab| tab.name == named).or_else(|| tabs.iter().find(same))
}

/// Looks at the first rows of a sheet; `None` when it is empty.
fn look_at(
    book: &mut Book<'_>,
    tab: &Tab,
    whole: &Place,
    vocabulary: &impl Vocabulary,
    options: &Options,
) -> Result<Option<Candidate>, Finding> {
    let place = || whole.clone().in_sheet(excerpt(&tab.name));
    let mut grid = Grid::new(options.limits, Some(SAMPLE));
    book.fill(&tab.name, &mut grid).map_err(|fault| fault.finding(&place()))?;
    let sample = grid.into_records().map_err(|fault| fault.finding(&place()))?;
    if sample.len() == 0 {
        return Ok(None);
    }
    let (known, header) = header_of(&sample, vocabulary);
    let suffices = vocabulary.suffices(&sample.cells(header).collect::<Vec<_>>());
    let chosen = Chosen { name: tab.name.clone(), header };
    Ok(Some(Candidate { chosen, known, suffices }))
}

fn empty(place: Place, message: &str) -> Finding {
    Finding::new(FindingKind::EmptyFile, place, message)
        .hint("save the workbook again, with the header row and the rows below it")
}

fn unknown(whole: &Place, named: &str, tabs: &[Tab]) -> Finding {
    let there: Vec<_> = tabs.iter().map(|tab| quote(&tab.name)).collect();
    let message = format!("there is no sheet {}; there is {}", quote(named), there.join(", "));
    Finding::new(FindingKind::UnknownSheet, whole.clone(), message)
        .hint("write the name as it stands on the sheet's tab")
}
