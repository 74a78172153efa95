//! What people are called in a picture or an export.

use std::borrow::Cow;

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

    /// Names by which nobody is taken for somebody else.
    pub fn labels(&self) -> Vec<String> {
        let members = 0..u32::try_from(self.network.members.len()).unwrap_or(u32::MAX);
        members.map(|member| self.called(member).into_owned()).collect()
    }

    /// The name of a member with what tells them from a namesake, for where no id stands beside it.
    pub fn called(&self, member: u32) -> Cow<'n, str> {
        if self.network.anonymous || self.member(member).name.trim().is_empty() {
            return self.name(member);
        }
        clean(&self.member(member).called)
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
