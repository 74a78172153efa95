//! How much room words take in a drawing, which cannot measure them.

use crate::render::prose;

/// The width of a sign of the usual size, a little on the safe side.
const SIGN: f64 = 7.6;

/// About how wide words of the usual size are.
pub fn across(words: &str) -> f64 {
    words.chars().count() as f64 * SIGN
}

/// Words in lines of at most this width; a longer word is cut.
pub fn wrapped(words: &str, width: f64) -> Vec<String> {
    let fits = (8..1_000).take_while(|&signs: &u16| f64::from(signs) * SIGN <= width);
    prose::lines(words, fits.last().unwrap_or(8).into())
}
