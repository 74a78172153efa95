//! The ground floor: text and tables, whoever they are about.
//!
//! - [`clean()`], [`plain()`], [`excerpt()`], [`quote()`]: text from strangers, made safe to show
//! - [`fold()`], [`plain_words()`]: what people write differently and mean the same
//! - [`words`]: counts, plurals and lists
//! - [`defuse()`]: cells that a spreadsheet would take for formulas
//! - [`iso_day()`], [`typed_day()`]: days as this program writes them
//! - [`line_at()`], [`line()`]: lines as an editor counts them
//! - [`csv`]: comma-separated text, read and written
//! - [`shell_word()`]: words that a shell takes as they are
//! - [`keyed`]: hashes by which a text is known again
//! - [`names`]: whether two names can be one person's
//! - [`decode`], [`dates`]: bytes become text, and columns of text become dates
//!
//! It knows nobody: no room of the house, and no file.

mod clean;
pub mod csv;
pub mod dates;
mod day;
pub mod decode;
mod defuse;
mod fold;
pub mod keyed;
mod lines;
pub mod names;
mod shell_word;
pub mod words;

pub use clean::{
    EXCERPT, clean, excerpt, has_control, is_blank, is_invisible, plain, quote, shown,
};
pub use day::{iso_day, typed_day};
pub use defuse::{defuse, keep, undefuse};
pub use fold::{fold, plain_words};
pub use lines::{Lines, line, line_around, line_at, line_ends};
pub use shell_word::shell_word;

/// The number that decimal digits make; `None` when there are none, or other signs, or too many.
pub fn digits(text: &[u8]) -> Option<u32> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    let add = |number: u32, byte| number.checked_mul(10)?.checked_add(digit(byte)?);
    if text.is_empty() { None } else { text.iter().try_fold(0, add) }
}
