//! Splits a graph into disjoint perfect matchings: a proper edge colouring in which every vertex sees every colour.
//!
//! Greedy at first; then, for a vertex v that misses a colour c: give an uncoloured edge v-w the colour c if w misses
//! it, too; else make w miss it by exchanging two colours along a Kempe chain from w; else take it away from another
//! edge at w. The first two gain ground, the last one only moves the gap, so the search is a random walk with a limit:
//! a split that was found is a fact, one that was not found proves nothing.

use super::costs::NONE;
use super::random::Random;

/// Two colours along a chain, tried per visit to a gap.
const CHAINS: u32 = 24;
/// The limit on visits to gaps, whatever the size.
const VISITS: u32 = 150_000;

/// `count` disjoint perfect matchings of the graph with these neighbour lists, each as a list of mates, if the search
/// finds them. Every list must be symmetric and at least `count` long, or nothing is found.
///
/// Memory: size² colours. Time: visits cost O(degree + chain); at most 40 per vertex and colour.
pub fn split(lists: &[Vec<u32>], count: u32, random: &mut Random) -> Option<Vec<Vec<u32>>> {
    let size = lists.len();
    if size % 2 == 1 || lists.iter().any(|row| row.len() < count as usize) {
        return None;
    }
    let mut colouring = Colouring {
        lists,
        size,
        count: count as usize,
        mates: vec![NONE; size * count as usize],
        colours: vec![UNCOLOURED; size * size],
        gaps: Vec::new(),
    };
    colouring.fill_greedily(random);
    colouring.list_gaps();
    colouring
        .close_gaps(random)
        .then(|| colouring.mates.chunks_exact(size.max(1)).map(<[u32]>::to_vec).collect())
}

const UNCOLOURED: u16 = u16::MAX;

struct Colouring<'a> {
    lists: &'a [Vec<u32>],
    size: usize,
    count: usize,
    /// The mate of each vertex in each colour, colour by colour.
    mates: Vec<u32>,
    /// The colour of each edge, both ways.
    colours: Vec<u16>,
    /// Vertices and the colours they miss; entries that are no longer true are dropped when they are met.
    gaps: Vec<(u32, u16)>,
}

