//! Lines as an editor counts them: LF, CRLF and CR end one, also mixed.

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
