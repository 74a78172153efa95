//! The organiser's notes on marked rounds, at their points.

use crate::text::clean;

use super::canvas::{Anchor, Canvas, Paint, Pen};
use super::words::{across, wrapped};

/// The height of a line of words.
pub const LINE: f64 = 16.0;
/// A note has at most this many lines; the text below the chart has the whole of it.
const LINES: usize = 2;
/// A note is at most this wide.
const WIDEST: f64 = 300.0;

/// A note with its place.
#[derive(Debug)]
pub struct Note {
    /// Where its round stands.
    pub at: usize,
    x: f64,
    anchor: Anchor,
    lines: Vec<String>,
    /// The first of its rows.
    row: usize,
}

/// Places notes above their rounds, in as few rows as keep them apart.
pub fn place<'n>(
    notes: impl Iterator<Item = (usize, f64, &'n str)>,
    width: f64,
) -> (Vec<Note>, usize) {
    let mut rows: Vec<f64> = Vec::new();
    let placed = notes.map(|(at, x, note)| {
        // On the side that has more room.
        let right = width - x >= x;
        let widest = x.max(width - x).min(WIDEST) - 8.0;
        let mut lines = wrapped(&clean(note), widest);
        if lines.len() > LINES {
            lines.truncate(LINES);
            lines[LINES - 1] += "…";
        }
        let wide = lines.iter().fold(0.0, |wide: f64, line| wide.max(across(line)));
        let (anchor, left) = if right { (Anchor::Start, x) } else { (Anchor::End, x - wide) };
        let free = |row: usize| {
            (row..row + lines.len()).all(|one| rows.get(one).is_none_or(|end| *end < left))
        };
        let row = (0..rows.len()).find(|&row| free(row)).unwrap_or(rows.len());
        rows.resize(rows.len().max(row + lines.len()), f64::MIN);
        rows[row..row + lines.len()].fill(left + wide + 12.0);
        Note { at, x, anchor, lines, row }
    });
    let placed: Vec<_> = placed.collect();
    (placed, rows.len())
}

impl Note {
    /// Draws it below `top`, with a line down to its round.
    pub fn draw(&self, top: f64, point: f64, canvas: &mut Canvas) {
        let shift = if self.anchor == Anchor::Start { 5.0 } else { -5.0 };
        let first = top + LINE * self.row as f64;
        for (line, row) in self.lines.iter().zip(1..) {
            let y = first + LINE * f64::from(row) - 4.0;
            canvas.text(Pen::Plain, self.anchor, (self.x + shift, y), line);
        }
        canvas.path(Paint::Guide, &format!("M{:.1} {first:.1}V{:.1}", self.x, point - 24.0));
    }
}
