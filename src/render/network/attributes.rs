//! What exports say of people beside their names.

use std::borrow::Cow;

use crate::domain::Trait;
use crate::report::picture::Network;
use crate::text::clean;

use super::{Drawing, Selection};

/// What is known of the people of an export.
pub struct Attributes<'n> {
    network: &'n Network<'n>,
    /// How many conversations of each member took place, up to the last round of the export.
    met: Vec<u32>,
}

/// The attributes, in their order, with the types that GraphML has for them.
pub const KEYS: [(&str, &str); 5] = [
    ("organisation", "string"),
    ("sector", "string"),
    ("region", "string"),
    ("met", "int"),
    ("status", "string"),
];

impl<'n> Attributes<'n> {
    /// Those of a selection; `None` where names are hidden, unless they are asked for all the same.
    pub fn of(drawing: &Drawing<'n>, selection: &Selection<'n>) -> Option<Self> {
        let network = drawing.network;
        if !drawing.attributes {
            return None;
        }
        let mut met = vec![0; network.members.len()];
        let last = network.rounds[selection.rounds.clone()].last();
        for node in last.and_then(|last| network.picture(last.number)).iter().flat_map(|p| &p.nodes)
        {
            met[node.member as usize] = node.met;
        }
        Some(Self { network, met })
    }

    /// Those of a member, each with its key.
    pub fn values(&self, member: u32) -> [(&'static str, Cow<'n, str>); 5] {
        let who = &self.network.members[member as usize];
        let of = |what: Trait| {
            let at = Trait::ALL.iter().position(|one| *one == what);
            at.map_or("".into(), |at| clean(who.traits[at]))
        };
        let values = [
            of(Trait::Organisation),
            of(Trait::Sector),
            of(Trait::Region),
            self.met[member as usize].to_string().into(),
            who.status.into(),
        ];
        let mut values = values.into_iter();
        KEYS.map(|(key, _)| (key, values.next().unwrap_or_default()))
    }
}
