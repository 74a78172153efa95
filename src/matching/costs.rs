//! The cost of any pair, any trio and any round of a problem, packed into one number whose order is the lexicographic
//! order of the tiers.
//!
//! Only the exceptions are stored (compressed rows, sorted); everything else follows from labels. Memory O(n +
//! exceptions), a look-up O(log of the row + number of wishes). Never floating point.

use std::collections::HashMap;

use super::problem::{Odd, Problem, REPEAT_TIERS, Totals, What, Wish};

/// Packed costs stay below this, far from where the sums of the engine would overflow.
const ROOM: i128 = 1 << 104;

/// Burdens that exceed the smallest one by more are taken as equal.
const MOST_EXCESS: u32 = 1_000;

/// A mate that is not there: members of a trio have none.
pub const NONE: u32 = u32::MAX;

/// A round inside this room: `mate[u]` for every vertex, the sitting-out place included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The mate of each vertex; [`NONE`] for the members of the trio.
    pub mate: Vec<u32>,
    /// The trio, ascending.
    pub trio: Option<[u32; 3]>,
}

/// The priced problem.
#[derive(Debug)]
pub struct Costs<'a> {
    problem: &'a Problem,
    /// Number of places to be filled: `n`, and one more if somebody sits out. Even unless there is a trio.
    size: u32,
    starts: Vec<usize>,
    rows: Vec<(u32, What)>,
    burden_weight: i128,
    repeat_weights: [i128; REPEAT_TIERS],
    /// One weight per wish that is weighed.
    wish_weights: Vec<i128>,
    /// The smallest burden of a vertex.
    common_burden: u32,
    /// The least sum of excess burdens that any choice of those concerned could have.
    least_burden: i128,
}

impl<'a> Costs<'a> {
    /// Prices `problem`, with its wishes or without them. O(n + exceptions · log of the longest row).
    pub fn new(problem: &'a Problem, with_wishes: bool) -> Self {
        let (starts, rows) = compressed_rows(problem);
        let connections = i128::from(problem.n / 2 + 2);
        let ceilings = repeat_ceilings(problem).map(|most| connections * i128::from(most) + 1);
        let wishes = if with_wishes { problem.wishes.as_slice() } else { &[] };
        let burdens = 3 * i128::from(MOST_EXCESS) + 1;
        let mut room = ceilings.iter().fold(ROOM / burdens, |room, ceiling| room / ceiling);
        // The least important wishes give way when the tiers of a huge problem do not fit into the number.
        let mut wish_ceilings = Vec::new();
        for wish in wishes {
            let ceiling = connections * i128::from(wish.most()) + 1;
            room /= ceiling;
            if room == 0 {
                break;
            }
            wish_ceilings.push(ceiling);
        }
        let mut weight = 1_i128;
        let mut wish_weights = vec![0; wish_ceilings.len()];
        for (slot, ceiling) in wish_weights.iter_mut().zip(&wish_ceilings).rev() {
            *slot = weight;
            weight *= ceiling;
        }
        let mut repeat_weights = [0; REPEAT_TIERS];
        for (slot, ceiling) in repeat_weights.iter_mut().zip(ceilings).rev() {
            *slot = weight;
            weight *= ceiling;
        }
        let sits_out = problem.n % 2 == 1 && (problem.odd == Odd::SitOut || problem.n == 1);
        let mut costs = Self {
            problem,
            size: problem.n + u32::from(sits_out),
            starts,
            rows,
            burden_weight: weight,
            repeat_weights,
            wish_weights,
            common_burden: (0..problem.n)
                .map(|u| problem.burden.get(u as usize).copied().unwrap_or(0))
                .min()
                .unwrap_or(0),
            least_burden: 0,
        };
        costs.least_burden = costs.smallest_burden();
        costs
    }

