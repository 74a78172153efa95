//! A person's own words, told from what they quote and from what programs and offices add.

use crate::domain::token::Token;
use crate::sheets::mail::CUT;
use crate::text::{plain, plain_words};

use super::phrases::AROUND;

/// More lines are not looked at: nobody writes so much to say yes.
const MOST_LINES: usize = 2_000;
/// A line that is shorter was ended by its writer, not by a program.
const BROKEN: usize = 60;
/// A line above a quotation is broken into so many lines at most.
const ATTRIBUTION: usize = 4;

/// What somebody wrote, line by line; blank lines between paragraphs stay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    /// Above the quotation, or all of it where nothing is quoted above.
    pub text: Vec<String>,
    /// Between quoted lines and below them, where there is something above as well.
    pub below: Vec<String>,
}

impl Own {
    /// Finds it in a text.
    pub fn of(text: &str) -> Self {
        let lines: Vec<String> = text.lines().take(MOST_LINES).map(spaced).collect();
        let (mut above, mut below, mut quoted) = (Vec::new(), Vec::new(), false);
        let mut signed = false;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let rest = &lines[at..];
            if let Some(length) = attribution(rest) {
                at += length;
                if !is_quoted_next(&lines[at..]) {
                    // A quotation without marks: who wrote what is below is not known.
                    break;
                }
                (quoted, signed) = (true, false);
                continue;
            }
            if cuts(rest) {
                break;
            }
            if is_quoted(line) {
                (quoted, signed) = (true, false);
            } else if line.trim_end() == "--" || is_signature(line) {
                signed = true;
            } else if !signed {
                let part = if quoted { &mut below } else { &mut above };
                part.push(line.clone());
            }
            at += 1;
        }
        let (above, below) = (trimmed(unbannered(above)), trimmed(below));
        if above.is_empty() {
            Self { text: without_question(below), below: Vec::new() }
        } else {
            Self { text: without_question(above), below }
        }
    }
}

/// A line without what shows nothing, its spaces as they are seen.
fn spaced(line: &str) -> String {
    let end = line.trim_end();
    let indent = end.len() - end.trim_start().len();
    if indent == 0 { plain(end) } else { format!(" {}", plain(end)) }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with(['>', '＞', '›', '|'])
}

fn is_quoted_next(rest: &[String]) -> bool {
    rest.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| is_quoted(line))
}

/// Of how many lines the line is made that stands above a quotation: `On … Ada wrote:`.
fn attribution(rest: &[String]) -> Option<usize> {
    let first = rest.first()?.trim();
    if first.is_empty() || first.len() > 500 || is_quoted(first) {
        return None;
    }
    let begins = AROUND.behind("opens", &plain_words(first)).is_some()
        || first.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        || (first.contains('<') && first.contains('@'));
    let most = if begins { ATTRIBUTION } else { 1 };
    let mut whole = String::new();
    for (count, line) in rest.iter().take(most).enumerate() {
        // A program breaks `<ada@north.example>:` in front of its last sign, too.
        if line.trim().is_empty() || (is_quoted(line) && line.trim() != ">:") {
            return None;
        }
        whole.push_str(line.trim());
        if is_attribution(&whole) {
            return Some(count + 1);
        }
        whole.push(' ');
    }
    None
}

fn is_attribution(line: &str) -> bool {
    let words = plain_words(line);
    let last = words.rsplit(' ').next().unwrap_or_default();
    let by_address = line.contains('@') && line.contains(|c: char| c.is_ascii_digit());
    let ends = line.ends_with([':', '：', '>', '-']) || (by_address && AROUND.is("wrote", last));
    let dated = line.contains(|c: char| c.is_ascii_digit() || c == '@');
    if ends && dated && AROUND.within("wrote", &words) {
        return true;
    }
    // Some have no word for it: `2026-11-26 9:00 GMT+00:00 Ada <ada@north.example>:`
    let bytes = line.as_bytes();
    let is_time = |four: &[u8]| {
        four[0].is_ascii_digit()
            && matches!(four[1], b':' | b'.')
            && four[2..].iter().all(u8::is_ascii_digit)
    };
    let timed = bytes.windows(4).any(is_time);
    let year = bytes.starts_with(b"20") && matches!(bytes.get(4), Some(b'-' | b'/'));
    let of_old_gmail = year && (line.contains("GMT") || (by_address && line.ends_with('>')));
    of_old_gmail || (timed && line.ends_with(">:"))
}

/// Whether everything from here on is somebody else's.
fn cuts(rest: &[String]) -> bool {
    let Some(line) = rest.first().map(|line| line.trim()) else { return false };
    if line == CUT || (line.len() > 1 && line.bytes().all(|byte| byte == b'_')) {
        return true;
    }
    let words = plain_words(line);
    let dashed =
        line.starts_with(['-', '—', '_', '*']) && line.ends_with(['-', '—', '_', '*', ':']);
    if (dashed && AROUND.within("original", &words)) || AROUND.is("forward", &words) {
        return true;
    }
    // The headers of what is quoted: two of them close together.
    let next = rest.iter().skip(1).filter(|line| !line.trim().is_empty()).take(3);
    is_field(line) && next.filter(|line| is_field(line)).count() >= 1
}

/// Whether a line is `From: …`, also bold, also without a space behind the colon.
fn is_field(line: &str) -> bool {
    let Some((name, _)) = line.split_once([':', '：']) else { return false };
    name.len() < 30 && AROUND.is("field", &plain_words(name))
}

fn is_signature(line: &str) -> bool {
    let words = plain_words(line);
    let is_programs = words.len() < 120 && AROUND.behind("signature", &words).is_some();
    is_programs || AROUND.within("disclaimer", &words)
}

