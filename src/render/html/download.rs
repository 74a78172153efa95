//! The figures of cards, charts and tables as CSV, within the page: a link that holds the file, so
//! that nobody is asked for it.

use std::fmt::Write as _;

use crate::render::page::{Cell, Table};
use crate::render::xml::Text;
use crate::text::csv;
use crate::text::words::NO_BREAK;

/// A paragraph with a link to a file of this name.
pub fn link(name: &str, of_what: &str, bytes: &[u8]) -> String {
    format!(
        "<p class=\"data\"><a download=\"{}.csv\" href=\"data:text/csv;charset=utf-8,{}\">\
         CSV<span class=\"unseen\"> of {}</span></a></p>",
        Text(name),
        escaped(bytes),
        Text(of_what)
    )
}

/// What a table shows, without its bars, whose figures stand beside them.
pub fn of_table(table: &Table) -> Vec<u8> {
    let bar = |at: &usize| table.rows.iter().all(|row| matches!(row.get(*at), Some(Cell::Bar(_))));
    let shown: Vec<_> = (0..table.columns.len()).filter(|at| !bar(at)).collect();
    let headings: Vec<_> =
        shown.iter().map(|&at| table.columns[at].heading.replace('\n', " ")).collect();
    let mut rows = csv::Rows::in_memory(&headings);
    for row in &table.rows {
        for &at in &shown {
            match row.get(at) {
                Some(Cell::Text(text)) => rows.cell(&bare(text)),
                _ => rows.cell(""),
            }
        }
        rows.end_row();
    }
    rows.into_bytes()
}

/// A cell as programs read it: whole numbers without signs between their digits.
fn bare(text: &str) -> String {
    let whole =
        |text: &str| text.contains(',') && text.chars().all(|c| c.is_ascii_digit() || c == ',');
    match text.replace(NO_BREAK, " ") {
        text if whole(&text) => text.replace(',', ""),
        text => text,
    }
}

/// Bytes as they may stand in an address within an attribute (RFC 3986, section 2).
fn escaped(bytes: &[u8]) -> String {
    let mut escaped = String::with_capacity(bytes.len() * 5 / 4);
    for &byte in bytes {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b','
            | b'.'
            | b'-'
            | b'_'
            | b'~'
            | b':'
            | b'/'
            | b'@'
            | b'('
            | b')'
            | b'*'
            | b'!'
            | b';'
            | b'='
            | b'$'
            | b'+' => {
                escaped.push(char::from(byte));
            }
            // A `String` takes everything that is written to it.
            other => {
                let _ = write!(escaped, "%{other:02X}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_ends_the_attribute_or_the_address() {
        assert_eq!(escaped(b"a,\"<&'#% \n"), "a,%22%3C%26%27%23%25%20%0A");
        assert_eq!(escaped("ż".as_bytes()), "%C5%BC");
    }

    #[test]
    fn numbers_are_numbers() {
        assert_eq!((bare("4,800"), bare("54\u{a0}%")), ("4800".into(), "54 %".into()));
        assert_eq!(bare("time, contact"), "time, contact");
    }
}
