//! Random neighbours among very many: places fall into classes, and but for exceptions all places of two classes are
//! neighbours, or none are.

use std::collections::HashMap;
use std::hash::Hash;

use super::random::Random;

/// With more classes than this the table of which go with which would be too large.
const MOST: usize = 12_000;
/// Members of the classes that are tried until all neighbours are listed after all.
const TRIES: u32 = 64;

/// Whether two places are neighbours.
pub type Test<'a> = Box<dyn Fn(u32, u32) -> bool + 'a>;

/// The neighbours of every place, not listed but ready to be drawn from.
pub struct Classes<'a> {
    /// The class of each place.
    class: Vec<usize>,
    members: Vec<Vec<u32>>,
    /// The classes that go with each class, each with the number of members up to and including it.
    beside: Vec<Vec<(u32, u32)>>,
    /// Neighbours of each place in classes that do not usually go with its own.
    further: Vec<Vec<u32>>,
    test: Test<'a>,
}

impl<'a> Classes<'a> {
    /// Classes by key, one key for each place. `usually`: whether the classes of two places go with each other;
    /// `test`: whether two places are neighbours indeed; `exceptions`: others of a place that may be neighbours
    /// although their classes do not go with each other.
    ///
    /// `Err` gives the test back when there are too many classes. O(classes² + exceptions).
    pub fn new<K: Eq + Hash>(
        keys: impl Iterator<Item = K>,
        usually: impl Fn(u32, u32) -> bool,
        exceptions: impl Fn(u32) -> Vec<u32>,
        test: Test<'a>,
    ) -> Result<Self, Test<'a>> {
        let mut numbers: HashMap<K, usize> = HashMap::new();
        let mut class = Vec::new();
        let mut members: Vec<Vec<u32>> = Vec::new();
        for (u, key) in (0..).zip(keys) {
            let own = *numbers.entry(key).or_insert(members.len());
            if own == members.len() {
                if own == MOST {
                    return Err(test);
                }
                members.push(Vec::new());
            }
            members[own].push(u);
            class.push(own);
        }
        let beside = members.iter().map(|own| {
            let mut up_to = 0;
            let with = (0..).zip(&members).filter(|(_, other)| usually(own[0], other[0]));
            with.map(|(at, other)| {
                up_to += u32::try_from(other.len()).unwrap_or(u32::MAX);
                (at, up_to)
            })
            .collect()
        });
        let beside = beside.collect();
        let further = |u: u32| {
            let unusual = |&v: &u32| !usually(u, v) && test(u, v);
            exceptions(u).into_iter().filter(unusual).collect()
        };
        let further = (0..).take(class.len()).map(further).collect();
        Ok(Self { class, members, beside, further, test })
    }

    /// A uniformly random neighbour, if there is any.
    pub fn draw(&self, u: u32, random: &mut Random) -> Option<u32> {
        let beside = &self.beside[self.class[u as usize]];
        let further = &self.further[u as usize];
        let usual = beside.last().map_or(0, |&(_, up_to)| up_to);
        let count = usual + u32::try_from(further.len()).unwrap_or(0);
        for _ in 0..TRIES {
            let at = random.below(count);
            if at >= usual {
                return further.get((at - usual) as usize).copied();
            }
            let v = self.member(beside, at)?;
            if v != u && (self.test)(u, v) {
                return Some(v);
            }
        }
        let all = beside.iter().flat_map(|&(class, _)| &self.members[class as usize]);
        let fits = |&v: &u32| v != u && (self.test)(u, v);
        let row: Vec<u32> = all.copied().filter(fits).chain(further.iter().copied()).collect();
        row.get(random.below(u32::try_from(row.len()).unwrap_or(u32::MAX)) as usize).copied()
    }

    /// The member with a running number among all classes that go with one.
    fn member(&self, beside: &[(u32, u32)], at: u32) -> Option<u32> {
        let place = beside.partition_point(|&(_, up_to)| up_to <= at);
        let before = place.checked_sub(1).map_or(0, |before| beside[before].1);
        let &(class, _) = beside.get(place)?;
        self.members[class as usize].get((at - before) as usize).copied()
    }
}
