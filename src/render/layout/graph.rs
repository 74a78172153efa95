//! The network as numbers: who is joined to whom, how many steps apart, in which part.

/// Points and the links between them, each link once in both directions, without loops.
#[derive(Debug, Clone)]
pub struct Graph {
    /// Where the neighbours of each point begin in `ends`; one more entry than points.
    starts: Vec<usize>,
    ends: Vec<u32>,
}

/// A distance that was not found.
pub const APART: u32 = u32::MAX;

impl Graph {
    /// Builds a graph of `count` points; links may be doubled, and loops are ignored.
    ///
    /// # Panics
    /// When a link names a point that is not there.
    pub fn new(count: usize, links: &[(u32, u32)]) -> Self {
        let mut both: Vec<(u32, u32)> =
            links.iter().filter(|(a, b)| a != b).flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
        both.sort_unstable();
        both.dedup();
        let mut starts = vec![0; count + 1];
        for &(from, _) in &both {
            starts[from as usize + 1] += 1;
        }
        for point in 0..count {
            starts[point + 1] += starts[point];
        }
        Self { starts, ends: both.into_iter().map(|(_, to)| to).collect() }
    }

    /// How many points.
    pub fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The neighbours of a point, ascending.
    pub fn neighbours(&self, point: u32) -> &[u32] {
        let point = point as usize;
        &self.ends[self.starts[point]..self.starts[point + 1]]
    }

    /// The links, each once, the lower point first.
    pub fn links(&self) -> impl Iterator<Item = (u32, u32)> {
        let points = (0..).take(self.count());
        points
            .flat_map(|a| self.neighbours(a).iter().filter(move |&&b| a < b).map(move |&b| (a, b)))
    }

    /// The steps from one point to all others, [`APART`] where there is no way; breadth first.
    pub fn distances_from(&self, point: u32) -> Vec<u32> {
        let mut steps = vec![APART; self.count()];
        steps[point as usize] = 0;
        let mut queue = vec![point];
        let mut next = 0;
        while let Some(&from) = queue.get(next) {
            next += 1;
            for &to in self.neighbours(from) {
                if steps[to as usize] == APART {
                    steps[to as usize] = steps[from as usize] + 1;
                    queue.push(to);
                }
            }
        }
        steps
    }

    /// The connected parts, the largest first, equal ones by their lowest point; points ascending.
    pub fn parts(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.count()];
        let mut parts = Vec::new();
        for start in (0..).take(self.count()) {
            if std::mem::replace(&mut seen[start as usize], true) {
                continue;
            }
            let mut part = vec![start];
            let mut next = 0;
            while let Some(&from) = part.get(next) {
                next += 1;
                for &to in self.neighbours(from) {
                    if !std::mem::replace(&mut seen[to as usize], true) {
                        part.push(to);
                    }
                }
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// A connected part as a graph of its own, its points numbered in the order given.
    ///
    /// `position` is scratch space, as long as the graph.
    #[must_use]
    pub fn part(&self, points: &[u32], position: &mut [u32]) -> Self {
        for (new, &old) in (0..).zip(points) {
            position[old as usize] = new;
        }
        let mut starts = vec![0];
        let mut ends = Vec::new();
        for &old in points {
            ends.extend(self.neighbours(old).iter().map(|&end| position[end as usize]));
            starts.push(ends.len());
        }
        Self { starts, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_largest_first_and_keep_their_links() {
        let graph = Graph::new(7, &[(0, 6), (5, 2), (2, 3), (3, 2), (4, 4)]);
        let parts = graph.parts();
        assert_eq!(parts, [vec![2, 3, 5], vec![0, 6], vec![1], vec![4]]);
        let part = graph.part(&parts[0], &mut [0; 7]);
        assert_eq!(part.links().collect::<Vec<_>>(), [(0, 1), (0, 2)]);
        assert_eq!(part.distances_from(1), [1, 0, 2]);
        assert_eq!(graph.distances_from(1)[0], APART);
    }
}
