//! Texts that people write differently and mean the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::is_invisible;

/// A name or an address folded for comparison: without case, accents, typographic apostrophes or
/// doubled spaces.
pub fn fold(text: &str) -> String {
    // Most texts have nothing to take apart, and are many.
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        fold_plain(text)
    } else {
        fold_letters(text.nfkd().filter(|&c| !is_combining_mark(c)), text.len())
    }
}

/// A text folded to plain words: no punctuation either, single spaces between.
pub fn plain_words(text: &str) -> String {
    let folded = fold(text);
    let mut words = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// A text of nothing but letters, digits, signs and spaces of ASCII.
fn fold_plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded.make_ascii_lowercase();
    if folded.contains('`') { folded.replace('`', "'") } else { folded }
}

fn fold_letters(letters: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    for c in letters.filter(|&c| !is_invisible(c)) {
        match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            '‐' | '‑' | '–' | '—' => folded.push('-'),
            'ł' | 'Ł' => folded.push('l'),
            'ø' | 'Ø' => folded.push('o'),
            'đ' | 'Đ' => folded.push('d'),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean::plain;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_texts_are_folded_like_all_others(text in "[ -~]{0,30}|[ a`'A-]{0,8}") {
            prop_assert_eq!(fold(&text), fold_letters(text.chars(), text.len()));
            // An accent takes the long way, and leaves the rest as it is.
            let long = plain(&format!("{text}é"));
            let short = plain(&format!("{text}e"));
            prop_assert_eq!(long.strip_suffix('é'), short.strip_suffix('e'));
        }
    }
}
