//! What `round.toml` says of the pairs, so that damage to a past round is seen: how many there are,
//! and a checksum of who was with whom.

use std::fmt::Write;

use crate::domain::{Finding, Place, Roster, Round};

use super::notes::Notes;

/// What a file says; a key that is missing is no fault here.
#[derive(Debug)]
pub(super) struct Seal {
    /// How many rows `pairings.csv` should have.
    pub pairs: Option<u32>,
    /// How many people are in pairs or sit out.
    pub people: Option<u32>,
    /// The [`checksum`]; rounds from before there was one have none.
    pub checksum: Option<String>,
}

impl Seal {
    /// Compares it with what was read, and notes whether a round was edited.
    pub fn check(&self, files: [&str; 2], roster: &Roster, round: &Round, notes: &mut Notes) {
        let [head_file, pairs_file] = files;
        let losses = notes.losses;
        let counts = [
            ("pairs", self.pairs, round.pairs().len()),
            ("people", self.people, round.responses().len() + round.sitting_out().len()),
        ];
        for (key, said, found) in counts {
            if let Some(said) = said.filter(|&said| said as usize != found) {
                let message =
                    format!("{said} {key} are said to be in this round, {found} were read");
                let place = Place::file(head_file).in_column(key);
                let finding = Finding::new("row-count", place, message);
                let hint = "bring back the missing rows; \
                            if it is right as it is: unmentor check --accept";
                notes.unfitting(finding.hint(hint));
            }
        }
        let differs = |said: &String| *said != checksum(roster, round);
        if notes.losses == losses && self.checksum.as_ref().is_some_and(differs) {
            let message = "the pairs are others than those written by this program";
            let finding = Finding::new("changed-pairs", Place::file(pairs_file), message);
            let hint = "bring back a sound copy; if it is right as it is: unmentor check --accept";
            notes.unfitting(finding.hint(hint));
        }
        if notes.losses > losses {
            notes.edited.push(round.number());
            notes.edits += notes.losses - losses;
        }
    }
}

/// Eight digits for who was with whom: the CRC-32 (ISO 3309, as in zip files) of a line
/// `number,id,id` or `number,id,id,id` for each pair, by number. Names, the order of the rows and
/// how a spreadsheet wrote them make no difference.
pub(super) fn checksum(roster: &Roster, round: &Round) -> String {
    let mut pairs: Vec<_> = round.pairs().iter().collect();
    pairs.sort_by_key(|pair| pair.number());
    let mut crc = crc32fast::Hasher::new();
    let mut line = String::new();
    for pair in pairs {
        line.clear();
        // Writing to a string cannot fail.
        let _ = write!(line, "{}", pair.number());
        for &member in pair.members() {
            line.push(',');
            line.push_str(roster.get(member).id.as_str());
        }
        line.push('\n');
        crc.update(line.as_bytes());
    }
    format!("{:08x}", crc.finalize())
}
