//! Two different people, whichever was named first.

use super::ids::Person;

/// Two people, the lower one first: what a connection, a repeat and an exclusion are about. A
/// [`Pair`](super::Pair) is what an organiser sees of a round and may be a trio; it holds three of
/// these then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Couple([Person; 2]);

impl Couple {
    /// Two people in whatever order; `None` when they are one.
    pub fn new(one: Person, other: Person) -> Option<Self> {
        (one != other).then(|| Self::of_different(one, other))
    }

    /// Two people who are known to be different.
    pub(super) fn of_different(one: Person, other: Person) -> Self {
        Self(if one < other { [one, other] } else { [other, one] })
    }

    /// Both, the lower one first.
    pub fn members(self) -> [Person; 2] {
        self.0
    }

    /// Whether somebody is one of them.
    pub fn contains(self, person: Person) -> bool {
        self.0.contains(&person)
    }

    /// The partner of one of them; `None` for a stranger.
    pub fn other(self, person: Person) -> Option<Person> {
        let [lower, higher] = self.0;
        match person {
            _ if person == lower => Some(higher),
            _ if person == higher => Some(lower),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_people_are_the_same_two_in_either_order() {
        let couple = Couple::new(Person(7), Person(2)).unwrap();
        assert_eq!(Some(couple), Couple::new(Person(2), Person(7)));
        assert_eq!(couple.members(), [Person(2), Person(7)]);
        assert_eq!(Couple::new(Person(2), Person(2)), None);
        assert_eq!(
            [2, 7, 3].map(|who| couple.other(Person(who))),
            [Some(Person(7)), Some(Person(2)), None]
        );
    }
}
