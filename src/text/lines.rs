//! Lines as an editor counts them: LF, CRLF and CR end one, also mixed.

use std::cell::OnceCell;

/// The signs that end a line.
const ENDS: [char; 2] = ['\n', '\r'];

/// How many lines end in a text.
pub fn line_ends(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut ends = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let is_end = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        ends += u64::from(is_end);
    }
    ends
}

/// The line of a byte position, from 1.
pub fn line_at(text: &str, at: usize) -> u64 {
    1 + line_ends(text.get(..at).unwrap_or(text))
}

/// The lines of a text in which many positions are looked up; counting begins with the first.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Where each line but the first begins.
    starts: OnceCell<Vec<usize>>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a str) -> Self {
        Self { text, starts: OnceCell::new() }
    }

    /// The line of a byte position, from 1; as [`line_at`], whose cost is linear each time.
    pub fn at(&self, at: usize) -> u64 {
        let starts = self.starts.get_or_init(|| {
            let bytes = self.text.as_bytes();
            let ends = |&at: &usize| {
                bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
            };
            (0..bytes.len()).filter(ends).map(|end| end + 1).collect()
        });
        1 + starts.partition_point(|&start| start <= at) as u64
    }
}

/// The line around a byte position, without its end; empty where the position is none of the text.
pub fn line_around(text: &str, at: usize) -> &str {
    let Some((before, behind)) = text.split_at_checked(at) else { return "" };
    let start = before.rfind(ENDS).map_or(0, |end| end + 1);
    let end = behind.find(ENDS).map_or(text.len(), |length| at + length);
    &text[start..end]
}

/// The line with a number, from 1, without its end; empty beyond the last.
pub fn line(text: &str, number: u64) -> &str {
    let mut rest = text;
    for _ in 1..number {
        let Some(end) = rest.find(ENDS) else { return "" };
        let length = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + length..];
    }
    line_around(rest, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_looked_up_is_that_which_is_counted() {
        let text = "a\n\nb\r\nc\rd\r\r\n\ne";
        let lines = Lines::of(text);
        for at in 0..text.len() {
            // Between the two halves of a line end no position is asked for.
            if !text[..at].ends_with('\r') || !text[at..].starts_with('\n') {
                assert_eq!(lines.at(at), line_at(text, at), "{at}");
            }
        }
    }

    #[test]
    fn lines_are_those_of_an_editor() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "cé", "d"].join(end);
            assert_eq!(line_ends(&text), 3, "{end:?}");
            for (number, expected) in [(1, "a"), (2, ""), (3, "cé"), (4, "d"), (5, "")] {
                assert_eq!(line(&text, number), expected, "{end:?}");
            }
            let at = text.find('é').unwrap();
            assert_eq!((line_at(&text, at), line_around(&text, at)), (3, "cé"), "{end:?}");
            assert_eq!((line_at(&text, 0), line_around(&text, text.len())), (1, "d"), "{end:?}");
        }
        assert_eq!(line_ends("\r\n\n\r\r\n"), 4);
    }
}
