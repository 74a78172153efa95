//! Counts, plurals and lists in English: the only place where a number becomes words.

/// Joins what must not stand on two lines.
pub const NO_BREAK: char = '\u{a0}';

/// The word that was probably meant by one that is unknown.
pub fn nearest<'w>(unknown: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let far = |word: &str| strsim::damerau_levenshtein(unknown, word);
    let alike = words.into_iter().map(|word| (far(word), word));
    let alike = alike.filter(|(slips, word)| *slips <= 1 + word.len() / 4);
    alike.min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// A number with a comma between thousands.
pub fn number(count: impl std::fmt::Display) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() * 4 / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `pair` for one, `pairs` for any other number: the plural is the singular with an s.
pub fn plural(count: usize, one: &str) -> String {
    format!("{one}{}", if count == 1 { "" } else { "s" })
}

/// `1 pair`, `2 pairs`.
pub fn count(count: usize, one: &str) -> String {
    format!("{} {}", number(count), plural(count, one))
}

/// `1 pair is`, `2 pairs are`.
pub fn count_is(some: usize, one: &str) -> String {
    format!("{} {}", count(some, one), if some == 1 { "is" } else { "are" })
}

/// `1 person`, `2 people`.
pub fn people(count: usize) -> String {
    format!("{} {}", number(count), if count == 1 { "person" } else { "people" })
}

/// `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_plurals_agree() {
        assert_eq!(number(1_500_000), "1,500,000");
        assert_eq!((number(100), number(1000)), ("100".into(), "1,000".into()));
        assert_eq!((count(1, "pair"), count(0, "pair")), ("1 pair".into(), "0 pairs".into()));
    }

    #[test]
    fn lists_end_in_and() {
        let items: Vec<String> = ["a", "b", "c"].map(String::from).into();
        assert_eq!((list(&items), list(&items[..1])), ("a, b and c".into(), "a".into()));
    }
}
