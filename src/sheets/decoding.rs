//! What is said of bytes that are no text, or an odd one.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::decode::{self, Decoded, Encoding, Oddity, Spot, Undecodable};
use crate::text::{excerpt, quote};

use super::Sheet;
use super::notes::Notes;

/// Decodes a sheet, as [`decode::decode`].
pub fn decode(sheet: &Sheet, forced: Option<Encoding>) -> Result<Decoded<'_>, Finding> {
    decode::decode(&sheet.bytes, forced).map_err(|problem| finding(sheet, problem))
}

/// Signs that a sheet was in another encoding.
pub fn odd_characters(sheet: &Sheet, odd: Vec<(Oddity, Spot)>) -> Notes {
    let mut notes = Notes::default();
    notes.extend(odd, |(oddity, spot)| {
        let (kind, message) = match oddity {
            Oddity::Lost => {
                (FindingKind::LostCharacter, "a character was lost here before the file came to us")
            }
            Oddity::DoublyEncoded => {
                (FindingKind::DoublyEncoded, "letters here were garbled before the file came to us")
            }
        };
        let hint =
            "fetch the sheet again from where it came from; what was lost cannot be read back";
        at(sheet, &spot, kind, message).hint(hint)
    });
    notes
}

fn finding(sheet: &Sheet, problem: Undecodable) -> Finding {
    let again = "save the sheet again as CSV UTF-8, or name the encoding with `--encoding`";
    match problem {
        Undecodable::NotText(what) => {
            let message = format!("this is {what}, not a table of text");
            Finding::new(FindingKind::NotATable, Place::file(&sheet.name), message).hint(match what
            {
                "a JSON file" => JSON,
                "a compressed file" => "unpack it first, and import the sheet that is in it",
                _ => "open it in the spreadsheet program and save it as CSV UTF-8",
            })
        }
        Undecodable::Empty => {
            let message = "the file is empty";
            Finding::new(FindingKind::EmptyFile, Place::file(&sheet.name), message)
                .hint("save the sheet again, with its header row, as CSV UTF-8")
        }
        Undecodable::Mixed(spot) => {
            let message =
                "the file is UTF-8 in some lines and not in others; this is the first that is not";
            at(sheet, &spot, FindingKind::MixedEncodings, message).hint(again)
        }
        Undecodable::Not(encoding, spot) => {
            let message = format!("this is not {encoding}");
            at(sheet, &spot, FindingKind::Undecodable, &message).hint(again)
        }
        Undecodable::Uncertain(spot, readings) => uncertain(sheet, &spot, &readings),
        Undecodable::Nul(spot) => {
            let message = "a character without a meaning (NUL) stands here";
            at(sheet, &spot, FindingKind::NulCharacter, message)
                .hint("retype the line, and save the sheet again as CSV UTF-8")
        }
    }
}

const JSON: &str = "let the program that wrote it export CSV, or open it in Excel with Data > Get \
                    Data > From JSON and save that as CSV UTF-8";

/// The question which encoding it is, with the line in each that is likely.
fn uncertain(sheet: &Sheet, spot: &Spot, readings: &[(&'static str, String)]) -> Finding {
    let shown: Vec<_> =
        readings.iter().map(|(name, line)| format!("{} in {name}", quote(line))).collect();
    let message = if shown.is_empty() {
        "nobody can tell in which encoding this is".into()
    } else {
        format!("in which encoding is this: {}?", shown.join(", "))
    };
    let named: Vec<_> = readings.iter().map(|(name, _)| format!("`--encoding {name}`")).collect();
    let named = match &named[..] {
        [] => "`--encoding NAME`".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    at(sheet, spot, FindingKind::OddCharacters, &message)
        .hint(format!("say which one is right, {named}, or save it as CSV UTF-8"))
}

fn at(sheet: &Sheet, spot: &Spot, kind: FindingKind, message: &str) -> Finding {
    Finding::new(kind, Place::line(&sheet.name, spot.line), message).excerpt(excerpt(&spot.text))
}
