//! How the network stood in one round.

use crate::domain::{RoundNumber, Standing};

use super::{Line, Network, RoundCounts};

/// The network as it stood in one round.
#[derive(Debug, Clone)]
pub struct Picture<'n> {
    /// The whole of it, later rounds included.
    pub network: &'n Network<'n>,
    /// The round.
    pub round: RoundCounts,
    /// Everybody who was in a pair up to this round, in the order of the members.
    pub nodes: Vec<Node>,
    /// The lines of earlier rounds.
    pub earlier: &'n [Line],
    /// The lines of this round.
    pub current: &'n [Line],
}

/// Somebody in the picture of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The position in [`Network::members`].
    pub member: u32,
    /// What this round was to them.
    pub role: Role,
    /// How many of their conversations took place so far; one in a trio counts once.
    pub met: u32,
}

/// What a round was to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// In a pair, and before that as well.
    TookPart,
    /// In a pair for the first time.
    Joined,
    /// In no pair, but earlier.
    NotIn,
}

impl Role {
    /// All of them, in the order of the legend.
    pub const ALL: [Self; 3] = [Self::TookPart, Self::Joined, Self::NotIn];
}

impl Network<'_> {
    /// The network as it stood in a round; `None` when there is no such round.
    pub fn picture(&self, round: RoundNumber) -> Option<Picture<'_>> {
        let counts = *self.rounds.iter().find(|counts| counts.number == round)?;
        let from = self.lines.partition_point(|line| line.pair.round < round);
        let current = self.lines_of(round);
        let mut present = vec![false; self.members.len()];
        for end in current.iter().flat_map(|line| <[u32; 2]>::from(line.ends)) {
            present[end as usize] = true;
        }
        let met = self.conversations(from + current.len());
        let nodes = (0..).zip(self.members.iter().zip(present).zip(met));
        let nodes = nodes.filter(|(_, ((member, _), _))| member.first <= round);
        let nodes = nodes.map(|(position, ((member, present), met))| {
            let role = match present {
                false => Role::NotIn,
                true if member.first == round => Role::Joined,
                true => Role::TookPart,
            };
            Node { member: position, role, met }
        });
        Some(Picture {
            network: self,
            round: counts,
            nodes: nodes.collect(),
            earlier: &self.lines[..from],
            current,
        })
    }

    /// How many conversations of each member took place, as the first of the lines have it.
    ///
    /// Everybody in a trio stands at the end of two of its lines, so each of those is half a
    /// conversation.
    fn conversations(&self, lines: usize) -> Vec<u32> {
        let mut halves = vec![0; self.members.len()];
        for line in self.lines[..lines].iter().filter(|line| line.standing == Standing::Met) {
            for end in <[u32; 2]>::from(line.ends) {
                halves[end as usize] += if line.trio { 1 } else { 2 };
            }
        }
        halves.into_iter().map(|halves: u32| halves / 2).collect()
    }
}
