//! A round that costs nothing, for trying out what may come: shuffle, and change what is against it with random other
//! pairs, one after the other.
//!
//! Rounds that need few changes are a little likelier than by an even draw, which nobody sees among so many. Where there
//! are few, or they are hard to find, the general way takes over. O(n + exceptions) time, n² bits.

use super::crossings::{bear_the_odd_role, is_wished, pairs, without_cost};
use super::problem::{Drawn, Problem};
use super::random::Random;

/// Fewer vertices are always drawn with care.
const SOME: u32 = 64;
/// More would take too many bits.
const MANY: u32 = 8_000;
/// Of all pairs, the part that may be exceptions, so that looking ahead changes nothing.
const SPARSE: usize = 8;
/// Other pairs tried for each change.
const TRIES: u32 = 256;
/// How often those with the odd role are chosen, if three have something against each other.
const LOOKS: u32 = 24;
const NONE: u32 = u32::MAX;

/// A round without cost; `None` if this is not the way to find one.
pub fn draw(problem: &Problem, random: &mut Random) -> Option<Drawn> {
    let n = problem.n as usize;
    let is_sparse = 2 * problem.exceptions.len() * SPARSE <= n * n;
    if !(SOME..=MANY).contains(&problem.n) || !is_sparse {
        return None;
    }
    let exceptions = Bits::of(problem);
    let is_free = |u: u32, v: u32| !exceptions.has(u, v) && is_wished(problem, u, v);
    let odd_ones = (0..LOOKS).find_map(|_| {
        let odd_ones = bear_the_odd_role(problem, random)?;
        let is_free_trio = match odd_ones[..] {
            [a, b, c] => [(a, b), (a, c), (b, c)].iter().all(|&(u, v)| is_free(u, v)),
            _ => true,
        };
        is_free_trio.then_some(odd_ones)
    })?;
    let mut order: Vec<u32> = (0..problem.n).filter(|u| !odd_ones.contains(u)).collect();
    random.shuffle(&mut order);
    let mut mate = vec![NONE; n];
    let join = |mate: &mut [u32], u: u32, v: u32| {
        mate[u as usize] = v;
        mate[v as usize] = u;
    };
    for two in order.chunks_exact(2) {
        join(&mut mate, two[0], two[1]);
    }
    let against: Vec<[u32; 2]> = pairs(&mate).filter(|&[u, v]| !is_free(u, v)).collect();
    for [a, b] in against {
        // An earlier change may have parted them.
        if mate[a as usize] != b {
            continue;
        }
        let (c, d) = (0..TRIES).find_map(|_| {
            let c = random.below(problem.n);
            let d = mate[c as usize];
            let is_other = d != NONE && c != a && c != b;
            (is_other && is_free(a, c) && is_free(b, d)).then_some((c, d))
        })?;
        join(&mut mate, a, c);
        join(&mut mate, b, d);
    }
    Some(without_cost(problem, &odd_ones, &mate))
}

/// Which pairs are exceptions.
struct Bits {
    n: usize,
    words: Vec<u64>,
}

impl Bits {
    fn of(problem: &Problem) -> Self {
        let n = problem.n as usize;
        let mut bits = Self { n, words: vec![0; (n * n).div_ceil(64)] };
        for exception in &problem.exceptions {
            for (u, v) in [(exception.u, exception.v), (exception.v, exception.u)] {
                let at = bits.at(u, v);
                bits.words[at / 64] |= 1 << (at % 64);
            }
        }
        bits
    }

    fn at(&self, u: u32, v: u32) -> usize {
        u as usize * self.n + v as usize
    }

    fn has(&self, u: u32, v: u32) -> bool {
        let at = self.at(u, v);
        self.words[at / 64] >> (at % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Exception, Odd, What, Wish};
    use super::*;

    #[test]
    fn rounds_cost_nothing_until_there_are_few_left() {
        for (n, odd) in [(100, Odd::Trio), (101, Odd::Trio), (101, Odd::SitOut)] {
            let labels = (0..n).map(|u| Some(u % 5)).collect();
            let mut problem = Problem { n, odd, ..Problem::default() };
            problem.burden = vec![0; n as usize];
            problem.wishes = vec![Wish::Apart(labels)];
            let mut random = Random::new(3);
            let mut rounds = 0;
            while let Some(drawn) = draw(&problem, &mut random) {
                let trio = drawn.trio.map(|[a, b, c]| [[a, b], [a, c], [b, c]]);
                let connections = drawn.pairs.iter().chain(trio.iter().flatten());
                let bits = Bits::of(&problem);
                let mut seen: Vec<u32> = drawn.pairs.iter().flatten().copied().collect();
                seen.extend(drawn.trio.iter().flatten().chain(&drawn.sits_out));
                seen.sort_unstable();
                assert_eq!(seen, (0..n).collect::<Vec<_>>(), "nobody twice, nobody lost");
                for &[u, v] in connections {
                    assert!(!bits.has(u, v) && u % 5 != v % 5, "{u} {v}");
                    let what = What::Repeat([1, 0, 1]);
                    problem.exceptions.push(Exception { u, v, what });
                }
                rounds += 1;
            }
            assert!(rounds >= 6, "{n} {odd:?}: {rounds}");
        }
    }

    #[test]
    fn few_vertices_are_left_to_the_careful_draw() {
        let problem = Problem { n: 40, ..Problem::default() };
        assert!(draw(&problem, &mut Random::new(1)).is_none());
    }
}
