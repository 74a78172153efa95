//! What people are called in a picture or an export.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::report::picture::{Member, Network};
use crate::text::clean;

/// Ids and names of the members, or neutral labels in their place.
#[derive(Debug)]
pub struct Names<'n> {
    network: &'n Network<'n>,
}

impl<'n> Names<'n> {
    /// Names the members of a network, or hides who they are when it is anonymous.
    pub fn new(network: &'n Network<'n>) -> Self {
        Self { network }
    }

    fn member(&self, member: u32) -> &'n Member<'n> {
        &self.network.members[member as usize]
    }

    /// The id of a member: `P0042`, or `person-17`.
    pub fn id(&self, member: u32) -> Cow<'n, str> {
        let member = self.member(member);
        if self.network.anonymous {
            Cow::Owned(format!("person-{}", member.number))
        } else {
            Cow::Borrowed(member.id.as_str())
        }
    }

    /// Names by which nobody is taken for somebody else: namesakes have their organisation behind
    /// them, or their id where that would not do.
    pub fn labels(&self) -> Vec<String> {
        let members = 0..u32::try_from(self.network.members.len()).unwrap_or(u32::MAX);
        let mut named: HashMap<Cow<'_, str>, Vec<u32>> = HashMap::new();
        for member in members.clone() {
            named.entry(self.name(member)).or_default().push(member);
        }
        let label = |member: u32| {
            let name = self.name(member);
            let alike = named.get(&name).map_or(&[][..], Vec::as_slice);
            if alike.len() < 2 {
                return name.into_owned();
            }
            let of = |one: u32| clean(self.member(one).traits[0]);
            let own = of(member);
            let alone = !own.is_empty() && alike.iter().filter(|one| of(**one) == own).count() == 1;
            let behind = if alone { own } else { self.id(member) };
            format!("{name} ({behind})")
        };
        members.map(label).collect()
    }

    /// The name of a member on one line, or `Person 17`; the id when there is no name.
    pub fn name(&self, member: u32) -> Cow<'n, str> {
        if self.network.anonymous {
            return Cow::Owned(format!("Person {}", self.member(member).number));
        }
        match clean(self.member(member).name) {
            name if name.trim().is_empty() => self.id(member),
            name => name,
        }
    }
}
