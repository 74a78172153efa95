//! Texts that people write differently and mean the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::is_invisible;

/// A name or an address folded for comparison: without case, accents, typographic apostrophes or
/// doubled spaces.
pub fn fold(text: &str) -> String {
    // Most texts have nothing to take apart, and are many.
    if text.is_ascii() {
        fold_letters(text.chars(), text.len())
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
