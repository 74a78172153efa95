//! What becomes of a cell of a sheet: what was read there before, what is read now, and what the
//! roster has.

use crate::domain::memory::TakenCell;
use crate::domain::{Field, Place};
use crate::text::keyed::Mark;

use super::cells::Cell;
use super::row_of::RowOf;

/// What the roster has in a cell.
pub struct Held {
    /// What is kept of it.
    pub mark: Mark,
    /// It is what stands there where nobody said anything.
    pub is_usual: bool,
    /// It came from no sheet that spoke of them.
    pub by_hand: bool,
}

/// What is known of the rows about somebody.
pub struct About {
    /// The sheet spoke of them before.
    pub remembered: bool,
    /// The last of the rows that are new.
    pub new_row: Option<RowOf>,
    /// The sheet knows them by their id.
    pub has_id: bool,
    /// What is open counts.
    pub takes: bool,
    /// Where it is said.
    pub place: Place,
}

/// What becomes of a cell of the sheet.
pub enum Verdict {
    /// It counts.
    Take,
    /// It is no news.
    Leave,
    /// The sheet says something new, and what was changed by hand stands.
    HandStands,
    /// Nobody knows which is newer, since the memory was lost.
    Open,
    /// It was left open before, and still is.
    StaysOpen,
    /// By an address alone nobody is renamed; that is said elsewhere.
    OtherName,
}

/// What becomes of a cell in which the sheet and the roster differ: what was read there
/// before, what is read now, and what the roster has.
pub fn verdict(
    cell: Cell,
    was: Option<&TakenCell>,
    now: &TakenCell,
    held: &Held,
    about: &About,
    lost: bool,
) -> Verdict {
    match was {
        Some(was) if was.mark == now.mark && was.open => {
            if about.takes {
                Verdict::Take
            } else {
                Verdict::StaysOpen
            }
        }
        // Of another round the roster says nothing; what was said of that one is no news of this.
        Some(was) if cell == Cell::Of(Field::Next) && held.is_usual => {
            let is_news = was.mark != now.mark || about.new_row.is_some();
            if is_news { Verdict::Take } else { Verdict::Leave }
        }
        // The sheet says what it said before; only a new row says it anew.
        Some(was) if was.mark == now.mark && about.new_row.is_some() => Verdict::HandStands,
        Some(was) if was.mark == now.mark => Verdict::Leave,
        Some(was) if was.mark == held.mark || about.takes => Verdict::Take,
        Some(_) => Verdict::HandStands,
        None if cell == Cell::Of(Field::Name) && !about.has_id => Verdict::OtherName,
        None if about.takes => Verdict::Take,
        None if lost => Verdict::Open,
        None if about.remembered && !held.is_usual || held.by_hand => Verdict::HandStands,
        None => Verdict::Take,
    }
}
