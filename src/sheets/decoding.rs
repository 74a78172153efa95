//! What is said of bytes that are no text, or an odd one.

use crate::domain::{Finding, FindingKind, Place};
use crate::text::decode::{self, Decoded, Encoding, Oddity, Spot, Undecodable};
use crate::text::excerpt;

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
            Oddity::Foreign => {
                (FindingKind::OddCharacters, "these characters are odd for Windows-1252")
            }
        };
        at(sheet, &spot, kind, message).hint(match oddity {
            Oddity::Lost | Oddity::DoublyEncoded => {
                "fetch the sheet again from where it came from; what was lost cannot be read back"
            }
            Oddity::Foreign => {
                "if names look wrong, save the sheet as CSV UTF-8 or use `--encoding`, such as \
                 `--encoding macintosh`"
            }
        })
    });
    notes
}

fn finding(sheet: &Sheet, problem: Undecodable) -> Finding {
    let again = "save the sheet again as CSV UTF-8, or name the encoding with `--encoding`";
    match problem {
        Undecodable::NotText(what) => {
            let message = format!("this is {what}, not a table of text");
            Finding::new(FindingKind::NotATable, Place::file(&sheet.name), message)
                .hint("open it in the spreadsheet program and save it as CSV UTF-8")
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
        Undecodable::Nul(spot) => {
            let message = "a character without a meaning (NUL) stands here";
            at(sheet, &spot, FindingKind::NulCharacter, message)
                .hint("write the line anew, and save the sheet again as CSV UTF-8")
        }
    }
}

fn at(sheet: &Sheet, spot: &Spot, kind: FindingKind, message: &str) -> Finding {
    Finding::new(kind, Place::line(&sheet.name, spot.line), message).excerpt(excerpt(&spot.text))
}
