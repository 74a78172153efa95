//! How wide the columns of a table become, and which go where there is too little room for all.

use unicode_width::UnicodeWidthStr;

/// What a column of a table asks for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Needs {
    /// Its longest word: a narrower column would break it.
    pub word: usize,
    /// What nine of ten rows ask for.
    pub usual: usize,
    /// What its longest line asks for.
    pub natural: usize,
}

/// More columns than this are no reason to leave another column out: long texts are broken.
const LONG: usize = 28;

/// Columns up to this width are not broken for the sake of a bar.
const SHORT: usize = 16;

impl Needs {
    /// What a heading and the cells below it ask for.
    pub fn of<'a>(heading: &str, cells: impl Iterator<Item = &'a str>) -> Self {
        let longest = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let word = |text: &str| text.split([' ', '\n']).map(UnicodeWidthStr::width).max();
        let (mut widths, mut needs) = (Vec::new(), Self::default());
        for cell in cells {
            widths.push(longest(cell));
            needs.word = needs.word.max(word(cell).unwrap_or(0));
        }
        widths.sort_unstable();
        let usual = widths.get((widths.len() * 9).div_ceil(10).saturating_sub(1));
        needs.word = needs.word.max(word(heading).unwrap_or(0));
        needs.usual = needs.word.max(usual.copied().unwrap_or(0));
        needs.natural = needs.usual.max(longest(heading)).max(widths.last().copied().unwrap_or(0));
        needs
    }

    /// What a column must have beside a bar.
    pub fn beside_a_bar(self) -> usize {
        if self.usual > SHORT { self.word.max(self.usual / 3) } else { self.usual }
    }

    fn wished(self) -> usize {
        self.word.max(self.usual.min(LONG))
    }
}

/// Drops columns that can be spared, in that order, until the others have room; what remains, by
/// position.
pub fn kept(needs: &[Needs], spare: &[usize], width: usize, gap: usize) -> Vec<usize> {
    let mut kept: Vec<usize> = (0..needs.len()).collect();
    for gone in spare {
        let wished: usize = kept.iter().map(|&at| needs[at].wished() + gap).sum();
        if wished <= width + gap {
            break;
        }
        kept.retain(|at| at != gone);
    }
    kept
}

/// Shares out a width: the widest columns are broken first, no word as long as that can be.
pub fn widths(needs: &[Needs], width: usize) -> Vec<usize> {
    let capped = |cap: usize, whole: bool| {
        let least = move |one: &Needs| if whole { one.word } else { 1 };
        needs.iter().map(move |one| one.natural.min(cap.max(least(one))))
    };
    let fits = |whole: bool| {
        let fits = |&cap: &usize| capped(cap, whole).sum::<usize>() <= width;
        (1..=width).rev().find(fits).map(|cap| capped(cap, whole).collect())
    };
    fits(true).or_else(|| fits(false)).unwrap_or_else(|| vec![1; needs.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(cells: &[&str]) -> Needs {
        Needs::of(cells[0], cells[1..].iter().copied())
    }

    #[test]
    fn the_widest_column_is_broken_first_and_no_word() {
        let columns = [needs(&["no", "12"]), needs(&["what", "two words"]), needs(&["w", "x"])];
        assert_eq!(widths(&columns, 20), [2, 9, 1]);
        assert_eq!(widths(&columns, 9), [2, 6, 1]);
        assert_eq!(widths(&columns, 7), [2, 5, 1].map(|width: usize| width.min(4)));
    }

    #[test]
    fn what_can_be_spared_goes_in_its_order_and_only_where_room_is_wanting() {
        let columns = [needs(&["a", "12345"]), needs(&["b", "12345"]), needs(&["c", "12345"])];
        assert_eq!(kept(&columns, &[2, 0], 19, 2), [0, 1, 2]);
        assert_eq!(kept(&columns, &[2, 0], 18, 2), [0, 1]);
        assert_eq!(kept(&columns, &[2, 0], 8, 2), [1]);
    }

    #[test]
    fn one_long_row_of_many_leaves_no_column_out() {
        let mut rows = vec!["short"; 19];
        rows.push("a row that is much longer than others");
        let columns = [Needs::of("", rows.into_iter()), needs(&["c", "12345"])];
        assert_eq!(kept(&columns, &[1], 15, 2), [0, 1]);
        assert_eq!(widths(&columns, 13), [8, 5]);
    }
}
