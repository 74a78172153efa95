//! Comma-separated text becomes records, each with the line on which it begins.
//!
//! This is a scanner of our own and not the `csv` crate's, because that one counts lines too low
//! in CRLF files and behind blank lines, and lets an unclosed quote swallow the rest of a file
//! without a word. It knows nothing of headers or meanings, and nothing else of this room.

/// Records of a text. All cells stand in one string, which keeps a sheet of a million rows small.
#[derive(Debug, Default)]
pub struct Records {
    text: String,
    /// Where each cell ends in `text`; it begins where the one before ends.
    ends: Vec<usize>,
    /// The first cell of each record, and its line.
    starts: Vec<(usize, u64)>,
}

impl Records {
    /// How many records.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// How many cells all records have together.
    pub fn cell_count(&self) -> usize {
        self.ends.len()
    }

    /// The line on which a record begins, from 1.
    pub fn line(&self, record: usize) -> u64 {
        self.starts.get(record).map_or(0, |&(_, line)| line)
    }

    /// How many cells a record has.
    pub fn width(&self, record: usize) -> usize {
        let (first, next) = self.bounds(record);
        next - first
    }

    /// A cell; empty beyond the end of the record.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        let (first, next) = self.bounds(record);
        let cell = first + column;
        if cell >= next {
            return "";
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start..self.ends[cell]]
    }

    /// The cells of a record.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        (0..self.width(record)).map(move |column| self.cell(record, column))
    }

    /// Adds a record whose cells are known already.
    pub fn push(&mut self, line: u64, cells: &[&str]) {
        self.starts.push((self.ends.len(), line));
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }

    fn bounds(&self, record: usize) -> (usize, usize) {
        let first = self.starts.get(record).map_or(self.ends.len(), |&(first, _)| first);
        let next = self.starts.get(record + 1).map_or(self.ends.len(), |&(first, _)| first);
        (first, next)
    }

    fn drop_last(&mut self) {
        if let Some((first, _)) = self.starts.pop() {
            self.ends.truncate(first);
            self.text.truncate(self.ends.last().copied().unwrap_or(0));
        }
    }
}

/// A quote that does not end as it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteFault {
    /// The line on which the quote opens.
    pub opens: u64,
    /// The line on which text follows a closing quote; `None` when it is never closed.
    pub text_after: Option<u64>,
}

/// Reads records one by one. Lines end in LF, CRLF or CR, also mixed.
#[derive(Debug)]
pub struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    delimiter: u8,
}

/// What stands behind a cell.
#[derive(PartialEq, Eq)]
enum Behind {
    Delimiter,
    EndOfRecord,
}

impl<'t> Scanner<'t> {
    /// Begins at a byte of the text that is the first of a line; `delimiter` is an ASCII byte.
    pub fn new(text: &'t str, at: usize, line: u64, delimiter: u8) -> Self {
        Self { text, at, line, delimiter }
    }

    /// Reads one record; `false` at the end of the text.
    ///
    /// After a fault nothing of the record is kept, and the scanner stands on the line below the
    /// one where the quote opens, so that the faults of other lines can be found as well.
    pub fn read(&mut self, into: &mut Records) -> Result<bool, QuoteFault> {
        if self.at >= self.text.len() {
            return Ok(false);
        }
        into.starts.push((into.ends.len(), self.line));
        loop {
            let opening = (self.at, self.line);
            match self.read_cell(into) {
                Ok(Behind::Delimiter) => {}
                Ok(Behind::EndOfRecord) => return Ok(true),
                Err(fault) => {
                    into.ends.push(into.text.len());
                    into.drop_last();
                    (self.at, self.line) = opening;
                    self.skip_line();
                    return Err(fault);
                }
            }
        }
    }

    fn read_cell(&mut self, into: &mut Records) -> Result<Behind, QuoteFault> {
        let rest = &self.text[self.at..];
        // Some programs write a space behind each delimiter, also before a quote.
        let spaces = rest.bytes().take_while(|&b| b == b' ').count();
        if rest.as_bytes().get(spaces) == Some(&b'"') {
            self.at += spaces + 1;
            self.read_quoted(into)?;
        } else {
            let delimiter = self.delimiter;
            let is_end = |b: u8| b == delimiter || b == b'\n' || b == b'\r';
            let length = rest.bytes().position(is_end).unwrap_or(rest.len());
            into.text.push_str(&rest[..length]);
            self.at += length;
        }
        into.ends.push(into.text.len());
        Ok(self.step_behind_cell())
    }

