//! Records of delimited text, each with the line on which an editor shows it.
//!
//! RFC 4180 with the usual tolerance: LF, CRLF and CR end a line, blank lines are skipped, a quote
//! inside an unquoted cell is a letter. One pass, no allocation per cell, no copy of what has no
//! quotes.

use std::ops::Range;

/// One record: its cells and its first line.
#[derive(Debug, Default)]
pub(super) struct Record<'t> {
    line: u64,
    cells: Vec<Cell<'t>>,
    /// The cells that stood in quotes, without them.
    unquoted: String,
}

#[derive(Debug)]
enum Cell<'t> {
    /// As it stands in the text.
    Plain(&'t str),
    /// A part of [`Record::unquoted`].
    Unquoted(Range<usize>),
}

impl Record<'_> {
    /// The line it begins on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// How many cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell at an index; empty beyond the last.
    pub fn get(&self, index: usize) -> &str {
        match self.cells.get(index) {
            None => "",
            Some(Cell::Plain(text)) => text,
            Some(Cell::Unquoted(range)) => &self.unquoted[range.clone()],
        }
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Whether every cell is empty, as in rows that a spreadsheet left behind.
    pub fn is_blank(&self) -> bool {
        self.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A quote that is never closed, and the line it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclosed(pub u64);

/// Reads the records of a text one after the other.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
}

impl<'t> Scanner<'t> {
    /// Begins at the first line, behind a byte order mark; the delimiter is the one of comma,
    /// semicolon and tab that is most frequent on that line.
    pub fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |&delimiter: &u8| first.bytes().filter(|&byte| byte == delimiter).count();
        // `max_by_key` takes the last of several: the comma.
        let delimiter = [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',');
        Self { text, at: 0, line: 1, delimiter }
    }

    /// The next record that is not blank, into a buffer that is used again; `false` at the end.
    pub fn read(&mut self, record: &mut Record<'t>) -> Result<bool, Unclosed> {
        loop {
            if !self.read_any(record)? {
                return Ok(false);
            }
            if !record.is_blank() {
                return Ok(true);
            }
        }
    }

    fn read_any(&mut self, record: &mut Record<'t>) -> Result<bool, Unclosed> {
        record.unquoted.clear();
        record.cells.clear();
        record.line = self.line;
        if self.at >= self.text.len() {
            return Ok(false);
        }
        loop {
            let begun = record.unquoted.len();
            let quoted = self.byte() == Some(b'"');
            if quoted {
                self.quoted(&mut record.unquoted)?;
            }
            let end = self.cell_end();
            let rest = &self.text[self.at..end];
            record.cells.push(if quoted {
                record.unquoted.push_str(rest);
                Cell::Unquoted(begun..record.unquoted.len())
            } else {
                Cell::Plain(rest)
            });
            self.at = end + 1;
            match self.text.as_bytes().get(end) {
                Some(b'\n') => self.line += 1,
                Some(b'\r') => {
                    self.line += 1;
                    self.at += usize::from(self.byte() == Some(b'\n'));
                }
                Some(_) => continue,
                None => {}
            }
            return Ok(true);
        }
    }

    /// Where the unquoted rest of a cell ends.
    fn cell_end(&self) -> usize {
        let delimiter = self.delimiter;
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest.iter().position(|&b| b == delimiter || b == b'\n' || b == b'\r');
        self.at + end.unwrap_or(rest.len())
    }

    /// The quoted part of a cell, up to behind its closing quote.
    fn quoted(&mut self, cell: &mut String) -> Result<(), Unclosed> {
        let opened = self.line;
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.bytes().position(|byte| byte == b'"') else {
                return Err(Unclosed(opened));
            };
            self.line += lines_in(&rest[..length]);
            cell.push_str(&rest[..length]);
            self.at += length + 1;
            if self.byte() != Some(b'"') {
                return Ok(());
            }
            cell.push('"');
            self.at += 1;
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// How many line ends a text has: LF, CRLF or CR.
pub(super) fn lines_in(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut lines = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        lines += u64::from(ends);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Result<Vec<(u64, Vec<String>)>, Unclosed> {
        let (mut scanner, mut record) = (Scanner::new(text), Record::default());
        let mut found = Vec::new();
        while scanner.read(&mut record)? {
            found.push((record.line(), record.iter().map(String::from).collect()));
        }
        Ok(found)
    }

    fn cells(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn lines_are_those_of_an_editor_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a,b", "", "1,\"x", "y\"", ",,", "2,\"q\"\"q\"", "3,"].join(end);
            let two_lines = format!("x{end}y");
            let expected = vec![
                cells(1, &["a", "b"]),
                cells(3, &["1", &two_lines]),
                cells(6, &["2", "q\"q"]),
                cells(7, &["3", ""]),
            ];
            assert_eq!(records(&text), Ok(expected), "{end:?}");
        }
    }

    #[test]
    fn semicolons_and_tabs_are_recognised() {
        for text in ["a;b,c;d\n1;2;3", "a\tb,c\td\n1\t2\t3"] {
            let expected = vec![cells(1, &["a", "b,c", "d"]), cells(2, &["1", "2", "3"])];
            assert_eq!(records(text), Ok(expected));
        }
    }

    #[test]
    fn an_unclosed_quote_is_found_on_its_own_line() {
        assert_eq!(records("a,b\r\n1,2\r\n3,\"oops\r\n4,5\r\n"), Err(Unclosed(3)));
    }

    #[test]
    fn quotes_within_a_cell_are_letters() {
        assert_eq!(records("a,5\" x,\"b\"c\n"), Ok(vec![cells(1, &["a", "5\" x", "bc"])]));
        assert_eq!(records(""), Ok(vec![]));
    }

    #[test]
    fn the_csv_crate_reads_the_same_cells() {
        use proptest::prelude::*;
        let cell = "[a-c\",;\n\r '=é]{0,6}";
        let row = prop::collection::vec(cell, 3);
        proptest!(|(rows in prop::collection::vec(row, 1..6))| {
            let mut writer = csv::Writer::from_writer(vec![]);
            let header = ["x", "y", "z"].map(String::from).to_vec();
            for row in std::iter::once(&header).chain(&rows) {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let rows = rows.into_iter().filter(|row| !row.concat().trim().is_empty());
            let read = records(&text).unwrap().into_iter().skip(1).map(|(_, cells)| cells);
            prop_assert_eq!(read.collect::<Vec<_>>(), rows.collect::<Vec<_>>());
        });
    }
}
