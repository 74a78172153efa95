//! Unconnected parts beside each other: the largest on top, small ones below it in tidy rows.

use super::Point;

/// Clear space between two parts.
const GAP: f64 = 44.0;
/// Parts much smaller than the largest go below it even when there would be room beside it.
const SMALL: usize = 4;
/// How much wider than high a page of many parts should be.
const WIDE: f64 = 1.5;

/// The upper left corner of each part; parts come largest first, each with its own corner at 0, 0.
///
/// Rows are filled from left to right (shelves, as in two-dimensional packing: Coffman and others
/// 1980). Pairs, and all other parts of one size, thereby stand in columns.
pub fn pack(parts: &[Vec<Point>]) -> Vec<Point> {
    let sizes: Vec<Point> = parts.iter().map(|part| size(part)).collect();
    let area: f64 = sizes.iter().map(|size| (size.x + GAP) * (size.y + GAP)).sum();
    let widest = sizes.iter().fold(0.0, |widest: f64, size| widest.max(size.x));
    let page = widest.max((area * WIDE).sqrt() - GAP);
    let mut corners = Vec::with_capacity(parts.len());
    let mut corner = Point::default();
    let mut row_height: f64 = 0.0;
    for (index, size) in sizes.iter().enumerate() {
        let begins = corner.x <= 0.0;
        let below_the_largest =
            index > 0 && parts[index].len() * SMALL < parts[index - 1].len() && index == 1;
        if !begins && (corner.x + size.x > page + 0.5 || below_the_largest) {
            corner = Point { x: 0.0, y: corner.y + row_height + GAP };
            row_height = 0.0;
        }
        corners.push(corner);
        corner.x += size.x + GAP;
        row_height = row_height.max(size.y);
    }
    centre_rows(&mut corners, &sizes);
    corners
}

/// Moves each row of parts to the middle of the page, and each part to the middle of its row,
/// except that a row of pairs under a row of pairs keeps its columns.
fn centre_rows(corners: &mut [Point], sizes: &[Point]) {
    let rows: Vec<(usize, usize)> = rows(corners);
    let end_of = |&(from, to): &(usize, usize), corners: &[Point]| {
        (from..to).fold(0.0, |end: f64, i| end.max(corners[i].x + sizes[i].x))
    };
    let page = rows.iter().fold(0.0, |page: f64, row| page.max(end_of(row, corners)));
    let mut before: Option<(Point, f64)> = None;
    for row in &rows {
        let (from, to) = *row;
        let same = before.filter(|(size, _)| {
            (from..to).all(|i| sizes[i] == *size) && sizes[from..to].len() > 1
                || to - from == 1 && sizes[from] == *size
        });
        let shift = same.map_or((page - end_of(row, corners)) / 2.0, |(_, shift)| shift);
        let height = (from..to).fold(0.0, |height: f64, i| height.max(sizes[i].y));
        for i in from..to {
            corners[i].x += shift;
            corners[i].y += (height - sizes[i].y) / 2.0;
        }
        let uniform = (from..to).all(|i| sizes[i] == sizes[from]);
        before = uniform.then_some((sizes[from], shift));
    }
}

/// The rows as ranges of indices.
fn rows(corners: &[Point]) -> Vec<(usize, usize)> {
    let mut rows: Vec<(usize, usize)> = Vec::new();
    for (index, corner) in corners.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if corner.x > 0.0 => row.1 = index + 1,
            _ => rows.push((index, index + 1)),
        }
    }
    rows
}

fn size(part: &[Point]) -> Point {
    part.iter().fold(Point::default(), |size, p| Point { x: size.x.max(p.x), y: size.y.max(p.y) })
}
