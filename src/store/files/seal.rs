//! What `round.toml` says of the pairs, so that damage to a past round is seen: how many there are,
//! and a checksum of who was with whom.

use std::fmt::Write;

use crate::domain::{Finding, FindingKind, Place, Roster, Round};

use super::notes::Notes;

/// What a file says; a key that is missing is no fault here.
#[derive(Debug)]
pub struct Seal {
    /// How many rows `pairings.csv` should have.
    pub pairs: Option<u32>,
    /// How many people are in pairs or sit out.
    pub people: Option<u32>,
    /// The [`checksum`]; rounds from before there was one have none.
    pub checksum: Option<String>,
}

impl Seal {
    /// Compares it with what was read, and notes whether a round was edited. `read` is the
    /// [`checksum`] of the round, if it is known already.
    pub fn check(
        &self,
        files: [&str; 2],
        read: Option<String>,
        roster: &Roster,
        round: &Round,
        notes: &mut Notes,
    ) {
        let [head_file, pairs_file] = files;
        if notes.blinded {
            return;
        }
        let mut edits = Vec::new();
        let counts = [
            ("pairs", self.pairs, round.pairs().len()),
            ("people", self.people, round.responses().len() + round.sitting_out().len()),
        ];
        for (key, said, found) in counts {
            if let Some(said) = said.filter(|&said| said as usize != found) {
                let message =
                    format!("{said} {key} are said to be in this round, {found} were read");
                let place = Place::file(head_file).in_column(key);
                let finding = Finding::new(FindingKind::RowCount, place, message);
                let hint = "bring back the missing rows; \
                            if it is right as it is: unmentor check --accept";
                edits.push(finding.hint(hint));
            }
        }
        let differs = |said: &String| *said != read.unwrap_or_else(|| checksum(roster, round));
        if edits.is_empty() && self.checksum.as_ref().is_some_and(differs) {
            let message = "the pairs are not the ones that this program wrote";
            let finding = Finding::new(FindingKind::ChangedPairs, Place::file(pairs_file), message);
            let hint = "bring back a sound copy; if it is right as it is: unmentor check --accept";
            edits.push(finding.hint(hint));
        }
        if !edits.is_empty() {
            notes.edited.push(round.number());
        }
        for edit in edits {
            notes.edit(edit);
        }
    }
}

/// Eight digits for who was with whom: the CRC-32 (ISO 3309, as in zip files) of a line
/// `number,id,id` or `number,id,id,id` for each pair, by number, and behind them once more the id
/// of who writes first, where there is one. Names, the order of the rows and how a spreadsheet
/// wrote them make no difference.
pub fn checksum(roster: &Roster, round: &Round) -> String {
    let mut pairs: Vec<_> = round.pairs().iter().collect();
    pairs.sort_by_key(|pair| pair.number());
    let mut sum = Sum::default();
    for pair in pairs {
        let id = |&member| roster.get(member).id.as_str();
        sum.add(pair.number(), pair.members().iter().chain(pair.first().iter()).map(id));
    }
    sum.eight_digits()
}

/// The [`checksum`] of pairs that come one after the other.
#[derive(Debug, Default)]
pub struct Sum {
    crc: crc32fast::Hasher,
    lines: String,
    last: u32,
    disordered: bool,
}

impl Sum {
    /// Adds a pair.
    pub fn add<'a>(&mut self, number: u32, ids: impl Iterator<Item = &'a str>) {
        self.disordered |= number <= self.last;
        self.last = number;
        // Writing to a string cannot fail.
        let _ = write!(self.lines, "{number}");
        for id in ids {
            self.lines.push(',');
            self.lines.push_str(id);
        }
        self.lines.push('\n');
        if self.lines.len() > 4096 {
            self.crc.update(self.lines.as_bytes());
            self.lines.clear();
        }
    }

    /// The checksum, if the pairs came by number.
    pub fn finish(self) -> Option<String> {
        (!self.disordered).then(|| self.eight_digits())
    }

    fn eight_digits(mut self) -> String {
        self.crc.update(self.lines.as_bytes());
        format!("{:08x}", self.crc.finalize())
    }
}