    fn read_quoted(&mut self, into: &mut Records) -> Result<(), QuoteFault> {
        let opens = self.line;
        loop {
            let rest = &self.text[self.at..];
            let Some(length) = rest.bytes().position(|b| b == b'"') else {
                return Err(QuoteFault { opens, text_after: None });
            };
            into.text.push_str(&rest[..length]);
            self.line += line_ends(&rest[..length]);
            self.at += length + 1;
            if self.peek() != Some(b'"') {
                break;
            }
            into.text.push('"');
            self.at += 1;
        }
        while self.peek() == Some(b' ') {
            self.at += 1;
        }
        match self.peek() {
            None | Some(b'\n' | b'\r') => Ok(()),
            Some(b) if b == self.delimiter => Ok(()),
            Some(_) => Err(QuoteFault { opens, text_after: Some(self.line) }),
        }
    }

    fn step_behind_cell(&mut self) -> Behind {
        match self.peek() {
            Some(b'\r') => {
                self.at += 1;
                self.at += usize::from(self.peek() == Some(b'\n'));
                self.line += 1;
                Behind::EndOfRecord
            }
            Some(b'\n') => {
                self.at += 1;
                self.line += 1;
                Behind::EndOfRecord
            }
            Some(_) => {
                self.at += 1;
                Behind::Delimiter
            }
            None => Behind::EndOfRecord,
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.bytes().position(|b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
        if self.peek().is_some() {
            self.step_behind_cell();
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// How many lines end in a text.
fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends =
        |(i, &b): (usize, &u8)| b == b'\n' && (i == 0 || bytes[i - 1] != b'\r') || b == b'\r';
    bytes.iter().enumerate().filter(|&at| ends(at)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(u64, Vec<String>)>, Vec<QuoteFault>) {
        let (mut records, mut faults) = (Records::default(), vec![]);
        let mut scanner = Scanner::new(text, 0, 1, b',');
        loop {
            match scanner.read(&mut records) {
                Ok(true) => {}
                Ok(false) => break,
                Err(fault) => faults.push(fault),
            }
        }
        let cells = |i| records.cells(i).map(String::from).collect();
        ((0..records.len()).map(|i| (records.line(i), cells(i))).collect(), faults)
    }

    fn lines(text: &str) -> Vec<u64> {
        read(text).0.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        assert_eq!(lines("a\nb\n\nc"), [1, 2, 3, 4]);
        assert_eq!(lines("a\r\nb\r\n\r\nc\r\n"), [1, 2, 3, 4]);
        assert_eq!(lines("a\rb\r\rc\r"), [1, 2, 3, 4]);
        assert_eq!(lines("\"a\r\n1\"\r\nb\r\n\"c\n\n\"\nd"), [1, 3, 4, 7]);
        assert_eq!(lines(""), [0; 0]);
    }

    #[test]
    fn quotes_commas_and_spaces() {
        let (records, faults) = read("a, \"b,\"\"c\"\" \" ,d \"e\" f,\"\"\n,");
        assert_eq!(faults, []);
        assert_eq!(records[0].1, ["a", "b,\"c\" ", "d \"e\" f", ""]);
        assert_eq!(records[1].1, ["", ""]);
    }

    #[test]
    fn an_unclosed_quote_is_a_fault_where_it_opens_and_swallows_nothing() {
        let (records, faults) = read("a,b\n1,\"open\n2,x\n");
        assert_eq!(faults, [QuoteFault { opens: 2, text_after: None }]);
        assert_eq!(records.len(), 2);
        assert_eq!(records[1], (3, vec!["2".into(), "x".into()]));
        let (_, faults) = read("a,b\n1,\"open\n2,\"x\"\n3,\"y\" z\n");
        let after = |opens, line| QuoteFault { opens, text_after: Some(line) };
        assert_eq!(faults, [after(2, 3), after(4, 4)]);
    }
}
