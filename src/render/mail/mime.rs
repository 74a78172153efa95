//! One message as RFC 5322 and 2045-2047 have it.
//!
//! Names are hostile, so nothing of one stands in a header unless it is quoted or encoded. No line
//! is longer than 998 octets, those of the text no longer than 76, and none of them begins with
//! `From ` or is a lone dot, so that every mailbox and every server takes it as it is.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::address::carried;
use crate::domain::{Person, Programme};
use crate::messages::Message;
use crate::text::clean;

/// What the message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A file that a mail program opens as a draft, with the line ends of the post.
    Draft,
    /// For a mailbox or a command, with the line ends of the system.
    Sent,
}

/// The longest line that is aimed at.
const LINE: usize = 76;
/// So many octets fit into one encoded word beside what surrounds them.
const WORD: usize = 42;

/// The message; of people whose address cannot be carried nothing stands in it.
pub fn message(programme: &Programme, message: &Message, r#use: Use) -> Vec<u8> {
    let mailing = &programme.settings.mailing;
    let mut head = String::new();
    if let Some(organiser) = &mailing.organiser {
        header(&mut head, "From", &[mailbox(&organiser.name, &organiser.address)]);
    }
    header(&mut head, "To", &mailboxes(programme, &message.to));
    let reply_to = mailboxes(programme, &message.reply_to);
    match &mailing.organiser {
        Some(organiser) if reply_to.is_empty() => {
            header(&mut head, "Reply-To", &[mailbox(&organiser.name, &organiser.address)]);
        }
        _ if reply_to.is_empty() => {}
        _ => header(&mut head, "Reply-To", &reply_to),
    }
    head.push_str("Subject: ");
    head.push_str(&unstructured(&message.subject, "Subject: ".len()));
    // Writing to a string cannot fail.
    let _ = write!(head, "\nDate: {} 09:00:00 +0000\n", message.date.format("%a, %d %b %Y"));
    let _ = writeln!(head, "Message-ID: <{}>", message.id);
    if let Some(id) = &message.in_reply_to {
        let _ = write!(head, "In-Reply-To: <{id}>\nReferences: <{id}>\n");
    }
    head.push_str("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n");
    head.push_str("Content-Transfer-Encoding: quoted-printable\n");
    if r#use == Use::Draft {
        head.push_str("X-Unsent: 1\n");
    }
    head.push('\n');
    quoted_printable(&message.text, &mut head);
    match r#use {
        Use::Draft => head.replace('\n', "\r\n").into_bytes(),
        Use::Sent => head.into_bytes(),
    }
}

fn mailboxes(programme: &Programme, people: &[Person]) -> Vec<String> {
    let one = |&person: &Person| {
        let participant = programme.roster.get(person);
        let address = carried(&participant.email)?;
        Some(mailbox(participant.shown_name(), &address))
    };
    people.iter().filter_map(one).collect()
}

/// A header with several values, each on a line of its own.
fn header(head: &mut String, name: &str, values: &[String]) {
    let _ = writeln!(head, "{name}: {}", values.join(",\n "));
}

/// A name and an address.
fn mailbox(name: &str, address: &str) -> String {
    let name = clean(name);
    let name = name.trim();
    if name.is_empty() {
        return address.to_owned();
    }
    let looks_encoded = name.contains("=?");
    if !name.is_ascii() || looks_encoded || name.len() > 700 {
        return format!("{}\n <{address}>", encoded_words(name, 10));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || " !#$%&'*+-/=?^_`{|}~".contains(c);
    let name = if name.chars().all(plain) && !name.contains("  ") {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    };
    let between = if name.len() + address.len() > LINE - 12 { "\n " } else { " " };
    format!("{name}{between}<{address}>")
}

/// A text in a header, broken before spaces; encoded where it is more than ASCII or looks encoded.
fn unstructured(text: &str, before: usize) -> String {
    let text = clean(text);
    let text = text.trim();
    let longest = text.split(' ').map(str::len).max().unwrap_or(0);
    if !text.is_ascii() || text.contains("=?") || text.contains("  ") || longest > LINE * 2 {
        return encoded_words(text, before);
    }
    let (mut folded, mut line) = (String::new(), before);
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            let breaks = line + 1 + word.len() > LINE;
            folded.push_str(if breaks { "\n " } else { " " });
            line = if breaks { 1 } else { line + 1 };
        }
        folded.push_str(word);
        line += word.len();
    }
    folded
}

