//! Cells that another program has saved, as they stand and as they should.

use std::io::{self, Write};

use super::Style;
use super::grid::{Align, Grid};
use crate::domain::Place;
use crate::text::quote;

/// A line for each cell: where it is, what stands there, and what it means.
pub fn list<'a>(
    cells: impl Iterator<Item = (&'a Place, &'a str, &'a str)>,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let headings = [("cell", Align::Left), ("now", Align::Left), ("will be", Align::Left)];
    let mut grid = Grid::new(&headings);
    for (place, before, after) in cells {
        grid.row([place.to_string(), quote(before), quote(after)]);
    }
    grid.write(style, out)
}
