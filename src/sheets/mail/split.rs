//! A mailbox becomes messages, one after the other, and never more than one of them in memory.

use std::io::{self, BufRead};

/// So many bytes of one message are kept: what a person wrote stands in front of what they attached.
pub const KEPT: usize = 4 << 20;

/// Hands over each message of a mailbox with the line on which it begins.
///
/// A message begins where a line `From …` follows a blank line, or the beginning, and a line of a
/// header follows it: a text may have such a line, too. Of `>From ` one `>` is taken off, as mboxrd
/// and mboxo have it. Messages that Thunderbird only marked as deleted are left out.
pub fn each<E: From<io::Error>>(
    input: &mut dyn BufRead,
    mut take: impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut message: Vec<u8> = Vec::new();
    // Of a line `From …` nobody knows what it is before the next one was read.
    let mut opening: Option<Vec<u8>> = None;
    let mut line = Vec::new();
    let (mut number, mut begins, mut inside, mut after_blank) = (0, 0, false, true);
    while read_line(input, &mut line)? {
        number += 1;
        if let Some(from) = opening.take() {
            if is_header(&line) || line.starts_with(b">From ") {
                if inside {
                    hand_over(begins, &message, &mut take)?;
                }
                message.clear();
                (begins, inside) = (number - 1, true);
            } else {
                keep(&mut message, &from);
            }
        }
        if line.starts_with(b"From ") && after_blank {
            opening = Some(line.clone());
        } else if inside {
            // A stray `>From - …` stands where a header should begin.
            if !(message.is_empty() && line.starts_with(b">From ")) {
                keep(&mut message, unquoted(&line));
            }
        }
        after_blank = line.iter().all(u8::is_ascii_whitespace);
    }
    if inside {
        hand_over(begins, &message, &mut take)?;
    }
    Ok(())
}

fn hand_over<E>(
    line: u64,
    message: &[u8],
    take: &mut impl FnMut(u64, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    if is_deleted(message) { Ok(()) } else { take(line, message) }
}

/// Whether Thunderbird shows the message no more, although it is still there.
fn is_deleted(message: &[u8]) -> bool {
    const DELETED: u32 = 0x0008;
    let mut head = message.split(|&byte| byte == b'\n').take_while(|line| line.len() > 1);
    let status = head.find_map(|line| line.strip_prefix(b"X-Mozilla-Status:"));
    let flags = status.and_then(|text| str::from_utf8(text).ok());
    let flags = flags.and_then(|text| u32::from_str_radix(text.trim(), 16).ok());
    flags.is_some_and(|flags| flags & DELETED != 0)
}

/// Whether a line can be the first one of a message.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|&byte| byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic)
}

fn unquoted(line: &[u8]) -> &[u8] {
    let quotes = line.iter().take_while(|&&byte| byte == b'>').count();
    let is_from = quotes > 0 && line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From "));
    if is_from { line.get(1..).unwrap_or(line) } else { line }
}

fn keep(message: &mut Vec<u8>, line: &[u8]) {
    let room = KEPT.saturating_sub(message.len()).min(line.len());
    message.extend_from_slice(line.get(..room).unwrap_or_default());
}

/// Reads a line with its end, of which no more is kept than of a message; `false` at the end.
fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = buffer.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
        let taken = end.unwrap_or(buffer.len());
        keep(line, buffer.get(..taken).unwrap_or_default());
        input.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(mailbox: &str) -> Vec<(u64, String)> {
        let mut all = Vec::new();
        let take = |line, message: &[u8]| -> io::Result<()> {
            all.push((line, String::from_utf8(message.to_vec()).unwrap()));
            Ok(())
        };
        each(&mut mailbox.as_bytes(), take).unwrap();
        all
    }

    #[test]
    fn a_message_begins_only_where_a_header_follows_a_blank_line() {
        let mailbox = "From a@b Thu Nov 26 09:00:00 2026\nSubject: 1\n\nFrom here on\nyes\n\n\
                       From me to you\nno header: is this, for spaces stand in it\n>From x\n\n\
                       From - Thu\n>From - Thu\nSubject: 2\r\n\r\n>>From y\n\
                       From z\nFrom: no blank line\n\n\
                       From -\nX-Mozilla-Status: 0009\nSubject: deleted\n\nno\n";
        assert_eq!(
            split(mailbox),
            [
                (
                    1,
                    "Subject: 1\n\nFrom here on\nyes\n\nFrom me to you\n\
                     no header: is this, for spaces stand in it\nFrom x\n\n"
                        .into()
                ),
                (11, "Subject: 2\r\n\r\n>From y\nFrom z\nFrom: no blank line\n\n".into()),
            ]
        );
        assert_eq!(split("no mailbox\n"), []);
        assert_eq!(split(""), []);
    }

    #[test]
    fn of_a_message_without_end_no_more_is_kept_than_there_is_room_for() {
        let mailbox = format!("From x\nA: b\n\n{}\nFrom y\nC: d\n\n", "x".repeat(2 * KEPT));
        let sizes: Vec<_> = split(&mailbox).iter().map(|(_, text)| text.len()).collect();
        assert_eq!(sizes, [KEPT]);
    }
}
