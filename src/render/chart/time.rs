//! Where rounds stand on a time axis, and which of them have room for words.

use chrono::NaiveDate;

/// The places of rounds from left to right.
#[derive(Debug)]
pub struct Axis {
    /// One for each round, ascending.
    pub places: Vec<f64>,
    /// How far the outer ones stand from the edges.
    pub side: f64,
    /// The width of the whole, from 0.
    width: f64,
    /// Whether they are those of the dates: two months are twice as wide as one. Without, the
    /// dates do not ascend, and all rounds stand equally far apart.
    pub by_date: bool,
}

impl Axis {
    /// Rounds of these days, the outer ones this far from the edges; a single one stands in the
    /// middle.
    pub fn new(dates: &[NaiveDate], side: f64, width: f64) -> Self {
        let (left, right) = (side, width - side);
        let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days() as f64;
        let ascending = dates.windows(2).all(|two| two[0] < two[1]);
        let places = match dates {
            [] => Vec::new(),
            [_] => vec![f64::midpoint(left, right)],
            [first, .., last] if ascending => {
                let whole = days(*first, *last);
                let place = |&date: &NaiveDate| left + (right - left) * days(*first, date) / whole;
                dates.iter().map(place).collect()
            }
            _ => {
                let step = (right - left) / (dates.len() - 1) as f64;
                (0..dates.len()).map(|at| left + step * at as f64).collect()
            }
        };
        Self { places, side, width, by_date: ascending }
    }

    /// The clear width around a round: up to halfway to the nearer neighbour, on both sides.
    pub fn room(&self, at: usize) -> f64 {
        let gap = |one: usize| Some(self.places.get(one + 1)? - self.places[one]);
        let before = at.checked_sub(1).and_then(gap).unwrap_or(f64::MAX);
        before.min(gap(at).unwrap_or(f64::MAX))
    }

    /// The least of these.
    pub fn least_room(&self) -> f64 {
        (0..self.places.len()).fold(f64::MAX, |least, at| least.min(self.room(at)))
    }

    /// Which rounds have room for words of some width: the important ones first, then from the
    /// last to the first, so that no two come closer than this.
    pub fn labelled(&self, width: f64, important: &[usize]) -> Vec<bool> {
        let mut chosen: Vec<f64> = Vec::new();
        let mut labelled = vec![false; self.places.len()];
        for at in important.iter().copied().chain((0..self.places.len()).rev()) {
            // Words stay within the whole, so that the outer ones stand further inside.
            let place = self.places[at].min(self.width - width / 2.0).max(width / 2.0);
            if !labelled[at] && chosen.iter().all(|other| (other - place).abs() >= width) {
                chosen.push(place);
                labelled[at] = true;
            }
        }
        labelled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(dates: &[&str]) -> Axis {
        let dates: Vec<NaiveDate> = dates.iter().map(|date| date.parse().unwrap()).collect();
        Axis::new(&dates, 20.0, 130.0)
    }

    #[test]
    fn twice_the_time_is_twice_as_wide() {
        let axis = axis(&["2025-01-01", "2025-01-31", "2025-04-01"]);
        assert_eq!(axis.places, [20.0, 50.0, 110.0]);
        assert_eq!((axis.room(0), axis.room(1), axis.room(2)), (30.0, 30.0, 60.0));
    }

    #[test]
    fn rounds_of_one_day_stand_equally_far_apart() {
        let axis = axis(&["2025-01-01", "2025-01-01", "2025-04-01"]);
        assert_eq!(axis.places, [20.0, 65.0, 110.0]);
        assert!(!axis.by_date);
    }

    #[test]
    fn the_important_ones_have_words_first() {
        let axis = axis(&["2025-01-01", "2025-01-31", "2025-04-01"]);
        assert_eq!(axis.labelled(40.0, &[]), [false, true, true]);
        assert_eq!(axis.labelled(40.0, &[0]), [true, false, true]);
        assert_eq!(axis.labelled(10.0, &[]), [true, true, true]);
    }
}