/// Without what an office puts above mail from outside.
fn unbannered(lines: Vec<String>) -> Vec<String> {
    let (mut goes, mut start) = (false, 0);
    for (at, line) in lines.iter().enumerate() {
        let words = plain_words(line);
        let is_rule = line.bytes().all(|byte| !byte.is_ascii_alphanumeric() && byte.is_ascii());
        let is_label =
            words.len() < 20 && matches!(words.as_str(), "external" | "caution" | "warning");
        let is_banner = is_label || AROUND.within("banner", &words);
        if !(is_rule || is_banner || goes) {
            break;
        }
        start = at + 1;
        // A warning that a program has broken goes on in the next line.
        goes = is_banner && !is_label && line.len() >= BROKEN && !line.trim_end().ends_with('.');
    }
    lines.into_iter().skip(start).collect()
}

/// Without our own question, where a program has put it below an answer without a mark.
fn without_question(mut lines: Vec<String>) -> Vec<String> {
    let is_ours = |line: &String| Token::all_in(line).next().is_some();
    if lines.iter().skip(1).any(is_ours) {
        let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
        let greeting = lines.iter().skip(first + 1).position(|line| is_greeting(line));
        if let Some(greeting) = greeting {
            lines.truncate(first + 1 + greeting);
        }
    }
    trimmed(lines)
}

/// Whether a line greets and does nothing else.
pub fn is_greeting(line: &str) -> bool {
    const MOST: usize = 5;
    let words = plain_words(line);
    AROUND.behind("greeting", &words).is_some() && words.split(' ').count() <= MOST
}

fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    // A rule belongs to what was below it.
    let is_sign = |c: char| c.is_ascii_punctuation() || c.is_whitespace();
    let blank = |line: &String| line.chars().all(is_sign);
    while lines.last().is_some_and(blank) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.drain(..start);
    lines
}

/// Lines as their writer had them: what a program has broken is one again.
pub fn unbroken(lines: &[String]) -> Vec<String> {
    let mut whole: Vec<String> = Vec::new();
    let mut goes = false;
    for line in lines {
        let text = line.trim();
        match whole.last_mut() {
            Some(last) if goes && !text.is_empty() => {
                last.push(' ');
                last.push_str(text);
            }
            _ if !text.is_empty() => whole.push(text.to_owned()),
            _ => {}
        }
        goes = !text.is_empty() && text.chars().count() >= BROKEN;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> String {
        Own::of(text).text.join("|")
    }

    #[test]
    fn quotations_of_every_program_are_told_from_own_words() {
        for around in [
            "On Thu, 26 Nov 2026 at 09:00, Ada Penhale <coffee@north.example> wrote:\n\n> Did you?",
            "On Thu, 26 Nov 2026 at 09:00, Ada Penhale\n<coffee@north.example> wrote:\n> Did you?",
            "Le jeu. 26 nov. 2026 à 09:00, Ada <coffee@north.example> a écrit :\n\n> x",
            "Am 26.11.2026 um 09:00 schrieb Ada Penhale <coffee@north.example>:\n> x",
            "El jue, 26 nov 2026 a las 9:00, Ada (<coffee@north.example>) escribió:\n\n> x",
            "Ar 26/11/2026 09:00, ysgrifennodd Ada Penhale:\n> x",
            "2026-11-26 9:00 GMT+00:00 Ada Penhale <coffee@north.example>:\n\n> x",
            "-----Original Message-----\nFrom: x\nno",
            "-------- Neges Wreiddiol --------\nno",
            "________________________________\nFrom: Ada\nno",
            "From: Ada\nSent: Thursday\nTo: Ben\nSubject: x\n\nno",
            "*From:* Ada\n*Sent:* Thursday\nno",
            "Von:Ada\nGesendet:Donnerstag\nno",
            "Oddi wrth: Ada\nAnfonwyd: Iau\nno",
            "Begin forwarded message:\n\nno",
            "Sent from my iPhone\n\n> On 26 Nov 2026, at 09:00, Ada wrote:\n>\n> x",
            "-- \nBen\nHead of x",
            "Get Outlook for iOS<https://aka.ms/x>\n________________________________\nno",
            "Anfonwyd o fy iPhone",
        ] {
            assert_eq!(own(&format!("Yes\n\n{around}\n")), "Yes", "{around}");
        }
        assert_eq!(own("> Did you?\n\nYes\n\n> x\nand more\n"), "Yes||and more");
        let both = Own::of("Yes\n\nOn 1 May 2026 Ada wrote:\n> x\nNo\n");
        assert_eq!((both.text.join("|"), both.below.join("|")), ("Yes".into(), "No".into()));
        assert_eq!(
            own("On Tuesday we met\nand talked: a lot"),
            "On Tuesday we met|and talked: a lot"
        );
        assert_eq!(own("Yes\n\nOn 1 May 2026 Ada wrote:\n\nDid you?\nno"), "Yes");
    }

    #[test]
    fn warnings_above_go_and_our_own_question_below() {
        for banner in [
            "CAUTION: This email originated from outside of the organisation. Do not\nclick links or open attachments unless you recognise the sender and know the\ncontent is safe.\n\n",
            "[EXTERNAL]\n",
            "You don't often get email from ben@south.example. Learn why this is important\n\n",
            "***\nExternal sender\n***\n",
        ] {
            assert_eq!(own(&format!("{banner}Yes")), "Yes", "{banner}");
        }
        let question =
            "Yes\n\nDear Ben,\n\nDid the conversation take place?\nno\n\n[r06-017-kx?]\n";
        assert_eq!(own(question), "Yes");
    }
}