    /// What is priced.
    pub fn problem(&self) -> &'a Problem {
        self.problem
    }

    /// Number of places to be filled.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Number of real vertices.
    pub fn n(&self) -> u32 {
        self.problem.n
    }

    /// Whether one trio has to be formed.
    pub fn has_trio(&self) -> bool {
        self.size % 2 == 1
    }

    /// Whether the last place stands for sitting out.
    pub fn has_gap(&self) -> bool {
        self.size > self.problem.n
    }

    /// Whether every wish fitted into the packed number.
    pub fn weighs_all(&self) -> bool {
        self.wish_weights.len() == self.problem.wishes.len()
    }

    /// Whether any wish is weighed.
    pub fn has_wishes(&self) -> bool {
        !self.wish_weights.is_empty()
    }

    /// The packed cost of a pair of places; `None` if it must never be.
    pub fn pair(&self, u: u32, v: u32) -> Option<i128> {
        let (u, v) = if u < v { (u, v) } else { (v, u) };
        if v >= self.problem.n {
            return Some(self.usual(u, v));
        }
        let against = match self.exception(u, v) {
            None => 0,
            Some(What::Never) => return None,
            Some(What::Repeat(tiers)) => self.repeat_cost(tiers),
        };
        Some(against + self.usual(u, v))
    }

    /// The packed cost of a pair of places that nothing in the past is against; no pair of the same kinds costs less.
    pub fn usual(&self, u: u32, v: u32) -> i128 {
        let (u, v) = if u < v { (u, v) } else { (v, u) };
        if v >= self.problem.n {
            return (self.excess(u) - self.least_burden) * self.burden_weight;
        }
        let wishes = self.problem.wishes.iter().zip(&self.wish_weights);
        wishes.map(|(wish, weight)| i128::from(wish.penalty(u, v)) * weight).sum()
    }

    /// The kind of each place, from 0: what places of the same two kinds usually cost is the same.
    pub fn kinds(&self) -> Vec<u32> {
        let mut numbers: HashMap<Vec<u64>, u32> = HashMap::new();
        let kind = |u| {
            let wishes = self.problem.wishes.iter().zip(&self.wish_weights);
            let mut kind: Vec<u64> = wishes.map(|(wish, _)| wish.kind(u)).collect();
            if self.has_gap() {
                kind.push(if u < self.n() { u64::from(self.burden(u)) } else { u64::MAX });
            }
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            *numbers.entry(kind).or_insert(next)
        };
        (0..self.size).map(kind).collect()
    }

    /// The packed cost of a trio, its burden included; `None` if two of its members must never be together.
    pub fn trio(&self, [a, b, c]: [u32; 3]) -> Option<i128> {
        let pairs = self.pair(a, b)? + self.pair(a, c)? + self.pair(b, c)?;
        let burden = [a, b, c].map(|u| self.excess(u)).iter().sum::<i128>();
        Some(pairs + (burden - self.least_burden) * self.burden_weight)
    }

    /// The packed cost of a whole round; `None` if it breaks a hard rule.
    pub fn round(&self, round: &Round) -> Option<i128> {
        let mut sum = match round.trio {
            Some(trio) => self.trio(trio)?,
            None => 0,
        };
        for (u, &v) in (0..).zip(&round.mate) {
            if v != NONE && u < v {
                sum += self.pair(u, v)?;
            }
        }
        Some(sum)
    }

    /// What is against a pair of real vertices.
    pub fn exception(&self, u: u32, v: u32) -> Option<What> {
        let row = self.row(u);
        let past = row.partition_point(|&(other, _)| other <= v);
        let &(other, what) = row.get(past.checked_sub(1)?)?;
        (other == v).then_some(what)
    }

    /// The listed others of a real vertex, ascending, possibly several times.
    pub fn row(&self, u: u32) -> &[(u32, What)] {
        &self.rows[self.starts[u as usize]..self.starts[u as usize + 1]]
    }

    /// The others whom something is against, for any place, possibly several times.
    pub fn others(&self, u: u32) -> Vec<u32> {
        let row = if u < self.n() { self.row(u) } else { &[] };
        row.iter().map(|&(v, _)| v).collect()
    }

    /// How often `u` already bore the odd role.
    pub fn burden(&self, u: u32) -> u32 {
        self.problem.burden.get(u as usize).copied().unwrap_or(0)
    }

    /// The cost of a round, tier by tier, all wishes included.
    pub fn totals(&self, round: &Round) -> Totals {
        let mut totals = Totals { wishes: vec![0; self.problem.wishes.len()], ..Totals::default() };
        for (u, &v) in (0..).zip(&round.mate) {
            if v == NONE || u > v {
                continue;
            }
            if v >= self.problem.n {
                totals.burden += u64::from(self.burden(u));
            } else {
                self.add(&mut totals, u, v);
            }
        }
        if let Some([a, b, c]) = round.trio {
            for (u, v) in [(a, b), (a, c), (b, c)] {
                self.add(&mut totals, u, v);
            }
            totals.burden += [a, b, c].map(|u| u64::from(self.burden(u))).iter().sum::<u64>();
        }
        totals
    }

    fn add(&self, totals: &mut Totals, u: u32, v: u32) {
        if let Some(What::Repeat(tiers)) = self.exception(u, v) {
            for (total, tier) in totals.repeats.iter_mut().zip(tiers) {
                *total += u64::from(tier);
            }
        }
        for (total, wish) in totals.wishes.iter_mut().zip(&self.problem.wishes) {
            *total += u64::from(wish.penalty(u, v));
        }
    }

    fn repeat_cost(&self, tiers: [u16; REPEAT_TIERS]) -> i128 {
        tiers.iter().zip(self.repeat_weights).map(|(&tier, weight)| i128::from(tier) * weight).sum()
    }

    /// What a vertex costs in the odd role, on its own.
    pub fn burden_cost(&self, u: u32) -> i128 {
        self.excess(u) * self.burden_weight
    }

    /// What the odd role costs at least; the costs of trios and of sitting out are what exceeds it.
    pub fn least_burden_cost(&self) -> i128 {
        self.least_burden * self.burden_weight
    }

    /// By how much a vertex is burdened more than the least burdened one.
    fn excess(&self, u: u32) -> i128 {
        i128::from((self.burden(u) - self.common_burden).min(MOST_EXCESS))
    }

    fn smallest_burden(&self) -> i128 {
        let concerned = match (self.problem.n % 2, self.has_trio()) {
            (0, _) => 0,
            (_, true) => 3,
            (_, false) => 1,
        };
        let mut excesses: Vec<i128> = (0..self.problem.n).map(|u| self.excess(u)).collect();
        excesses.sort_unstable();
        excesses.iter().take(concerned).sum()
    }
}

