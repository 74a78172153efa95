//! `messages.csv`: what was sent, or made to be sent.

use crate::domain::message::{About, Fate, MessageKind, Sent, SentLog};
use crate::domain::{Finding, FindingKind, PairId, Roster};
use crate::text::csv::Rows;
use crate::text::{iso_day, undefuse};

use super::notes::Notes;
use super::seen::unknown_id;
use super::table::Table;

const COLUMNS: [&str; 7] = ["kind", "round", "pair", "participant", "state", "on", "how"];
const KIND: usize = 0;
const ROUND: usize = 1;
const PAIR: usize = 2;
const PARTICIPANT: usize = 3;
const STATE: usize = 4;
const ON: usize = 5;
const HOW: usize = 6;

/// Reads the log. A row that makes no sense is passed over and noted.
pub fn read(file: &str, text: &str, roster: &Roster, notes: &mut Notes) -> SentLog {
    let needed = [KIND, ROUND, PARTICIPANT, STATE];
    let mut log = SentLog::default();
    let Some(mut table) = Table::open(file, text, COLUMNS, &needed, notes) else { return log };
    while table.advance(notes) {
        let id = table.cell(PARTICIPANT);
        match sent(&table) {
            Ok(sent) => {
                if roster.by_id(id).is_none() {
                    notes.odd(unknown_id(id, table.place(PARTICIPANT)));
                }
                log.0.push(sent);
            }
            Err(column) => {
                let message =
                    format!("`{}` is no {} of a message", table.cell(column), COLUMNS[column]);
                let finding = Finding::new(FindingKind::MessageRow, table.place(column), message);
                notes.odd(finding.hint("bring the row back as it was, or delete it"));
            }
        }
    }
    log
}

/// The row, or the column that is wrong.
fn sent(table: &Table<'_, 7>) -> Result<Sent, usize> {
    let pair = table.cell(PAIR);
    let how = undefuse(table.cell(HOW)).to_owned();
    let (how, number, about) = marked(&how).ok_or(HOW)?;
    Ok(Sent {
        kind: MessageKind::from_word(table.cell(KIND)).ok_or(KIND)?,
        round: table.cell(ROUND).parse().map_err(|_| ROUND)?,
        pair: match pair {
            "" => None,
            pair => Some(pair.parse::<PairId>().map_err(|_| PAIR)?),
        },
        participant: table.cell(PARTICIPANT).into(),
        fate: Fate::from_word(table.cell(STATE)).ok_or(STATE)?,
        on: iso_day(table.cell(ON)).ok_or(ON)?,
        how: how.into(),
        number,
        about: About(about),
    })
}

/// `round-06.mbox [1 5f3a9c01]`: the way, the running number, and what was said.
fn marked(how: &str) -> Option<(&str, u32, u32)> {
    let (way, mark) = how.strip_suffix(']')?.rsplit_once('[')?;
    let (number, about) = mark.split_once(' ')?;
    Some((way.trim(), number.parse().ok()?, u32::from_str_radix(about, 16).ok()?))
}

/// Rows for the end of the file, with the headings above them if it is new.
pub fn write(sent: impl Iterator<Item = Sent>, is_new: bool) -> Vec<u8> {
    let mut rows = Rows::in_memory(&COLUMNS);
    let headings = if is_new { 0 } else { COLUMNS.join(",").len() + 1 };
    for sent in sent {
        rows.raw(sent.kind.word());
        rows.shown(Some(sent.round));
        rows.shown(sent.pair);
        rows.cell(&sent.participant);
        rows.raw(sent.fate.word());
        rows.shown(Some(sent.on));
        rows.cell(format!("{} [{} {:08x}]", sent.how, sent.number, sent.about.0).trim());
        rows.end_row();
    }
    rows.into_bytes().split_off(headings)
}

/// How much of a file is whole: all of it, or what stands above a row of which only a part was
/// written when the power went.
pub fn whole(text: &[u8]) -> usize {
    let rest = text.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let last = &text[rest..];
    let cells = last.split(|&byte| byte == b',').count();
    let quotes = last.iter().rev().take_while(|&&byte| byte == b'"').count();
    let is_whole =
        last.is_empty() || (cells >= COLUMNS.len() && last[..last.len() - quotes].ends_with(b"]"));
    if is_whole { text.len() } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Participant, ParticipantId, RoundNumber};

    #[test]
    fn rows_read_back_as_they_were_written_and_a_torn_one_is_seen() {
        let mut roster = Roster::default();
        roster
            .add(Participant::new(ParticipantId::numbered(1), "Ada", "ada@north.example"))
            .unwrap();
        let sent = Sent {
            kind: MessageKind::Introduction,
            round: RoundNumber::FIRST,
            pair: "r01-002".parse().ok(),
            participant: "P0001".into(),
            fate: Fate::Made,
            on: "2026-11-02".parse().unwrap(),
            how: "=my, \"own\" file.mbox".into(),
            number: 3,
            about: About(0x0012_abcd),
        };
        let invited =
            Sent { kind: MessageKind::Invitation, pair: None, how: String::new(), ..sent.clone() };
        let all = [sent, invited];
        let mut bytes = write(all[..1].iter().cloned(), true);
        bytes.extend(write(all[1..].iter().cloned(), false));
        let text = String::from_utf8(bytes).unwrap();
        let mut notes = Notes::default();
        assert_eq!(read("messages.csv", &text, &roster, &mut notes).0, all, "{text}");
        assert_eq!(notes.findings, []);
        let first_rows = text.trim_end().rfind('\n').unwrap() + 1;
        let whole = |text: &str| whole(text.as_bytes());
        assert_eq!(whole(&text), text.len());
        assert_eq!(whole(text.trim_end()), text.trim_end().len());
        for cut in first_rows + 1..text.len() - 2 {
            assert_eq!(whole(&text[..cut]), first_rows, "{}", &text[..cut]);
        }
        let wrong = text.replace("invitation", "invitatoin").replace("P0001,made", "P0009,made");
        let mut notes = Notes::default();
        assert_eq!(read("messages.csv", &wrong, &roster, &mut notes).0.len(), 1);
        let kinds: Vec<_> = notes.findings.iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [FindingKind::UnknownId, FindingKind::MessageRow]);
    }
}
