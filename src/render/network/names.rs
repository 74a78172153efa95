//! What people are called in a picture or an export.

use std::borrow::Cow;

use crate::domain::text::clean;
use crate::render::layout::random::Random;
use crate::report::picture::Network;

/// Ids and names of the members, or neutral labels in their place.
#[derive(Debug)]
pub struct Names<'n> {
    network: &'n Network<'n>,
    /// The number of each member, when nobody may be named.
    neutral: Option<Vec<u32>>,
}

impl<'n> Names<'n> {
    /// Neutral numbers are shuffled, so that they do not follow the order of the roster.
    pub fn new(network: &'n Network<'n>, anonymise: bool) -> Self {
        let neutral = anonymise.then(|| {
            let mut numbers: Vec<u32> = (1..).take(network.members.len()).collect();
            Random(0).shuffle(&mut numbers);
            numbers
        });
        Self { network, neutral }
    }

    /// The id of a member: `P0042`, or `person-17`.
    pub fn id(&self, member: u32) -> Cow<'n, str> {
        match &self.neutral {
            None => Cow::Borrowed(self.network.members[member as usize].id.as_str()),
            Some(numbers) => Cow::Owned(format!("person-{}", numbers[member as usize])),
        }
    }

    /// The name of a member on one line, or `Person 17`; the id when there is no name.
    pub fn name(&self, member: u32) -> Cow<'n, str> {
        match &self.neutral {
            None => match clean(self.network.members[member as usize].name) {
                name if name.trim().is_empty() => self.id(member),
                name => name,
            },
            Some(numbers) => Cow::Owned(format!("Person {}", numbers[member as usize])),
        }
    }
}
