//! A round's problem in numbers, and the round that answers it: the interface of this room.

/// What a round is drawn from. Vertices are the numbers `0..n`.
///
/// Rules are lexicographic, first to last: hard exceptions, burden of the odd role, repeat tiers, look-ahead, wishes in
/// their order, chance. A later rule never costs an earlier one anything.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// How many vertices there are.
    pub n: u32,
    /// The pairs that are not free. A pair that is not listed is allowed and costs nothing in the repeat tiers. Order
    /// does not matter; `(u, v)` is `(v, u)`; of several entries for a pair `Never` wins, then the greatest penalty.
    /// Entries with `u == v` or beyond `n` are ignored.
    pub exceptions: Vec<Exception>,
    /// Wishes, most important first.
    pub wishes: Vec<Wish>,
    /// What happens when `n` is odd.
    pub odd: Odd,
    /// How often each vertex already bore the odd role. Missing entries count as 0. The sum over those who bear it in
    /// this round is made minimal before anything else is looked at.
    pub burden: Vec<u32>,
    /// Whether to keep open as many further repeat-free rounds among these vertices as possible.
    pub look_ahead: bool,
}

/// A pair that is not free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// One end.
    pub u: u32,
    /// The other end.
    pub v: u32,
    /// What is against the pair.
    pub what: What,
}

/// What is against a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// They were together before; the penalties, most important tier first. Sums over the round are minimised
    /// lexicographically. Usual tiers: 1 for the repeat itself, 1 if they actually met, the recency of the last time.
    Repeat([u16; REPEAT_TIERS]),
    /// They must never be together.
    Never,
}

/// Number of lexicographic tiers of a repeat.
pub const REPEAT_TIERS: usize = 3;

/// One wish: a lexicographic tier after the repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Penalty 1 for a pair with equal labels. `None`, or a list that is too short: no label, no penalty.
    Apart(Vec<Option<u32>>),
    /// Penalty 1 for a pair with different labels. `None`, or a list that is too short: no label, no penalty.
    Together(Vec<Option<u32>>),
    /// Penalty by the classes of both ends: `penalty[class[u]][class[v]]`; where the table is not symmetric the larger
    /// of both directions counts. A missing class or a missing entry costs nothing.
    ///
    /// A second chance for class 1 with partners of class 2 only, everybody else being class 0:
    /// `penalty = [[0, 1, 0], [1, 1, 0], [0, 0, 0]]`.
    Table {
        /// One class per vertex.
        class: Vec<u16>,
        /// Rows and columns are classes.
        penalty: Vec<Vec<u16>>,
    },
}

/// The odd role: what happens when `n` is odd.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Odd {
    /// Three vertices form a trio, which costs as much as its three pairs.
    #[default]
    Trio,
    /// One vertex stays without a mate.
    SitOut,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The pairs, each with its smaller vertex first, in ascending order. Without the trio.
    pub pairs: Vec<[u32; 2]>,
    /// The trio in ascending order, if there is one.
    pub trio: Option<[u32; 3]>,
    /// The vertex without a mate, if there is one. A single vertex sits out in either mode.
    pub sits_out: Option<u32>,
    /// What the round costs.
    pub totals: Totals,
    /// How far `totals` are known to be minimal.
    pub proof: Proof,
    /// The number of rounds with minimal `totals` (before look-ahead), where it is known exactly.
    pub equally_good: Option<u128>,
    /// What was done about the future; `None` if nothing was at stake or nothing was asked.
    pub look_ahead: Option<LookAhead>,
}

/// The cost of a round, tier by tier. A trio counts as its three pairs.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Totals {
    /// Sum of the burdens of those who bear the odd role.
    pub burden: u64,
    /// Sums of the repeat tiers.
    pub repeats: [u64; REPEAT_TIERS],
    /// One sum per wish.
    pub wishes: Vec<u64>,
}

/// How far a round's totals are known to be minimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// No tier can be smaller: repeats and wishes cost nothing, the burden is the smallest there is.
    Nothing,
    /// Every possible round was counted.
    Counted,
    /// Dual values prove it, and they were checked.
    Certificate,
    /// A lower bound was met.
    Bound,
    /// Minimal up to and including the repeats by one of the proofs above; look-ahead then went before the wishes.
    RepeatsOnly,
    /// Not known: the best that was found within the limits.
    Unproven,
}

/// What a look ahead found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookAhead {
    /// Disjoint repeat-free rounds that were actually found among these vertices after this round.
    pub found: u32,
    /// No more than this many can exist after any round: one less than the least number of free partners.
    pub at_most: u32,
}

/// Why there is no round under the hard exceptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impossible {
    /// Without the vertices of `barrier` the rest falls apart into pieces that cannot reach each other; those of an odd
    /// size each need a mate from the barrier, and they are too many (Tutte 1947, Berge 1958). A vertex that is allowed
    /// nobody is the simplest case: an empty barrier and a piece of one.
    NoPairing {
        /// The few whom the pieces compete for.
        barrier: Vec<u32>,
        /// The pieces of odd size, smallest first.
        stranded: Vec<Vec<u32>>,
    },
    /// No three vertices may be together such that the others can be paired.
    NoTrio,
}