/// A text as encoded words of at most 75 characters (RFC 2047), none of which splits a character;
/// the space between two of them is not part of the text.
fn encoded_words(text: &str, before: usize) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut part = String::new();
    let mut room = WORD.saturating_sub(before).max(12);
    for c in text.chars() {
        if part.len() + c.len_utf8() > room {
            words.push(std::mem::take(&mut part));
            room = WORD;
        }
        part.push(c);
    }
    words.push(part);
    let word = |part: &String| format!("=?utf-8?B?{}?=", STANDARD.encode(part));
    words.iter().map(word).collect::<Vec<_>>().join("\n ")
}

/// A text in quoted-printable (RFC 2045, section 6.7).
fn quoted_printable(text: &str, out: &mut String) {
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bytes = line.as_bytes();
        let (mut at, mut width) = (0, 0);
        while let Some(&byte) = bytes.get(at) {
            let rest = &bytes[at..];
            let is_last = at + 1 == bytes.len();
            if width > 0 && !is_last {
                // Most of a text goes on as it is, up to its last character or the last column.
                let inside = rest[..rest.len() - 1].iter().take(LINE - 1 - width);
                let run = inside.take_while(|&&byte| is_plain_inside(byte)).count();
                if run > 0 {
                    out.push_str(&line[at..at + run]);
                    (at, width) = (at + run, width + run);
                    continue;
                }
            }
            let is_plain = match byte {
                b' ' | b'\t' => !is_last,
                b'.' => width > 0 || !is_last,
                b'F' => width > 0 || !rest.starts_with(b"From "),
                byte => is_plain_inside(byte),
            };
            let needed = if is_plain { 1 } else { 3 };
            let limit = if is_last { LINE } else { LINE - 1 };
            let breaks = width + needed > limit;
            if breaks {
                out.push_str("=\n");
                width = 0;
            }
            // What was plain may begin a line now.
            let begins = breaks && (rest.starts_with(b"From ") || rest == b".");
            if is_plain && !begins {
                out.push(char::from(byte));
                width += 1;
            } else {
                let _ = write!(out, "={byte:02X}");
                width += 3;
            }
            at += 1;
        }
        out.push('\n');
    }
}

/// Whether a byte stands for itself, neither first nor last on its line.
fn is_plain_inside(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t') && byte != b'='
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoded(text: &str) -> String {
        let mut out = String::new();
        quoted_printable(text, &mut out);
        out
    }

    #[test]
    fn no_line_of_a_text_is_long_or_means_something_to_a_mailbox() {
        assert_eq!(
            encoded("From here\n.\n..\né=\nend \n"),
            "=46rom here\n=2E\n..\n=C3=A9=3D\nend=20\n"
        );
        for shift in 0..90 {
            let text = format!("{}From x . {}.", "a".repeat(shift), "ŷ".repeat(50));
            let encoded = encoded(&text);
            for line in encoded.lines() {
                assert!(line.len() <= 76 && !line.starts_with("From ") && line != ".", "{line}");
            }
            let joined = encoded.replace("=\n", "");
            assert!(joined.starts_with(&"a".repeat(shift)));
        }
    }

    #[test]
    fn a_name_commands_nothing() {
        for (name, expected) in [
            ("Ada Penhale", "Ada Penhale <a@b.example>"),
            ("Penhale, Ada", "\"Penhale, Ada\" <a@b.example>"),
            ("A \"B\" \\ C", "\"A \\\"B\\\" \\\\ C\" <a@b.example>"),
            ("Jo\r\nBcc: x@y.example", "\"Jo  Bcc: x@y.example\" <a@b.example>"),
            ("", "a@b.example"),
        ] {
            assert_eq!(mailbox(name, "a@b.example"), expected);
        }
        assert_eq!(
            mailbox("=?utf-8?q?fake?=", "a@b.example"),
            "=?utf-8?B?PT91dGYtOD9xP2Zha2U/PQ==?=\n <a@b.example>"
        );
        let long = mailbox(&"Łukasz Żółć ".repeat(17), "a@b.example");
        assert!(long.lines().all(|line| line.trim().len() <= 75), "{long}");
    }
}