impl Colouring<'_> {
    fn mate(&self, u: u32, colour: u16) -> u32 {
        self.mates[colour as usize * self.size + u as usize]
    }

    fn colour(&self, u: u32, v: u32) -> u16 {
        self.colours[u as usize * self.size + v as usize]
    }

    /// Colours the edge u-v, which has no colour and whose ends miss this one.
    fn give(&mut self, u: u32, v: u32, colour: u16) {
        self.put(u, v, colour, (v, u));
    }

    /// Takes the colour of the edge u-v away; both ends miss it then.
    fn take(&mut self, u: u32, v: u32) {
        let colour = self.colour(u, v);
        self.put(u, v, colour, (NONE, NONE));
        self.paint(u, v, UNCOLOURED);
    }

    fn put(&mut self, u: u32, v: u32, colour: u16, (mate_of_u, mate_of_v): (u32, u32)) {
        self.mates[colour as usize * self.size + u as usize] = mate_of_u;
        self.mates[colour as usize * self.size + v as usize] = mate_of_v;
        self.paint(u, v, colour);
    }

    fn paint(&mut self, u: u32, v: u32, colour: u16) {
        self.colours[u as usize * self.size + v as usize] = colour;
        self.colours[v as usize * self.size + u as usize] = colour;
    }

    fn all_colours(&self) -> impl Iterator<Item = u16> + use<> {
        0..u16::try_from(self.count).unwrap_or(u16::MAX)
    }

    /// Goes through all edges in random order and gives each the first colour that both ends miss.
    fn fill_greedily(&mut self, random: &mut Random) {
        let lists = self.lists;
        let mut order: Vec<u32> = (0..).take(self.size).collect();
        random.shuffle(&mut order);
        let mut colours: Vec<u16> = self.all_colours().collect();
        for &u in &order {
            let mut row = lists[u as usize].clone();
            random.shuffle(&mut row);
            random.shuffle(&mut colours);
            let missing = |me: &Self, v, colour| me.mate(v, colour) == NONE;
            for v in row.into_iter().filter(|&v| v > u) {
                let free = |&&c: &&u16| missing(self, u, c) && missing(self, v, c);
                if let Some(&colour) = colours.iter().find(free) {
                    self.give(u, v, colour);
                }
            }
        }
    }

    fn list_gaps(&mut self) {
        for colour in self.all_colours() {
            for u in (0..).take(self.size) {
                if self.mate(u, colour) == NONE {
                    self.gaps.push((u, colour));
                }
            }
        }
    }

    /// True if every vertex has every colour in the end.
    fn close_gaps(&mut self, random: &mut Random) -> bool {
        let limit = 40 * u64::try_from(self.size * self.count).unwrap_or(u64::MAX) + 8_000;
        for _ in 0..limit.min(u64::from(VISITS)) {
            let Ok(open) = u32::try_from(self.gaps.len()) else { return false };
            if open == 0 {
                return true;
            }
            let at = random.below(open) as usize;
            let (u, colour) = self.gaps[at];
            if self.mate(u, colour) == NONE {
                self.close(u, colour, random);
            } else {
                self.gaps.swap_remove(at);
            }
        }
        // What is left on the list may be closed already.
        self.gaps.iter().all(|&(u, colour)| self.mate(u, colour) != NONE)
    }

    /// Gives `u` the colour it misses, in the mildest of the three ways.
    fn close(&mut self, u: u32, colour: u16, random: &mut Random) {
        let row = &self.lists[u as usize];
        let open: Vec<u32> =
            row.iter().copied().filter(|&v| self.colour(u, v) == UNCOLOURED).collect();
        if let Some(&v) = open.iter().find(|&&v| self.mate(v, colour) == NONE) {
            self.give(u, v, colour);
            return;
        }
        let choices = u32::try_from(open.len()).unwrap_or(u32::MAX);
        if choices == 0 {
            return;
        }
        let colours = u32::try_from(self.count).unwrap_or(u32::MAX);
        for _ in 0..CHAINS {
            let v = open[random.below(choices) as usize];
            let other = u16::try_from(random.below(colours)).unwrap_or(0);
            if self.mate(v, other) == NONE && self.chain_end(v, colour, other) != u {
                self.exchange(v, colour, other);
                self.give(u, v, colour);
                return;
            }
        }
        let v = open[random.below(choices) as usize];
        let loser = self.mate(v, colour);
        self.take(v, loser);
        self.give(u, v, colour);
        self.gaps.push((loser, colour));
    }

    /// The far end of the chain from `start` along edges of `first`, `second`, `first`, ...
    fn chain_end(&self, start: u32, first: u16, second: u16) -> u32 {
        let (mut at, mut now, mut then) = (start, first, second);
        loop {
            let next = self.mate(at, now);
            if next == NONE {
                return at;
            }
            at = next;
            (now, then) = (then, now);
        }
    }

    /// Exchanges the two colours along the chain from `start`, which misses `second`.
    fn exchange(&mut self, start: u32, first: u16, second: u16) {
        let mut chain = vec![start];
        let (mut at, mut now, mut then) = (start, first, second);
        loop {
            at = self.mate(at, now);
            if at == NONE {
                break;
            }
            chain.push(at);
            (now, then) = (then, now);
        }
        let colours: Vec<u16> =
            chain.windows(2).map(|edge| self.colour(edge[0], edge[1])).collect();
        for edge in chain.windows(2) {
            self.take(edge[0], edge[1]);
        }
        for (edge, was) in chain.windows(2).zip(colours) {
            self.give(edge[0], edge[1], if was == first { second } else { first });
        }
        for end in [start, chain[chain.len() - 1]] {
            for colour in [first, second] {
                if self.mate(end, colour) == NONE {
                    self.gaps.push((end, colour));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_graphs_split_into_one_matching_less_than_vertices() {
        let mut random = Random::new(5);
        for n in [2, 4, 6, 8, 10, 12, 16, 20, 30] {
            let lists: Vec<Vec<u32>> =
                (0..n).map(|u| (0..n).filter(|&v| v != u).collect()).collect();
            let found = (0..20).find_map(|_| split(&lists, n - 1, &mut random)).unwrap();
            let mut met = std::collections::BTreeSet::new();
            for matching in &found {
                for (u, &v) in (0..).zip(matching) {
                    assert_eq!(matching[v as usize], u);
                    assert!(met.insert((u, v)));
                }
            }
            assert_eq!(found.len(), n as usize - 1);
        }
    }

    #[test]
    fn what_cannot_be_split_ends_without_a_split() {
        let mut random = Random::new(5);
        // Two triangles: no perfect matching at all.
        let lists = vec![vec![1, 2], vec![0, 2], vec![0, 1], vec![4, 5], vec![3, 5], vec![3, 4]];
        assert_eq!(split(&lists, 1, &mut random), None);
        assert_eq!(split(&[vec![], vec![]], 1, &mut random), None);
        assert_eq!(split(&[], 0, &mut random), Some(vec![]));
    }
}