impl Wish {
    /// The penalty of a pair.
    pub fn penalty(&self, u: u32, v: u32) -> u16 {
        let both =
            |labels: &[Option<u32>]| Some((*labels.get(u as usize)?, *labels.get(v as usize)?));
        match self {
            Self::Apart(labels) => match both(labels) {
                Some((Some(a), Some(b))) => u16::from(a == b),
                _ => 0,
            },
            Self::Together(labels) => match both(labels) {
                Some((Some(a), Some(b))) => u16::from(a != b),
                _ => 0,
            },
            Self::Table { class, penalty } => {
                let entry = |a: u16, b: u16| penalty.get(a as usize)?.get(b as usize).copied();
                match (class.get(u as usize), class.get(v as usize)) {
                    (Some(&a), Some(&b)) => entry(a, b).max(entry(b, a)).unwrap_or(0),
                    _ => 0,
                }
            }
        }
    }

    /// Vertices of the same kind have the same penalties.
    fn kind(&self, u: u32) -> u64 {
        match self {
            Self::Apart(labels) | Self::Together(labels) => {
                labels.get(u as usize).copied().flatten().map_or(0, |label| u64::from(label) + 1)
            }
            Self::Table { class, .. } => {
                class.get(u as usize).map_or(0, |&class| u64::from(class) + 1)
            }
        }
    }

    /// The greatest penalty a pair can have.
    fn most(&self) -> u16 {
        match self {
            Self::Apart(_) | Self::Together(_) => 1,
            Self::Table { penalty, .. } => penalty.iter().flatten().copied().max().unwrap_or(0),
        }
    }
}

/// The greatest penalty in each repeat tier.
fn repeat_ceilings(problem: &Problem) -> [u16; REPEAT_TIERS] {
    let mut most = [0; REPEAT_TIERS];
    for exception in &problem.exceptions {
        if let What::Repeat(tiers) = exception.what {
            for (slot, tier) in most.iter_mut().zip(tiers) {
                *slot = tier.max(*slot);
            }
        }
    }
    most
}

/// The exceptions of each vertex, by the other end and then by weight, so that the last of equals counts.
fn compressed_rows(problem: &Problem) -> (Vec<usize>, Vec<(u32, What)>) {
    let n = problem.n as usize;
    let real = |&(u, v): &(u32, u32)| u != v && u < problem.n && v < problem.n;
    let mut starts = vec![0_usize; n + 1];
    for (u, v) in problem.exceptions.iter().map(|e| (e.u, e.v)).filter(real) {
        starts[u as usize + 1] += 1;
        starts[v as usize + 1] += 1;
    }
    for at in 1..=n {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut rows = vec![(0, What::Never); starts[n]];
    for exception in problem.exceptions.iter().filter(|e| real(&(e.u, e.v))) {
        for (from, to) in [(exception.u, exception.v), (exception.v, exception.u)] {
            rows[next[from as usize]] = (to, exception.what);
            next[from as usize] += 1;
        }
    }
    for at in 0..n {
        rows[starts[at]..starts[at + 1]].sort_unstable();
    }
    (starts, rows)
}
